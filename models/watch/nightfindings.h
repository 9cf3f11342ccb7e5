// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"
#include "models/watch/finding.h"

namespace watch {

struct NightLimits
{
    int rowsPerKind = 3; ///< more of one kind become one row with their number
};

/// What needs a person in the nightly run: each node that failed by itself, with the number of those that wait for it
/// and the plan that gets it going again. What follows from a failure has no row of its own. Oldest first. A run that
/// has succeeded needs nobody. `canClear`: Airflow drives the night, so that its nodes can be cleared. Pure: any
/// thread.
QList<Finding> nightFindings(const dag::Night &night, bool canClear, const NightLimits &limits = {});

} // namespace watch
