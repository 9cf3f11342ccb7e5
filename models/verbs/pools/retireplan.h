// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/candidates.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/retireverb.h"

namespace verbs {

/// What retiring machines is planned from, all of it read.
struct RetireReads
{
    FreshPools pools;
    Choice choice; ///< of the pool's machines
    std::optional<aws::Group> group; ///< nullopt: machines started one by one
};

/// Pure. The machines are fixed in the plan's request: planned again, it is about the same ones. Config: it cannot be
/// done, in one sentence.
core::Result<actions::Plan> drawRetirement(const actions::Request &request, const RetireReads &reads,
                                           RetireVerb::Way way, const Context &context);

/// Whether AWS would move machines between zones by itself once `leaving` are gone, and end work with them.
bool wouldRebalance(const aws::Group &group, const QStringList &leaving);

} // namespace verbs
