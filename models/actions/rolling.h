// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"

namespace actions {

/// How a plan is rolled out, as the runner does it. Pure.
int batchCount(const Plan &plan);

/// What watching and pausing take, if nothing goes wrong: starting and ending of tasks come on top.
core::Duration leastSpan(const Plan &plan);

/// "50 batches of 1, each watched for 45 s: at least 37 min 30 s, and what each takes to be as wanted. Ends after the
/// first batch in which one fails." Empty for a plan that is not rolled.
QString rollingText(const Plan &plan);

} // namespace actions
