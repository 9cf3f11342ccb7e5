// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/jobkeys.h"
#include "models/aurora/state.h"

#include <unordered_set>

namespace aurora {

/// The tasks of `state` as assemble() takes them: in any order, TaskRow::job holding the id of the job's key.
std::vector<TaskRow> looseTasks(const State &state);

/// Gives `state` its jobs and tasks: jobs by key, tasks job by job, and what follows from both. Jobs that only tasks
/// name get a row of their own. `endedKnown`: keys of the jobs whose ended tasks are among them.
void assemble(State &state, std::vector<JobRow> jobs, std::span<const TaskRow> tasks, const JobKeys &keys,
              const std::unordered_set<uint32_t> &endedKnown);

/// A copy of `state` but for its jobs and tasks, which are most of it.
State withoutJobs(const State &state);

/// Links the updates in flight and their jobs.
void linkUpdates(State &state);

/// A copy of `state` all of whose texts are of `pool`.
State repooled(const State &state, core::StringPool &pool);

} // namespace aurora
