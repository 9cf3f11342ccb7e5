// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

namespace mesos {

/// All tasks of a cluster, live and past. Keys are "frameworkId/taskId".
/// Column keys: state, name, id, framework, agent, role, cpus, mem, disk, started, in-state, message; hidden at first:
/// gpus, list (live, unreachable, completed), health, reason, executor, ports, framework-id, agent-id.
tables::Rows taskRows(Snapshot state);
const QList<tables::Column> &taskColumns();

} // namespace mesos
