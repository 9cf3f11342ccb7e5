// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

namespace mesos {

/// Where the columns of the table of tasks stand.
struct TaskColumns
{
    enum Place {
        StateColumn,
        NameColumn,
        IdColumn,
        FrameworkColumn,
        AgentColumn,
        RoleColumn,
        CpusColumn,
        MemColumn,
        DiskColumn,
        StartedColumn,
        InStateColumn,
        MessageColumn,
        GpusColumn,
        ListColumn,
        HealthColumn,
        ReasonColumn,
        ExecutorColumn,
        PortsColumn,
        FrameworkIdColumn,
        AgentIdColumn
    };
};

/// Keys: state, name, id, framework, agent, role, cpus, mem, disk, started, in-state, message; hidden at first:
/// gpus, list (live, unreachable, completed), health, reason, executor, ports, framework-id, agent-id.
const QList<tables::Column> &taskColumns();

} // namespace mesos
