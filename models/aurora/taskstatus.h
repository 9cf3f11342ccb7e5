// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace aurora {

/// The scheduler's ScheduleStatus. Unknown: a number this program does not know; it can be shown, never asked for.
enum class TaskStatus : uint8_t {
    Init,
    Throttled,
    Pending,
    Assigned,
    Starting,
    Running,
    Finished,
    Preempting,
    Restarting,
    Draining,
    Failed,
    Killed,
    Killing,
    Lost,
    Partitioned,
    Unknown
};

std::string_view word(TaskStatus status); ///< as the scheduler says it: "RUNNING"; "UNKNOWN" for Unknown
TaskStatus taskStatus(std::string_view word); ///< the reverse; Unknown for other words

/// The scheduler's own groups. Init and Unknown belong to none of them.
bool isActive(TaskStatus status); ///< takes an instance of its job, also while nothing runs: pending, throttled
bool isLive(TaskStatus status); ///< has a process somewhere, or may have
bool isTerminal(TaskStatus status); ///< failed, finished, killed, lost
bool isOnAgent(TaskStatus status); ///< an agent was chosen; its resources are in use

/// Every status that is known, in the order of a task's life.
inline constexpr std::array allTaskStatuses{
    TaskStatus::Init,    TaskStatus::Throttled, TaskStatus::Pending,    TaskStatus::Assigned,   TaskStatus::Starting,
    TaskStatus::Running, TaskStatus::Finished,  TaskStatus::Preempting, TaskStatus::Restarting, TaskStatus::Draining,
    TaskStatus::Failed,  TaskStatus::Killed,    TaskStatus::Killing,    TaskStatus::Lost,       TaskStatus::Partitioned,
};

} // namespace aurora
