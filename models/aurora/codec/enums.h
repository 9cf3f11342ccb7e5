// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

/// The numbers enumerations have on the wire. A number that is not here becomes Unknown, and Unknown has no number: it
/// cannot be sent. For .cpp files of models/aurora.
namespace aurora::wire {

template <typename Enum>
using Number = std::pair<Enum, int>;

inline constexpr std::array<Number<TaskStatus>, 15> taskStatusNumbers{ {
    { TaskStatus::Init, 11 },
    { TaskStatus::Throttled, 16 },
    { TaskStatus::Pending, 0 },
    { TaskStatus::Assigned, 9 },
    { TaskStatus::Starting, 1 },
    { TaskStatus::Running, 2 },
    { TaskStatus::Finished, 3 },
    { TaskStatus::Preempting, 13 },
    { TaskStatus::Restarting, 12 },
    { TaskStatus::Draining, 17 },
    { TaskStatus::Failed, 4 },
    { TaskStatus::Killed, 5 },
    { TaskStatus::Killing, 6 },
    { TaskStatus::Lost, 7 },
    { TaskStatus::Partitioned, 18 },
} };

inline constexpr std::array<Number<UpdateStatus>, 11> updateStatusNumbers{ {
    { UpdateStatus::RollingForward, 0 },
    { UpdateStatus::RollingBack, 1 },
    { UpdateStatus::RollForwardPaused, 2 },
    { UpdateStatus::RollBackPaused, 3 },
    { UpdateStatus::RolledForward, 4 },
    { UpdateStatus::RolledBack, 5 },
    { UpdateStatus::Aborted, 6 },
    { UpdateStatus::Error, 7 },
    { UpdateStatus::Failed, 8 },
    { UpdateStatus::RollForwardAwaitingPulse, 9 },
    { UpdateStatus::RollBackAwaitingPulse, 10 },
} };

inline constexpr std::array<Number<UpdateAction>, 6> updateActionNumbers{ {
    { UpdateAction::InstanceUpdated, 1 },
    { UpdateAction::InstanceRolledBack, 2 },
    { UpdateAction::InstanceUpdating, 3 },
    { UpdateAction::InstanceRollingBack, 4 },
    { UpdateAction::InstanceUpdateFailed, 5 },
    { UpdateAction::InstanceRollbackFailed, 6 },
} };

inline constexpr std::array<Number<PulseStatus>, 2> pulseStatusNumbers{ {
    { PulseStatus::Ok, 1 },
    { PulseStatus::Finished, 2 },
} };

inline constexpr std::array<Number<aurora::MaintenanceMode>, 4> maintenanceModeNumbers{ {
    { aurora::MaintenanceMode::None, 1 },
    { aurora::MaintenanceMode::Scheduled, 2 },
    { aurora::MaintenanceMode::Draining, 3 },
    { aurora::MaintenanceMode::Drained, 4 },
} };

inline constexpr std::array<Number<aurora::CronCollisionPolicy>, 3> cronCollisionPolicyNumbers{ {
    { aurora::CronCollisionPolicy::KillExisting, 0 },
    { aurora::CronCollisionPolicy::CancelNew, 1 },
    { aurora::CronCollisionPolicy::RunOverlap, 2 },
} };

inline constexpr int volumeReadWrite = 1;
inline constexpr int volumeReadOnly = 2;

template <typename Enum, size_t N>
Enum fromNumber(const std::array<Number<Enum>, N> &numbers, int number)
{
    const auto it = std::ranges::find(numbers, number, &Number<Enum>::second);
    return it == numbers.end() ? Enum::Unknown : it->first;
}

template <typename Enum, size_t N>
std::optional<int> toNumber(const std::array<Number<Enum>, N> &numbers, Enum value)
{
    const auto it = std::ranges::find(numbers, value, &Number<Enum>::first);
    return it == numbers.end() ? std::nullopt : std::optional(it->second);
}

} // namespace aurora::wire
