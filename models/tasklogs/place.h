// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/mesos/state.h"

#include <QList>
#include <QString>

#include <optional>

namespace tasklogs {

/// A node of the night as Airflow names it.
struct AirflowTask
{
    QString dag;
    QString run;
    QString id;
    bool operator==(const AirflowTask &) const = default;
};

/// A task that has logs, and where they are. A value, of one picture.
struct Place
{
    QString task; ///< Mesos task id; Aurora's is the same. Empty: neither knows one, Airflow alone has a log
    AirflowTask node; ///< the node of the night whose job this is; empty: none
    QString framework; ///< id; empty: not known, as its master has forgotten it
    QString executor; ///< empty: a command task
    QString agent; ///< id; empty: none yet, or not known
    QString host; ///< name of the agent
    QString address; ///< "10.0.1.11:5051"; empty: the agent is not listed any more
    QString job; ///< "role/env/name"; of others the task's name
    int instance = -1; ///< of an Aurora job
    QString title; ///< "itaipu-dimensional-modeling/0"
    QString stateWord; ///< "TASK_FAILED"
    QString message; ///< of the last status
    core::TimePoint since{}; ///< of the state
    bool over = false;
    bool failed = false;
    bool thermos = false; ///< an observer knows its processes
    bool spark = false; ///< by the framework's or task's name
    bool forgotten = false; ///< nobody lists it any more: known by a link or by what was saved here

    bool isWaiting() const { return !over && !task.isEmpty() && host.isEmpty(); } ///< for a machine: it has no log yet
    bool operator==(const Place &) const = default;
};

/// Of a task of this picture.
Place placeOf(const mesos::State &state, const mesos::Task &task);

/// nullopt: Mesos does not list it. O(tasks). `framework` may be empty: any.
std::optional<Place> placeOfTask(const mesos::State &state, const QString &framework, const QString &task);

/// The newest task of an instance. `mesos` may be null: then the agent's address is not known. nullopt: Aurora does not
/// list it.
std::optional<Place> placeOfInstance(const aurora::State &state, const mesos::State *mesos, const aurora::JobKey &job,
                                     int instance);
/// The task of an instance that waits for a machine, where no task of it has had one. nullopt: none does.
std::optional<Place> waitingPlace(const aurora::State &state, const aurora::JobKey &job, int instance);
/// The newest task of an instance as Mesos knows it: Aurora tells ended tasks only of jobs that are looked at.
std::optional<Place> placeOfInstance(const mesos::State &state, const aurora::JobKey &job, int instance);
/// Of the task "role-env-name-3-…" of the job "role/env/name": 3; -1: it is not that job's. The name is Mesos' own, so
/// the id needs no guessing.
int instanceOf(const QString &job, const QString &task);
/// Whether `a` is to be looked at before `b`: what failed, then what runs, then what is over; the newest first.
bool isMoreUrgent(const mesos::Task *a, const mesos::Task *b);
/// The newest task of each instance of a job "role/env/name", the most urgent first. O(tasks).
QList<const mesos::Task *> newestTasks(const mesos::State &state, const QString &job);
/// The newest task of each instance of a job "role/env/name", or of one alone, by what Aurora and Mesos know together
/// (either may be null): the most urgent first, at most `limit`. One that waits for an agent counts. O(tasks).
QList<Place> urgentPlaces(const aurora::State *aurora, const mesos::State *mesos, const QString &job,
                          std::optional<int> instance, int limit);
/// By the id of an Aurora task.
std::optional<Place> placeOfAuroraTask(const aurora::State &state, const mesos::State *mesos, const QString &task);

} // namespace tasklogs
