// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/rows/jobstate.h"

#include <array>

namespace aurora {

namespace {

/// The task whose end was last; nullptr: none is known.
const TaskRow *lastEnded(const State &state, const JobRow &job)
{
    const TaskRow *last = nullptr;
    for (const TaskRow &task : state.tasksOf(job)) {
        if (isTerminal(task.status) && (last == nullptr || task.since > last->since))
            last = &task;
    }
    return last;
}

const TaskRow *longestWaiting(const State &state, const JobRow &job)
{
    const TaskRow *longest = nullptr;
    for (const TaskRow &task : state.tasksOf(job)) {
        if (isWaiting(task.status) && (longest == nullptr || task.created < longest->created))
            longest = &task;
    }
    return longest;
}

bool allThrottled(const State &state, const JobRow &job)
{
    bool some = false;
    for (const TaskRow &task : state.tasksOf(job)) {
        if (!isWaiting(task.status))
            continue;
        if (task.status != TaskStatus::Throttled)
            return false;
        some = true;
    }
    return some;
}

JobState endedState(const State &state, const JobRow &job)
{
    if (const TaskRow *const last = lastEnded(state, job)) {
        if (last->status == TaskStatus::Killed)
            return JobState::Killed;
        return last->status == TaskStatus::Finished ? JobState::Finished : JobState::Failed;
    }
    return job.stats.failed > 0 ? JobState::Failed : JobState::Finished;
}

} // namespace

JobState jobState(const State &state, const JobRow &job)
{
    if (job.stats.pending > 0)
        return allThrottled(state, job) ? JobState::Throttled : JobState::Pending;
    if (job.stats.active > 0)
        return JobState::Running;
    if (job.stats.failed + job.stats.finished > 0) {
        const JobState ended = endedState(state, job);
        return ended != JobState::Failed && !job.cronSchedule.isEmpty() ? JobState::Scheduled : ended;
    }
    return job.cronSchedule.isEmpty() ? JobState::Idle : JobState::Scheduled;
}

std::string_view word(JobState state)
{
    constexpr std::array<std::string_view, 8> words{ "FAILED",    "PENDING", "THROTTLED", "RUNNING",
                                                     "scheduled", "KILLED",  "FINISHED",  "no task" };
    return words[static_cast<size_t>(state)];
}

TextId jobMessage(const State &state, const JobRow &job, JobState jobState)
{
    if (jobState == JobState::Pending || jobState == JobState::Throttled) {
        const TaskRow *const waiting = longestWaiting(state, job);
        if (waiting == nullptr)
            return {};
        const PendingRow *const reason = state.pendingReason(waiting->id);
        return reason != nullptr ? reason->reason : waiting->message;
    }
    if (jobState == JobState::Failed || jobState == JobState::Killed) {
        const TaskRow *const ended = lastEnded(state, job);
        return ended != nullptr ? ended->message : TextId();
    }
    return {};
}

TimePoint jobStateSince(const State &state, const JobRow &job, JobState jobState)
{
    switch (jobState) {
    case JobState::Pending:
    case JobState::Throttled:
        return job.pendingSince;
    case JobState::Failed:
    case JobState::Killed:
    case JobState::Finished:
    case JobState::Scheduled: {
        const TaskRow *const ended = lastEnded(state, job);
        return ended != nullptr ? ended->since : TimePoint();
    }
    case JobState::Running:
        return job.changed;
    case JobState::Idle:
        break;
    }
    return {};
}

} // namespace aurora
