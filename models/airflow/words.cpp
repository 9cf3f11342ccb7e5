// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/values.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace airflow {

namespace {

constexpr std::array<std::pair<const char16_t *, TaskState>, 13> taskWords{ {
    { u"none", TaskState::None },
    { u"scheduled", TaskState::Scheduled },
    { u"queued", TaskState::Queued },
    { u"running", TaskState::Running },
    { u"success", TaskState::Success },
    { u"restarting", TaskState::Restarting },
    { u"failed", TaskState::Failed },
    { u"up_for_retry", TaskState::UpForRetry },
    { u"up_for_reschedule", TaskState::UpForReschedule },
    { u"upstream_failed", TaskState::UpstreamFailed },
    { u"skipped", TaskState::Skipped },
    { u"deferred", TaskState::Deferred },
    { u"removed", TaskState::Removed },
} };

constexpr std::array<std::pair<const char16_t *, RunState>, 4> runWords{ {
    { u"queued", RunState::Queued },
    { u"running", RunState::Running },
    { u"success", RunState::Success },
    { u"failed", RunState::Failed },
} };

} // namespace

TaskState taskStateFrom(QStringView word)
{
    if (word.isEmpty())
        return TaskState::None;
    const auto *const found
        = std::ranges::find_if(taskWords, [&](const auto &entry) { return word == QStringView(entry.first); });
    return found == taskWords.end() ? TaskState::Unknown : found->second;
}

QString word(TaskState state)
{
    const auto *const found = std::ranges::find(taskWords, state, &decltype(taskWords)::value_type::second);
    return found == taskWords.end() ? u"unknown"_s : QStringView(found->first).toString();
}

bool isOver(TaskState state)
{
    return state == TaskState::Success || state == TaskState::Failed || state == TaskState::UpstreamFailed
        || state == TaskState::Skipped || state == TaskState::Removed;
}

bool isActive(TaskState state)
{
    return state == TaskState::Queued || state == TaskState::Running || state == TaskState::Restarting
        || state == TaskState::Deferred || state == TaskState::UpForReschedule;
}

RunState runStateFrom(QStringView word)
{
    const auto *const found
        = std::ranges::find_if(runWords, [&](const auto &entry) { return word == QStringView(entry.first); });
    return found == runWords.end() ? RunState::Unknown : found->second;
}

QString word(RunState state)
{
    const auto *const found = std::ranges::find(runWords, state, &decltype(runWords)::value_type::second);
    return found == runWords.end() ? u"unknown"_s : QStringView(found->first).toString();
}

bool isOver(RunState state)
{
    return state == RunState::Success || state == RunState::Failed;
}

} // namespace airflow
