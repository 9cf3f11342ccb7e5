// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

namespace mesos {

/// All frameworks: active ones, those whose scheduler has gone but which still hold tasks, and completed ones.
/// Column keys: state, name, id, tasks, cpus, mem, inactive, host; hidden at first: disk, gpus, role, user, principal,
/// registered, reregistered, failover-timeout, address, capabilities, web-ui.
tables::Rows frameworkRows(Snapshot state);
const QList<tables::Column> &frameworkColumns();

} // namespace mesos
