// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/pendinglimits.h"
#include "models/aurora/state.h"
#include "models/watch/finding.h"

namespace watch {

struct JobLimits
{
    aurora::PendingLimits waiting; ///< from then on an instance without an agent is a finding
    int rowsPerKind = 3; ///< more of one kind become one row with their number
};

/// What needs a person among Aurora's jobs: those with instances that wait for an agent for long, and those whose
/// instances are held back because they fail again and again. Oldest first. Pure: any thread.
QList<Finding> jobFindings(const aurora::State &state, core::TimePoint now, const JobLimits &limits = {});

} // namespace watch
