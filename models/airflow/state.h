// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/values.h"

#include <QHash>

#include <memory>

namespace airflow {

/// The task instances of one run, by task id and map index.
struct RunTasks
{
    QList<TaskInstance> instances;
    core::TimePoint at{}; ///< when the last look was asked for, by our clock
    bool operator==(const RunTasks &) const = default;
};
using RunTasksPtr = std::shared_ptr<const RunTasks>;

/// One DAG of one Airflow at one moment. Immutable once shared; any thread.
struct State
{
    Version version;
    Health health;
    Dag dag;
    std::shared_ptr<const DagStructure> structure; ///< null: not told yet; the same one while it is the same
    QList<Run> runs; ///< newest first, by the moment they could begin
    QHash<QString, RunTasksPtr> tasks; ///< by run id; of the active runs, of the one that is looked at, and of past
                                       ///< ones as they come in

    const Run *run(const QString &id) const;
    RunTasksPtr tasksOf(const QString &runId) const { return tasks.value(runId); }
};
using Snapshot = std::shared_ptr<const State>;

/// `changed` put over `before`, in order; null `before`: `changed` is all.
RunTasks merged(const RunTasks *before, QList<TaskInstance> changed, core::TimePoint at);

/// `fresh` put over `before`, newest first, at most `most`.
QList<Run> mergedRuns(const QList<Run> &before, const QList<Run> &fresh, qsizetype most);

} // namespace airflow
