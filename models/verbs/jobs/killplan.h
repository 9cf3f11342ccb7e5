// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/jobs/freshjobs.h"

namespace verbs {

/// The plan of KillVerb from what the scheduler says right now: a step a job, or one an instance where the request
/// wants batches. Pure.
actions::Plan killPlan(const actions::Request &request, const Selection &selection, const FreshJobs &fresh,
                       const Context &context);

} // namespace verbs
