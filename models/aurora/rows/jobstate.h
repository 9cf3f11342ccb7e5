// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"

namespace aurora {

/// What a job as a whole does, worst first: the one word of the jobs table. Derived, the scheduler has no such thing.
enum class JobState : uint8_t {
    Failed, ///< nothing runs or waits any more, and the newest task that ended failed or was lost
    Pending, ///< some instance waits for an agent
    Throttled, ///< all that wait are held back for flapping
    Running,
    Scheduled, ///< a cron job between two runs
    Killed,
    Finished,
    Idle, ///< listed without any task
};
JobState jobState(const State &state, const JobRow &job);
std::string_view word(JobState state); ///< words of tasks in capitals, our own in lower case: "FAILED", "scheduled"

/// What explains the state: the last words of the task that failed, or why the one waits that waits longest.
TextId jobMessage(const State &state, const JobRow &job, JobState jobState);
/// Since when: the failure, the longest wait, the newest event. Not known: no such task was read.
TimePoint jobStateSince(const State &state, const JobRow &job, JobState jobState);

} // namespace aurora
