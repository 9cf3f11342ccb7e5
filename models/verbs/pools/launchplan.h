// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/launchverb.h"
#include "models/verbs/pools/poolreads.h"

namespace verbs {

/// Pure. Config: it cannot be done, in one sentence.
core::Result<actions::Plan> drawLaunch(const actions::Request &request, const FreshPools &pools,
                                       const Context &context);

QJsonObject toJson(const LaunchVerb::Order &order);
LaunchVerb::Order launchOrderOf(const actions::Request &request);
/// The call of one step, whole.
aws::calls::Launch launchOf(const actions::Step &step);

} // namespace verbs
