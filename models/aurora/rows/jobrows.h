// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/pendinglimits.h"
#include "models/aurora/state.h"
#include "models/tables/rowsource.h"

namespace aurora {

/// Every job that the scheduler lists, a row each; key "role/env/name". `poolAttribute`: the constraint that names a
/// job's pool. By `now` and `limits` some have waited long, which is a warning.
tables::Rows jobRows(Snapshot state, const QString &poolAttribute, core::TimePoint now,
                     const PendingLimits &limits = {});
const QList<tables::Column> &jobColumns();

} // namespace aurora
