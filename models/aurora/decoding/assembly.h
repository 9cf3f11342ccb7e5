// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoding/jobkeys.h"
#include "models/aurora/state.h"

#include <unordered_set>

namespace aurora {

/// Rows as they come: tasks in any order, TaskRow::job holding the id of the job's key.
struct Parts
{
    std::vector<JobRow> jobs;
    std::vector<RowConstraint> constraints;
    std::vector<TaskRow> tasks;
};

/// Puts the tasks of `state` back among parts: the reverse of assemble().
std::vector<TaskRow> looseTasks(const State &state);

/// Gives `state` its jobs and tasks: jobs by key, tasks job by job, and what follows from both. Jobs that only tasks
/// name get a row of their own. `endedKnown`: keys of the jobs whose ended tasks are among them.
void assemble(State &state, std::vector<JobRow> jobs, std::vector<TaskRow> tasks, const JobKeys &keys,
              const std::unordered_set<uint32_t> &endedKnown);

/// Links the updates in flight and their jobs.
void linkUpdates(State &state);

/// A copy of `state` all of whose texts are of `pool`.
State repooled(const State &state, core::StringPool &pool);

} // namespace aurora
