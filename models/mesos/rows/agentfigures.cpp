// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentfigures.h"

#include "models/core/format.h"
#include "models/mesos/rows/agentcolumns.h"
#include "models/mesos/rows/staterows.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using enum AgentColumns::Place;
using tables::Severity;

constexpr double diskWarning = 0.95;
constexpr double diskFailure = 0.99;

float free(float total, float used)
{
    return std::max(0.0F, total - used);
}

/// Whole sizes without decimals: `398.9 / 400`.
QString wholeGib(double mebibytes)
{
    const double gib = mebibytes / 1024.0;
    return std::abs(gib - std::round(gib)) < 0.05 ? core::formatCount(std::llround(gib)) : core::formatGib(mebibytes);
}

} // namespace

double agentFigure(const Agent &agent, int column)
{
    switch (column) {
    case TasksColumn:
        return agent.liveTasks;
    case CpusColumn:
        return static_cast<double>(agent.used.cpus);
    case CpusUseColumn:
        return share(agent.used.cpus, agent.total.cpus);
    case MemColumn:
        return static_cast<double>(agent.used.mem);
    case MemUseColumn:
        return share(agent.used.mem, agent.total.mem);
    case DiskColumn:
        return static_cast<double>(agent.used.disk);
    case DiskUseColumn:
        return share(agent.used.disk, agent.total.disk);
    case CpusFreeColumn:
        return static_cast<double>(free(agent.total.cpus, agent.used.cpus));
    case MemFreeColumn:
        return static_cast<double>(free(agent.total.mem, agent.used.mem));
    case DiskFreeColumn:
        return static_cast<double>(free(agent.total.disk, agent.used.disk));
    case CpusTotalColumn:
        return static_cast<double>(agent.total.cpus);
    case MemTotalColumn:
        return static_cast<double>(agent.total.mem);
    case DiskTotalColumn:
        return static_cast<double>(agent.total.disk);
    case GpusColumn:
        return static_cast<double>(agent.used.gpus);
    case GpusTotalColumn:
        return static_cast<double>(agent.total.gpus);
    case RegisteredColumn:
        return moment(agent.registered);
    case ReregisteredColumn:
        return moment(agent.reregistered);
    default:
        return std::numeric_limits<double>::quiet_NaN();
    }
}

bool isFigureOfUse(int column)
{
    return column != RegisteredColumn && column != ReregisteredColumn && column != CpusTotalColumn
        && column != MemTotalColumn && column != DiskTotalColumn && column != GpusTotalColumn;
}

bool isUsedOfTotal(int column)
{
    return column == CpusColumn || column == MemColumn || column == DiskColumn || column == GpusColumn;
}

QString usedOfTotal(int column, const ResourceSum &used, const ResourceSum &total)
{
    switch (column) {
    case CpusColumn:
        return core::formatCpus(used.cpus) + u" / "_s + core::formatCpus(total.cpus);
    case MemColumn:
        return core::formatGib(used.mem) + u" / "_s + core::formatGib(total.mem);
    case DiskColumn:
        return core::formatGib(used.disk) + u" / "_s + wholeGib(total.disk);
    case GpusColumn:
        return core::formatCount(std::llround(used.gpus)) + u" / "_s + core::formatCount(std::llround(total.gpus));
    default:
        return {};
    }
}

Severity diskSeverity(const Agent &agent)
{
    const double used = share(agent.used.disk, agent.total.disk);
    return used >= diskFailure ? Severity::Failure : used >= diskWarning ? Severity::Warning : Severity::None;
}

} // namespace mesos
