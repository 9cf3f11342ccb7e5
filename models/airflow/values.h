// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/api.h"
#include "models/core/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <tuple>

/// What Airflow tells, as far as the product uses it, the same for both interfaces. Plain values; times that the server
/// does not tell are the epoch (core::isKnown). Texts that repeat (task ids, hosts, pools) share their memory when they
/// were read through the same Texts.
namespace airflow {

enum class TaskState : uint8_t {
    None, ///< not looked at by the scheduler yet, or cleared
    Scheduled, ///< all it waits for is done
    Queued, ///< handed to the executor
    Running,
    Success,
    Restarting, ///< cleared while it ran
    Failed,
    UpForRetry,
    UpForReschedule, ///< a sensor between two looks
    UpstreamFailed,
    Skipped,
    Deferred, ///< waits for a trigger
    Removed, ///< its task is no longer in the DAG
    Unknown, ///< a word this program does not know
};
TaskState taskStateFrom(QStringView word); ///< "" is None
QString word(TaskState state); ///< as Airflow writes it; None: "none"
bool isOver(TaskState state); ///< nothing more happens to it by itself
bool isActive(
    TaskState state); ///< queued, running, restarting, deferred, up for reschedule: stopping it ends something

enum class RunState : uint8_t { Unknown, Queued, Running, Success, Failed };
RunState runStateFrom(QStringView word);
QString word(RunState state);
bool isOver(RunState state);

struct Version
{
    QString text; ///< "2.10.5"
    Api api = Api::V1;
    bool operator==(const Version &) const = default;
};

/// Source: health, monitor/health.
struct Health
{
    struct Component
    {
        QString status; ///< "healthy", "unhealthy"; empty: there is none, or it tells nothing
        core::TimePoint heartbeat{};
        bool operator==(const Component &) const = default;
    };
    Component database;
    Component scheduler;
    Component triggerer;
    Component dagProcessor;
    bool operator==(const Health &) const = default;
};

struct Dag
{
    QString id;
    QString description;
    QString schedule; ///< "0 1 * * *"; empty: none
    QStringList owners;
    QStringList tags;
    bool paused = false;
    bool active = true; ///< its file is still there
    bool importErrors = false;
    int maxActiveRuns = 0; ///< 0: not told
    int maxActiveTasks = 0;
    core::TimePoint parsedAt{};
    core::TimePoint nextRunAt{}; ///< when the next run is made
    bool operator==(const Dag &) const = default;
};

/// A task as the DAG defines it. Source: dags/{dag}/tasks.
struct TaskDefinition
{
    QString id; ///< a group's name may stand before it, with a dot
    QString operatorName;
    QString triggerRule; ///< "all_success"
    QString pool;
    QStringList downstream; ///< ids
    int retries = 0;
    core::Duration retryDelay{ 0 };
    bool mapped = false; ///< has one instance an index
    bool operator==(const TaskDefinition &) const = default;
};

struct DagStructure
{
    QList<TaskDefinition> tasks; ///< in Airflow's order
    bool operator==(const DagStructure &) const = default;
};

struct Run
{
    QString dagId;
    QString id;
    QString type; ///< "scheduled", "manual", "backfill" …
    QString note;
    QByteArray conf; ///< a JSON object, as it was told; "{}" without parameters
    QString version; ///< of the DAG the run was made with; empty where Airflow has none (2.x)
    RunState state = RunState::Unknown;
    core::TimePoint logicalDate{}; ///< not known: a run by hand without one (3.x)
    core::TimePoint intervalStart{};
    core::TimePoint intervalEnd{};
    core::TimePoint runAfter{}; ///< when it could begin; 2.x does not tell: the interval's end
    core::TimePoint queued{}; ///< 3.x
    core::TimePoint start{};
    core::TimePoint end{};
    bool operator==(const Run &) const = default;
};

struct RenderedField
{
    QString name; ///< "bash_command"
    QString value; ///< JSON where it is no text
    bool operator==(const RenderedField &) const = default;
};

struct TaskInstance
{
    QString taskId;
    QString runId;
    QString host; ///< of Airflow's worker
    QString pool;
    QString operatorName;
    QString note;
    QList<RenderedField> jobFields; ///< rendered ones that read "role/environment/name"; none before it ran
    core::TimePoint queued{};
    core::TimePoint start{}; ///< while the state is None these two are of an attempt that was cleared
    core::TimePoint end{};
    int mapIndex = -1; ///< −1: not mapped
    int tryNumber = 0; ///< 0: never ran
    int maxTries = 0; ///< further attempts after the first; grows when it is cleared
    TaskState state = TaskState::None;
    bool operator==(const TaskInstance &) const = default;
};

/// One attempt, the last one included, oldest first. Source: …/tries.
using Try = TaskInstance;

/// Of one task instance, with what its templates became.
struct TaskInstanceDetails
{
    TaskInstance instance;
    QList<RenderedField> renderedFields;
    bool operator==(const TaskInstanceDetails &) const = default;
};

struct Xcom
{
    QString key;
    QString value; ///< 2.x writes Python; 3.x JSON. A text is without quotes
    core::TimePoint at{};
    bool operator==(const Xcom &) const = default;
};

/// A part of a list, and how long the whole is.
template <typename Value>
struct Page
{
    QList<Value> items;
    qint64 total = 0;
    bool operator==(const Page &) const = default;
};

/// What an order would touch, or has touched. 2.x tells no map index for those.
struct Reference
{
    QString taskId;
    int mapIndex = -1;
    bool operator==(const Reference &) const = default;
    friend bool operator<(const Reference &a, const Reference &b)
    {
        return std::tie(a.taskId, a.mapIndex) < std::tie(b.taskId, b.mapIndex);
    }
};

} // namespace airflow
