// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/call.h"
#include "models/verbs/pools/poolreads.h"

namespace verbs {

/// Pure. `subnets`: all of the account's. Config: it cannot be done, in one sentence.
core::Result<actions::Plan> drawZones(const actions::Request &request, const FreshPools &pools,
                                      const QList<aws::Subnet> &subnets, const Context &context);

enum class ZonesStep {
    Suspend, ///< AZRebalance
    Set, ///< the group's subnets, or zones
};
std::optional<ZonesStep> zonesStepOf(const actions::Step &step); ///< nullopt: damaged, or of another version
aws::Call zonesCallOf(const actions::Step &step);
/// Whether the group is as the step leaves it.
bool zonesAreSet(const actions::Step &step, const aws::Group &group);

} // namespace verbs
