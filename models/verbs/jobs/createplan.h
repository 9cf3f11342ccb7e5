// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/jobs/freshjobs.h"

namespace verbs {

/// What the scheduler says of the job and its surroundings before it is created.
struct CreateReading
{
    FreshJobs fresh; ///< of the role
    QList<aurora::JobSummary> jobs; ///< of the role, cron jobs included
    QList<aurora::Task> before; ///< tasks of the same name that have ended
    aurora::TaskConfig populated; ///< what the scheduler makes of the definition
    aurora::Quota quota;
};

/// Why the name is taken; empty: it is free. Pure, as is the next.
QString takenText(const CreateReading &reading, const aurora::JobKey &key);

actions::Plan createPlan(const actions::Request &request, const aurora::JobConfiguration &job,
                         const CreateReading &reading, const Context &context);

} // namespace verbs
