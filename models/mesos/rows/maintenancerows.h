// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

namespace mesos {

/// The maintenance windows of a cluster's machines, one row a machine and window.
/// Column keys: state (planned, or down once the machine was shut out), machine, address, from, until, length, agent
/// (the one that runs there: its phase); all shown.
tables::Rows maintenanceRows(Snapshot state);
const QList<tables::Column> &maintenanceColumns();

} // namespace mesos
