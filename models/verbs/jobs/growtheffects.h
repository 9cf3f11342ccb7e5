// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/jobs/freshjobs.h"

namespace verbs {

/// More instances of one configuration.
struct Growth
{
    aurora::TaskConfig config; ///< as the scheduler filled it in
    int count = 0;
};

/// What it asks of the cluster: the job's active tasks (first row; the one a number is asked about), the role's cores
/// and memory. Pure.
QList<actions::Effect> growthEffects(const Growth &growth, const FreshJobs &fresh);

} // namespace verbs
