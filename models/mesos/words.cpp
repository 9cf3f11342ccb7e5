// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/state.h"

#include <algorithm>
#include <array>

namespace mesos {

namespace {

constexpr std::array<std::string_view, 14> taskWords{ "TASK_STAGING",          "TASK_STARTING",    "TASK_RUNNING",
                                                      "TASK_KILLING",          "TASK_FINISHED",    "TASK_FAILED",
                                                      "TASK_KILLED",           "TASK_ERROR",       "TASK_LOST",
                                                      "TASK_DROPPED",          "TASK_UNREACHABLE", "TASK_GONE",
                                                      "TASK_GONE_BY_OPERATOR", "TASK_UNKNOWN" };
static_assert(taskWords.size() == size_t{ static_cast<uint8_t>(TaskState::Unknown) } + 1);

constexpr std::array<std::string_view, 8> agentWords{ "active",  "disconnected", "cordoned",   "draining",
                                                      "drained", "unreachable",  "recovering", "gone" };
constexpr std::array<std::string_view, 5> frameworkWords{ "active", "inactive", "disconnected", "recovering",
                                                          "completed" };

} // namespace

bool isTerminal(TaskState state)
{
    using enum TaskState;
    switch (state) {
    case Finished:
    case Failed:
    case Killed:
    case Error:
    case Lost:
    case Dropped:
    case Gone:
    case GoneByOperator:
        return true;
    case Staging:
    case Starting:
    case Running:
    case Killing:
    case Unreachable:
    case Unknown:
        return false;
    }
    return false;
}

std::string_view word(TaskState state)
{
    return taskWords[static_cast<size_t>(state)];
}

TaskState taskState(std::string_view word)
{
    const auto found = std::ranges::find(taskWords, word);
    return found == taskWords.end() ? TaskState::Unknown : static_cast<TaskState>(found - taskWords.begin());
}

std::string_view word(AgentPhase phase)
{
    return agentWords[static_cast<size_t>(phase)];
}

std::string_view word(FrameworkPhase phase)
{
    return frameworkWords[static_cast<size_t>(phase)];
}

} // namespace mesos
