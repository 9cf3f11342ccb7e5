// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/tables/rowsource.h"
#include "models/tables/tablemodel.h"

#include <chrono>

namespace aurora {

/// Of TableModel, beside its own.
enum JobRole {
    /// QList<int> of the instances cell: running, pending, failed. Failed ones only of a job that runs no more: a
    /// restarted instance counts among the running.
    InstancesRole = tables::TableModel::FirstExtraRole
};

/// Longer than this, a waiting job is a warning.
inline constexpr core::Duration longPending = std::chrono::minutes(20);

/// Every job that the scheduler lists, a row each; key "role/env/name". `poolAttribute`: the constraint that names a
/// job's pool. `now` decides what has waited long.
tables::Rows jobRows(Snapshot state, const QString &poolAttribute, core::TimePoint now);
const QList<tables::Column> &jobColumns();

} // namespace aurora
