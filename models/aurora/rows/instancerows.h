// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/tables/rowsource.h"

namespace aurora {

/// The tasks of one job, a row each, by instance and with the newest first; key: the task's id. None for a job that is
/// not listed.
tables::Rows instanceRows(Snapshot state, const JobKey &job);
const QList<tables::Column> &instanceColumns();

} // namespace aurora
