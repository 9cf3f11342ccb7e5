// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/night/stop/stopscope.h"

namespace verbs {

/// The plan of StopVerb: nodes are failed, then jobs killed, then frameworks torn down, then it is looked twice that
/// nothing is left. A whole run whose nodes are all ticked ends by one call, which skips what has not begun; with a
/// node unticked, and in a part of a run, each node is failed by itself, what waits before what it waits for. Pure.
actions::Plan stopPlan(const actions::Request &request, const StopWish &wish, const StopScope &scope,
                       const Context &context);

} // namespace verbs
