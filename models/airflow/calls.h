// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/call.h"
#include "models/airflow/values.h"

#include <QJsonObject>

#include <optional>

/// Everything that can be asked or ordered, as values: a plan can hold and show its calls before anything is sent.
/// What is missing here is missing on purpose: nothing is deleted, no variable, connection or user is read or written.
namespace airflow::calls {

constexpr int pageSize = 100; ///< what 3.x gives at most, without a word, and 2.x answers in a second

/// The default is what both servers give without being asked (100 in 2.x, 50 in 3.x).
struct PageRange
{
    int limit = 0; ///< 0: the server's default
    int offset = 0;
};

struct DagQuery
{
    QString idPattern; ///< a part of the id; empty: all
    QStringList tags;
    bool onlyActive = false; ///< without those whose file is gone
    PageRange page;
};

struct RunQuery
{
    QString dagId; ///< empty: of every DAG
    QList<RunState> states; ///< empty: any
    core::TimePoint startedSince{};
    bool newestFirst = false; ///< by the moment the run could begin
    PageRange page;
};

struct TaskInstanceQuery
{
    QString dagId; ///< empty: of every DAG
    QString runId; ///< empty: of every run
    QList<TaskState> states; ///< empty: any
    core::TimePoint changedSince{}; ///< by the server's clock
    PageRange page;
};

struct TaskKey
{
    QString dagId;
    QString runId;
    QString taskId;
    int mapIndex = -1;
    bool operator==(const TaskKey &) const = default;
};

// ---- reads
Call version(Api api); ///< for who finds out which interface there is; the answer is the interface's own
Call health();
Call dags(const DagQuery &query = {});
Call dag(const QString &id);
Call tasks(const QString &dagId);
Call runs(const RunQuery &query);
Call run(const QString &dagId, const QString &runId);
Call taskInstances(const TaskInstanceQuery &query);
Call taskInstance(const TaskKey &key); ///< with its rendered fields
Call tries(const TaskKey &key);
Call xcomKeys(const TaskKey &key);
Call xcom(const TaskKey &key, const QString &name);

// ---- orders
struct Clearing
{
    QString dagId;
    QString runId;
    QList<Reference> tasks; ///< empty: of the whole run. 2.x knows no map index: it clears all of the task
    bool downstream = false;
    bool upstream = false;
    bool onlyFailed = false; ///< upstream_failed ones too
};
/// The run goes back to queued or running. 2.x may leave a running instance alone and say yes: look afterwards.
Call clear(const Clearing &clearing);
Call clearDryRun(const Clearing &clearing); ///< who would be cleared

struct StateChange
{
    TaskKey task;
    TaskState state = TaskState::Success; ///< Success, Failed or Skipped
    bool downstream = false;
    bool upstream = false;
};
Call setState(const StateChange &change);
Call setStateDryRun(const StateChange &change);

/// Failed stops a run: what runs is killed by Airflow, what has not begun becomes skipped. `state`: Success, Failed or
/// Queued (begin again).
std::optional<Call> markRun(const QString &dagId, const QString &runId, RunState state);

struct Trigger
{
    QString dagId;
    QString runId; ///< empty: Airflow names it
    QJsonObject conf;
    core::TimePoint logicalDate{}; ///< not known: now, or none
    QString note; ///< empty: none
};
Call trigger(const Trigger &trigger);

Call setPaused(const QString &dagId, bool paused);

/// Instead of the note there is. Without a task's id: of the run.
Call setNote(const TaskKey &place, const QString &note);
inline constexpr qsizetype longestNote = 1000; ///< letters; more is refused

} // namespace airflow::calls
