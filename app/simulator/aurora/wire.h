// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Numbers of the Aurora API, as they are on the wire.
namespace sim::aurora::wire {

inline constexpr int mostInstances = 4000;

enum class ResponseCode : uint8_t { InvalidRequest = 0, Ok = 1, Error = 2, AuthFailed = 4, JobUpdatingError = 5 };

enum class ScheduleStatus : uint8_t {
    Pending = 0,
    Starting = 1,
    Running = 2,
    Finished = 3,
    Failed = 4,
    Killed = 5,
    Killing = 6,
    Lost = 7,
    Assigned = 9,
    Init = 11,
    Restarting = 12,
    Preempting = 13,
    Throttled = 16,
    Draining = 17,
    Partitioned = 18,
};
inline constexpr std::array<std::pair<ScheduleStatus, std::string_view>, 15> statusNames{ {
    { ScheduleStatus::Pending, "PENDING" },
    { ScheduleStatus::Starting, "STARTING" },
    { ScheduleStatus::Running, "RUNNING" },
    { ScheduleStatus::Finished, "FINISHED" },
    { ScheduleStatus::Failed, "FAILED" },
    { ScheduleStatus::Killed, "KILLED" },
    { ScheduleStatus::Killing, "KILLING" },
    { ScheduleStatus::Lost, "LOST" },
    { ScheduleStatus::Assigned, "ASSIGNED" },
    { ScheduleStatus::Init, "INIT" },
    { ScheduleStatus::Restarting, "RESTARTING" },
    { ScheduleStatus::Preempting, "PREEMPTING" },
    { ScheduleStatus::Throttled, "THROTTLED" },
    { ScheduleStatus::Draining, "DRAINING" },
    { ScheduleStatus::Partitioned, "PARTITIONED" },
} };
constexpr bool isKnownStatus(int64_t number)
{
    for (const auto &[status, name] : statusNames) {
        if (static_cast<int64_t>(status) == number)
            return true;
    }
    return false;
}
constexpr std::string_view statusName(ScheduleStatus status)
{
    for (const auto &[known, name] : statusNames) {
        if (known == status)
            return name;
    }
    return {};
}
constexpr bool isTerminal(ScheduleStatus status)
{
    return status == ScheduleStatus::Finished || status == ScheduleStatus::Failed || status == ScheduleStatus::Killed
        || status == ScheduleStatus::Lost;
}

enum class UpdateStatus : uint8_t {
    RollingForward = 0,
    RollingBack = 1,
    RollForwardPaused = 2,
    RollBackPaused = 3,
    RolledForward = 4,
    RolledBack = 5,
    Aborted = 6,
    Error = 7,
    Failed = 8,
    RollForwardAwaitingPulse = 9,
    RollBackAwaitingPulse = 10,
};
inline constexpr std::array<std::string_view, 11> updateStatusNames{
    "ROLLING_FORWARD",
    "ROLLING_BACK",
    "ROLL_FORWARD_PAUSED",
    "ROLL_BACK_PAUSED",
    "ROLLED_FORWARD",
    "ROLLED_BACK",
    "ABORTED",
    "ERROR",
    "FAILED",
    "ROLL_FORWARD_AWAITING_PULSE",
    "ROLL_BACK_AWAITING_PULSE",
};
constexpr std::string_view updateStatusName(UpdateStatus status)
{
    return updateStatusNames[static_cast<size_t>(status)];
}
constexpr bool isActive(UpdateStatus status)
{
    return status < UpdateStatus::RolledForward || status > UpdateStatus::Failed;
}

enum class UpdateAction : uint8_t {
    Updated = 1,
    RolledBack = 2,
    Updating = 3,
    RollingBack = 4,
    UpdateFailed = 5,
    RollbackFailed = 6,
};

enum class MaintenanceMode : uint8_t { None = 1, Scheduled = 2, Draining = 3, Drained = 4 };

enum class CollisionPolicy : uint8_t { KillExisting = 0, CancelNew = 1, RunOverlap = 2 };

} // namespace sim::aurora::wire
