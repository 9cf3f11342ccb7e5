// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/verbs/updates/freshupdate.h"
#include "models/verbs/updates/updateverb.h"

namespace verbs {

/// Why the scheduler would refuse, in one sentence; empty: it would not. Pure, as is the next.
QString refusalOf(UpdateVerb::Way way, const FreshUpdate &fresh);

/// The plan of UpdateVerb. An update goes on while its plan is read: what binds the plan is what does not change with
/// each instance, so that stopping one is not outrun by it.
actions::Plan updatePlan(UpdateVerb::Way way, const actions::Request &request, const FreshUpdate &fresh,
                         const Context &context);

} // namespace verbs
