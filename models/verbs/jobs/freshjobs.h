// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/context.h"
#include "models/verbs/jobs/selection.h"
#include "models/verbs/words.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// What the scheduler says right now of the roles a selection is in: plans are drawn from it, never from a picture.
struct FreshJobs
{
    core::TimePoint readAt{};
    QList<aurora::Task> active; ///< of all jobs in these roles, by job and instance
    QList<aurora::UpdateSummary> updates; ///< in flight there

    QList<aurora::Task> of(const aurora::JobKey &job) const;
    const aurora::UpdateSummary *updateOf(const aurora::JobKey &job) const; ///< nullptr: none
};

QCoro::Task<core::Result<FreshJobs>> readJobs(Context context, QStringList roles, std::stop_token stop);

/// The newest tasks of one job whatever their state, or of these ids only.
QCoro::Task<core::Result<QList<aurora::Task>>> readTasks(Context context, aurora::TaskQuery query,
                                                         std::stop_token stop);

/// Every status in which a task takes an instance of its job.
QList<aurora::TaskStatus> activeStatuses();

} // namespace verbs
