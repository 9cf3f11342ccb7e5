// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/tables/rowsource.h"

namespace ctl {

/// Every transition of these tasks, a row each, oldest first within an instance, with the time spent in the state. The
/// state a task is in now has lasted until `now`; an ended one's last state has no time. Column keys: instance, state,
/// at, spent, message, host, scheduler, task.
tables::Rows historyRows(QList<aurora::Task> tasks, core::TimePoint now);
const QList<tables::Column> &historyColumns();

} // namespace ctl
