// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/cron/freshcron.h"

namespace verbs {

/// The plans of CronVerb and RescheduleVerb from what the scheduler says right now: schedule, next run, collision
/// policy and what runs. Pure.
actions::Plan startCronPlan(const actions::Request &request, const FreshCron &fresh, const Context &context);
actions::Plan descheduleCronPlan(const actions::Request &request, const FreshCron &fresh, const Context &context);
/// `job`: as it is to be; `populated`: its tasks, as the scheduler fills them in. Without a step where it is so
/// already.
actions::Plan rescheduleCronPlan(const actions::Request &request, const aurora::JobConfiguration &job,
                                 const aurora::TaskConfig &populated, const FreshCron &fresh, const Context &context);

/// What becomes of a run that is still active when the next one is due: "the active run is killed first".
QString collisionWords(aurora::CronCollisionPolicy policy);

} // namespace verbs
