// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/context.h"

#include <qcoro/qcorotask.h>

#include <stop_token>

namespace verbs {

/// What the scheduler says right now of one cron job.
struct FreshCron
{
    core::TimePoint readAt{};
    aurora::JobSummary summary; ///< schedule, policy, next run, the whole configuration of a run
    QList<aurora::Task> tasks; ///< whatever their state
    aurora::Quota quota; ///< of its role
    std::optional<aurora::UpdateSummary> update; ///< in flight; the scheduler refuses to touch the job meanwhile

    QList<aurora::Task> active() const;
};

/// Config: the scheduler lists no cron job of that name.
QCoro::Task<core::Result<FreshCron>> readCron(Context context, aurora::JobKey job, std::stop_token stop);

/// The job as the scheduler lists it if it is by the clock; nothing: it is not.
QCoro::Task<core::Result<std::optional<aurora::JobConfiguration>>> readSchedule(Context context, aurora::JobKey job,
                                                                                std::stop_token stop);

} // namespace verbs
