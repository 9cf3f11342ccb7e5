// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/watch/finding.h"

namespace watch {

struct PoolLimits
{
    int rowsPerKind = 3; ///< more of one kind become one row with their number
    core::Duration holdEndsSoon = std::chrono::minutes(30); ///< so long before its end a hold is told of
};

/// What needs a person among the pools: those AWS refuses machines to, machines that cost and do not work (no agent
/// after their boot time, or nobody needs them), and holds that end soon or should have ended. Pure: any thread.
QList<Finding> poolFindings(const pools::Picture &picture, const PoolLimits &limits = {});

/// Of those the holds, one for machines of a pool that the same person holds until the same time: what they cost so
/// far, with Release and Extend as plans.
QList<Finding> holdFindings(const pools::Picture &picture, const PoolLimits &limits = {});

} // namespace watch
