// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/watch/finding.h"

namespace watch {

struct PoolLimits
{
    int rowsPerKind = 3; ///< more of one kind become one row with their number
};

/// What needs a person among the pools: those AWS refuses machines to, and machines that cost and do not work (no agent
/// after their boot time, or started by hand and idle). Pure: any thread.
QList<Finding> poolFindings(const pools::Picture &picture, const PoolLimits &limits = {});

} // namespace watch
