// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/walk.h"

namespace mesos {

/// Reads the tasks and executors of /state, where nearly all of its bytes are. Source: frameworks[].tasks,
/// .unreachable_tasks, .completed_tasks, .executors.
class TaskReader
{
public:
    explicit TaskReader(Walk &walk);

    void readTasks(od::value &list, TaskList kind);
    void readExecutors(od::value &list);
    /// The same one by one, for lists that come in parts.
    void beginTasks(TaskList kind);
    void readTask(od::value &value, TaskList kind);
    void readExecutor(od::value &value);

private:
    void internIds(Task &task, std::string_view id, std::string_view executor);
    Executor executorOfNextTask();

    Walk &m_walk;
    Guesses<Task> m_tasks;
    Guesses<Executor> m_executors;
    Task m_before; ///< the row before: what else is likely to come again
    Executor m_executorBefore;
    size_t m_nextTask = 0; ///< of those this framework runs: whose executor probably comes next
};

/// The history of one task; both APIs have the same, but for `message` and `reason`, which only v1 tells. Sets what
/// Task has from the last and the first running status.
void readStatuses(Walk &walk, od::value &list, Task &task);

/// Sets Task::state, and Task::stateWord where the word is not known.
void readTaskState(Walk &walk, od::value &value, Task &task);

/// A task that has ended holds nothing, even while the master still keeps it among the living until its scheduler has
/// acknowledged.
TaskList listOf(const Task &task, TaskList told);

} // namespace mesos
