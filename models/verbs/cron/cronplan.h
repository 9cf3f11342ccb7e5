// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/cron/freshcron.h"

namespace verbs {

/// The plans of CronVerb from what the scheduler says right now: schedule, next run, collision policy and what runs.
/// Pure.
actions::Plan startCronPlan(const actions::Request &request, const FreshCron &fresh, const Context &context);
actions::Plan descheduleCronPlan(const actions::Request &request, const FreshCron &fresh, const Context &context);

/// What becomes of a run that is still active when the next one is due: "the active run is killed first".
QString collisionWords(aurora::CronCollisionPolicy policy);

} // namespace verbs
