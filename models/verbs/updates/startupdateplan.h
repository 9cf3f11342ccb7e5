// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/context.h"
#include "models/verbs/updates/updateorder.h"

namespace verbs {

/// What the scheduler says to an update before it is started.
struct UpdateReading
{
    core::TimePoint readAt{};
    aurora::UpdateDiff diff;
    aurora::TaskConfig populated; ///< the new configuration, as the scheduler fills it in
    QList<aurora::Task> active; ///< of the job
    std::optional<aurora::UpdateSummary> inFlight;
};

/// Why the scheduler would refuse whatever the state of the job; empty: it would not. Pure, as is the next.
QString refusalOf(const UpdateOrder &order);

actions::Plan startUpdatePlan(const actions::Request &request, const UpdateOrder &order, const UpdateReading &reading,
                              const Context &context);

} // namespace verbs
