// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"
#include "models/dag/run.h"
#include "models/verbs/night/pauseverb.h"
#include "models/watch/finding.h"

namespace watch {

struct NightLimits
{
    int rowsPerKind = 3; ///< more of one kind become one row with their number
    double evenChance = 0.5; ///< of a deadline; below that it is told
    /// A node that runs longer than in 90 % of its nights is told once it has done so for the longer of these: each
    /// night one in ten is beyond, a little.
    core::Duration overdueLeast = std::chrono::minutes(10);
    double overdueShare = 0.25; ///< of those slow nights
    int manyTries = 3; ///< failed ones, of a node that will try again
};

/// What is known beside the night itself.
struct NightFacts
{
    bool canClear = false; ///< Airflow drives the night, so that its nodes can be cleared
    core::TimePoint now{}; ///< what the night is judged by
    core::TimePoint oldSince{}; ///< when it was true, where nobody confirms it any more
    dag::ForecastPtr forecast{}; ///< null: not made
    bool isPaused = false; ///< its DAG is
    std::optional<verbs::PauseNote> pause{}; ///< by whom, where this machine knows
};

/// What needs a person in the nightly run: each node that failed by itself, with the number of those that wait for it,
/// until when it must run again, and the plan that gets it going; what follows from a failure has no row of its own.
/// Nodes beyond their slow nights, nodes that fail again and again, deadlines that are missed or more likely than not
/// will be, a paused DAG. A run that has succeeded needs nobody. Pure: any thread.
QList<Finding> nightFindings(const dag::Night &night, const NightFacts &facts, const NightLimits &limits = {});

} // namespace watch
