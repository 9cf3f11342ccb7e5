// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/values.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

constexpr std::array<std::string_view, 16> statusWords{
    "INIT",       "THROTTLED", "PENDING", "ASSIGNED", "STARTING", "RUNNING", "FINISHED",    "PREEMPTING",
    "RESTARTING", "DRAINING",  "FAILED",  "KILLED",   "KILLING",  "LOST",    "PARTITIONED", "UNKNOWN",
};
constexpr std::array<std::string_view, 12> updateWords{
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
    "UNKNOWN",
};
constexpr std::array<std::string_view, 7> actionWords{
    "INSTANCE_UPDATED",       "INSTANCE_ROLLED_BACK",     "INSTANCE_UPDATING", "INSTANCE_ROLLING_BACK",
    "INSTANCE_UPDATE_FAILED", "INSTANCE_ROLLBACK_FAILED", "UNKNOWN",
};
constexpr std::array<std::string_view, 5> maintenanceWords{ "NONE", "SCHEDULED", "DRAINING", "DRAINED", "UNKNOWN" };
constexpr std::array<std::string_view, 4> cronWords{ "KILL_EXISTING", "CANCEL_NEW", "RUN_OVERLAP", "UNKNOWN" };

template <size_t N, typename Enum>
std::string_view at(const std::array<std::string_view, N> &words, Enum value)
{
    const auto index = static_cast<size_t>(value);
    return index < N ? words[index] : words.back();
}

} // namespace

std::string_view word(TaskStatus status)
{
    return at(statusWords, status);
}

TaskStatus taskStatus(std::string_view word)
{
    const auto it = std::ranges::find(statusWords, word);
    return it == statusWords.end() ? TaskStatus::Unknown : static_cast<TaskStatus>(it - statusWords.begin());
}

bool isTerminal(TaskStatus status)
{
    using enum TaskStatus;
    return status == Failed || status == Finished || status == Killed || status == Lost;
}

bool isOnAgent(TaskStatus status)
{
    return isLive(status) || status == TaskStatus::Assigned || status == TaskStatus::Starting;
}

bool isLive(TaskStatus status)
{
    using enum TaskStatus;
    return status == Killing || status == Preempting || status == Restarting || status == Draining
        || status == Partitioned || status == Running;
}

bool isActive(TaskStatus status)
{
    return isOnAgent(status) || status == TaskStatus::Pending || status == TaskStatus::Throttled;
}

std::string_view word(UpdateStatus status)
{
    return at(updateWords, status);
}

bool isPaused(UpdateStatus status)
{
    return status == UpdateStatus::RollForwardPaused || status == UpdateStatus::RollBackPaused;
}

bool isAwaitingPulse(UpdateStatus status)
{
    return status == UpdateStatus::RollForwardAwaitingPulse || status == UpdateStatus::RollBackAwaitingPulse;
}

bool isActive(UpdateStatus status)
{
    return isPaused(status) || isAwaitingPulse(status) || status == UpdateStatus::RollingForward
        || status == UpdateStatus::RollingBack;
}

std::string_view word(UpdateAction action)
{
    return at(actionWords, action);
}

std::string_view word(MaintenanceMode mode)
{
    return at(maintenanceWords, mode);
}

std::string_view word(CronCollisionPolicy policy)
{
    return at(cronWords, policy);
}

QString Constraint::text() const
{
    if (const LimitConstraint *limited = limit())
        return u"limit:%1"_s.arg(limited->limit);
    const ValueConstraint *valued = value();
    return (valued->negated ? u"!"_s : QString()) + valued->values.join(u',');
}

} // namespace aurora
