// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/entities.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sim {

namespace {

/// Mesos keeps scalars as thousandths; without this a hundred additions of 0.1 would show.
double thousandths(double value)
{
    return std::round(value * 1000) / 1000;
}

void normalise(std::vector<PortRange> &ports)
{
    std::ranges::sort(ports, {}, &PortRange::begin);
    std::vector<PortRange> joined;
    for (const PortRange &range : ports) {
        if (!joined.empty() && range.begin <= joined.back().end + 1)
            joined.back().end = std::max(joined.back().end, range.end);
        else
            joined.push_back(range);
    }
    ports = std::move(joined);
}

void subtract(std::vector<PortRange> &ports, const PortRange &gone)
{
    std::vector<PortRange> left;
    for (const PortRange &range : ports) {
        if (range.end < gone.begin || range.begin > gone.end) {
            left.push_back(range);
            continue;
        }
        if (range.begin < gone.begin)
            left.push_back({ range.begin, gone.begin - 1 });
        if (range.end > gone.end)
            left.push_back({ gone.end + 1, range.end });
    }
    ports = std::move(left);
}

} // namespace

Resources &Resources::operator+=(const Resources &other)
{
    cpus = thousandths(cpus + other.cpus);
    mem = thousandths(mem + other.mem);
    disk = thousandths(disk + other.disk);
    gpus = thousandths(gpus + other.gpus);
    if (!other.ports.empty()) {
        ports.insert(ports.end(), other.ports.begin(), other.ports.end());
        normalise(ports);
    }
    return *this;
}

Resources &Resources::operator-=(const Resources &other)
{
    cpus = thousandths(cpus - other.cpus);
    mem = thousandths(mem - other.mem);
    disk = thousandths(disk - other.disk);
    gpus = thousandths(gpus - other.gpus);
    for (const PortRange &range : other.ports)
        subtract(ports, range);
    return *this;
}

bool Resources::fits(const Resources &room) const
{
    constexpr double slack = 1e-6;
    return cpus <= room.cpus + slack && mem <= room.mem + slack && disk <= room.disk + slack
        && gpus <= room.gpus + slack;
}

int Resources::portCount() const
{
    return std::accumulate(ports.begin(), ports.end(), 0,
                           [](int sum, const PortRange &range) { return sum + range.end - range.begin + 1; });
}

std::string_view stateName(TaskState state)
{
    switch (state) {
    case TaskState::Staging:
        return "TASK_STAGING";
    case TaskState::Starting:
        return "TASK_STARTING";
    case TaskState::Running:
        return "TASK_RUNNING";
    case TaskState::Killing:
        return "TASK_KILLING";
    case TaskState::Finished:
        return "TASK_FINISHED";
    case TaskState::Failed:
        return "TASK_FAILED";
    case TaskState::Killed:
        return "TASK_KILLED";
    case TaskState::Lost:
        return "TASK_LOST";
    case TaskState::Unreachable:
        return "TASK_UNREACHABLE";
    }
    return "TASK_UNKNOWN";
}

bool isTerminal(TaskState state)
{
    return state == TaskState::Finished || state == TaskState::Failed || state == TaskState::Killed
        || state == TaskState::Lost;
}

} // namespace sim
