// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

namespace mesos {

/// Where the columns of the table of agents stand; those of their attributes come last.
struct AgentColumns
{
    enum Place {
        StateColumn,
        AgentNameColumn,
        PoolColumn,
        TasksColumn,
        CpusColumn,
        CpusUseColumn,
        MemColumn,
        MemUseColumn,
        DiskColumn,
        ZoneColumn,
        RegisteredColumn,
        NoteColumn,
        CpusUsedColumn,
        MemUsedColumn,
        DiskUseColumn,
        CpusFreeColumn,
        MemFreeColumn,
        DiskFreeColumn,
        CpusTotalColumn,
        MemTotalColumn,
        DiskTotalColumn,
        GpusColumn,
        GpusTotalColumn,
        PortsColumn,
        AddressColumn,
        IdColumn,
        VersionColumn,
        RegionColumn,
        ReservedColumn,
        ReregisteredColumn,
        FirstAttributeColumn
    };
};

/// Without the columns of attributes. Keys: state, agent, pool, tasks, cpus (used, shown as used / total), cpus-use,
/// mem, mem-use, disk, zone, registered, note; hidden at first: cpus-used, mem-used (as agents tell), disk-use,
/// cpus-free, mem-free, disk-free, cpus-total, mem-total, disk-total, gpus, gpus-total, ports, address, id, version,
/// region, reserved, reregistered.
const QList<tables::Column> &agentColumns();

} // namespace mesos
