// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/verbs/agents/cordons.h"
#include "models/watch/finding.h"
#include "models/watch/sightings.h"

namespace watch {

/// From when on something needs a person.
struct Limits
{
    core::Duration failureWindow = std::chrono::hours(1); ///< failed and lost tasks younger than this
    core::Duration drainingLong = std::chrono::minutes(15); ///< a drain that should be over
    core::Duration cordonedLong = std::chrono::hours(1); ///< a cordon that may be forgotten
    double fullDisk = 0.95; ///< share of an agent's disk that is allocated
    int rowsPerKind = 3; ///< more of one kind become one row with their number
};

/// What needs a person in this picture: failed and lost tasks by job, agents unreachable, cut off, with full disks,
/// cordoned or draining for long, frameworks without a scheduler that still hold resources. A cordon with an end, as
/// `cordons` tells of it, is quiet until then. Worst first, then oldest; what has no known age comes last. Pure: any
/// thread. One pass over the tasks.
QList<Finding> findings(const mesos::State &state, core::TimePoint now, const Sightings &sightings = {},
                        const Limits &limits = {}, const verbs::Cordons &cordons = {});

} // namespace watch
