// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/pendinglimits.h"
#include "models/aurora/state.h"
#include "models/tables/rowsource.h"
#include "models/tables/tablemodel.h"

namespace aurora {

/// Of TableModel, beside its own.
enum JobRole {
    /// QList<int> of the instances cell: running, pending, failed. Failed ones only of a job that runs no more: a
    /// restarted instance counts among the running.
    InstancesRole = tables::TableModel::FirstExtraRole
};

/// Every job that the scheduler lists, a row each; key "role/env/name". `poolAttribute`: the constraint that names a
/// job's pool. By `now` and `limits` some have waited long, which is a warning.
tables::Rows jobRows(Snapshot state, const QString &poolAttribute, core::TimePoint now,
                     const PendingLimits &limits = {});
const QList<tables::Column> &jobColumns();

} // namespace aurora
