// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/scaleverb.h"

namespace verbs {

/// Names of groups, with how many machines each is to get.
using Shares = QList<QPair<QString, int>>;

/// The groups an order gives machines to: evenly, leaving out those AWS has just refused.
Shares sharesOf(const ScaleVerb::Order &order, const FreshPools &pools);

/// How many machines a group may have, by the order where that says so.
struct GroupLimits
{
    int min = 0;
    int max = 0;
};
GroupLimits limitsOf(const ScaleVerb::Order &order, const aws::Group &group);

/// Why an order cannot be done, in one sentence; empty: it can.
QString flawOf(const ScaleVerb::Order &order, const Shares &shares, const FreshPools &pools);

} // namespace verbs
