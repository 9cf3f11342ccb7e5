// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/verb.h"
#include "models/verbs/jobs/freshjobs.h"

namespace verbs {

/// Instances that a step brings into being. Their numbers may have been in use before, so their tasks are told from
/// older ones by the scheduler's own clock: they begin after the last one of these numbers that was there when the plan
/// was drawn.
struct NewTasks
{
    aurora::JobKey job;
    int first = 0; ///< instance
    int count = 0;
    core::TimePoint after{}; ///< when the last earlier task of these numbers began; not known: there was none

    QList<int> instances() const;
    /// The newest task of each instance that is one of these, by instance; those without any are left out.
    QList<aurora::Task> among(const QList<aurora::Task> &tasksOfJob) const;
    bool operator==(const NewTasks &) const = default;
};
QJsonObject toJson(const NewTasks &tasks);
core::Result<NewTasks> newTasksFromJson(const QJsonObject &json); ///< Storage: it is none of ours

/// Planned now. What else happens to the job changes nothing of it, so that a busy job voids no plan.
NewTasks newTasks(const aurora::JobKey &job, int first, int count, const QList<aurora::Task> &tasksOfJob);

/// Whether the step's call was taken: they are all made at once, or none is. Pure, as is the next.
actions::Look lookFor(const NewTasks &wanted, const QList<aurora::Task> &tasksOfJob);

/// How far they are: a task that runs, or has ended well, has been started. `reasons`: why those that wait do.
actions::Watch watchFor(const NewTasks &wanted, const QString &stepKey, const QList<aurora::Task> &tasksOfJob,
                        const QList<aurora::PendingReason> &reasons);

/// For a step whose payload they are: reads the job's tasks, then lookFor().
QCoro::Task<core::Result<actions::Look>> lookForNewTasks(Context context, actions::Step step, std::stop_token stop);
/// The same with watchFor(); reads also why they wait if some do.
QCoro::Task<core::Result<actions::Watch>> watchNewTasks(Context context, actions::Step step, std::stop_token stop);

} // namespace verbs
