// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/jobs/freshjobs.h"

namespace verbs {

/// A step that acts on instances of one job knows them by their tasks: an instance that has become another task since
/// is not what the plan showed, and is left alone.
struct InstanceStep
{
    aurora::JobKey job;
    QList<std::pair<int, QString>> tasks; ///< instance and task id, ascending

    QList<int> instances() const;
    QStringList ids() const;
    InstanceStep without(const QStringList &taskIds) const;
    bool operator==(const InstanceStep &) const = default;
};
/// What a step's payload says that is none of ours. Storage.
core::Error unreadableStep();

QJsonObject toJson(const InstanceStep &step);
core::Result<InstanceStep> instanceStepFromJson(const QJsonObject &json);
/// Of each step, in their order; Storage when one is none of ours.
core::Result<QList<InstanceStep>> instanceStepsOf(const QList<actions::Step> &steps);

/// The jobs that a plan of such steps acts on, each once.
QList<aurora::JobKey> jobsOf(const actions::Plan &plan);

/// One item of a plan over jobs: which of a job's active tasks are meant.
struct Chosen
{
    aurora::JobKey job;
    QList<aurora::Task> tasks; ///< of the selection, active
    int active = 0; ///< of the job
    aurora::TaskConfig config; ///< of the first of them
};

/// The active tasks a selection means, job by job in its order. Jobs without any are left out; `missing` names them and
/// the instances that are not active.
QList<Chosen> choose(const Selection &selection, const FreshJobs &fresh, QStringList *missing);
/// As the command line takes them: "--unlock other role/env/name/0-5,7 role/env/other/0", instances always by number.
QString argumentsText(const actions::Request &request, const QList<Chosen> &chosen);

/// What somebody else, or the scheduler, does to these tasks already: "Instances 2, 3 of jobs/prod/a are being killed
/// already, by alice."
QStringList othersAt(const Chosen &chosen);

/// When a task began to run; not known: it does not.
core::TimePoint runningSince(const aurora::Task &task);
/// Longest and summed time the tasks have run.
struct RunningTime
{
    core::Duration longest{};
    core::Duration sum{};
};
RunningTime runningTime(const QList<aurora::Task> &tasks, core::TimePoint now);

/// What a plan's row rests on: ids and states of its tasks.
QString seenOf(const QList<aurora::Task> &tasks);

} // namespace verbs
