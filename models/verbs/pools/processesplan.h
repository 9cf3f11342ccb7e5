// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/processesverb.h"

namespace verbs {

/// How many machines of a group run in a zone, and how many once AWS has evened them out.
struct ZoneShare
{
    QString zone;
    int now = 0;
    int then = 0;
    bool operator==(const ZoneShare &) const = default;
};

/// Of a group whose process AZRebalance goes on: AWS acts where zones differ by more than one machine, launches where
/// there are few and terminates where there are many. By zone, largest first. Pure.
QList<ZoneShare> evenShares(const aws::Group &group);

/// Config: the group is not there. Pure.
core::Result<actions::Plan> drawProcesses(const actions::Request &request, const FreshPools &pools,
                                          ProcessesVerb::Way way, const Context &context);

} // namespace verbs
