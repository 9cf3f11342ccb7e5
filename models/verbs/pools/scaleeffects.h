// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/scaleorder.h"

namespace verbs {

/// What giving these groups more machines would do: machines, cores, memory, dollars, limits of the account, and which
/// waiting tasks it would place; with warnings.
void addScaleEffects(actions::Plan *plan, const ScaleVerb::Order &order, const Shares &shares, const FreshPools &pools,
                     const Context &context);

} // namespace verbs
