// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/taskreader.h"
#include "models/mesos/decoding/v1resources.h"

namespace mesos {

/// get_tasks.tasks[], task_added.task. `State` of the walk is not touched.
Task readV1Task(Walk &walk, od::value &value, TaskList told);
/// get_executors.executors[]
Executor readV1Executor(V1Reader v1, od::value &value);

struct V1TaskUpdate
{
    TextId framework;
    Task status; ///< id, changed, health, message, reason
    TextId newestWord; ///< the task's newest state as told, when it is an unknown one
    TaskState newest = TaskState::Unknown;
    bool isRunning = false;
};
/// task_updated
V1TaskUpdate readV1TaskUpdate(Walk &walk, od::value &value);

} // namespace mesos
