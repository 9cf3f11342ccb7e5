// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/deadline.h"
#include "models/dag/forecast/estimates.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <vector>

namespace dag {

/// When something happens: 80 % of the simulated nights lie from early to late.
struct Window
{
    core::TimePoint early{};
    core::TimePoint median{};
    core::TimePoint late{};
    bool operator==(const Window &) const = default;
};

/// What is assumed of the rest of the night; without any, that what failed is cleared with all behind it right now.
struct Assumptions
{
    core::TimePoint restartAt{}; ///< when failed nodes run again; unknown, or in the past: now
    QSet<NodeIndex> skipped; ///< take no time: marked done by hand
    QSet<NodeIndex> restarted; ///< running ones that begin anew at `restartAt`
    QHash<QString, double> machines; ///< pool → how many times the machines it has; waiting for them shrinks so much
    bool operator==(const Assumptions &) const = default;
};

struct ForecastInput
{
    NightPtr night;
    HistoryPtr history; ///< may be null: then all is a guess
    std::vector<Deadline> deadlines;
    core::TimePoint now{};
    Assumptions assumptions;
    int nights = 10000; ///< to simulate
};

struct NodeForecast
{
    Window start; ///< of nodes that are not started; else as it was
    Window end; ///< of nodes that are not over; else as it was
    double critical = 0; ///< share of nights in which the run waits for it last
    NodeEstimate estimate;
    core::Duration overdue{ 0 }; ///< running longer than 90 % of its nights, by so much
};

struct DeadlineForecast
{
    Deadline deadline;
    core::TimePoint due{};
    bool isMet = false; ///< enough was done in time
    double chance = 0; ///< 0…1
    Window reached; ///< when enough of its nodes are done
    /// Until when failed nodes must run again for an even chance; unknown where nothing has to, or it is too late.
    core::TimePoint latestRestart{};
};

/// How much of the run is done at a moment, 0…1.
struct Progress
{
    core::TimePoint at{};
    double early = 0; ///< the lower end of the 80 %
    double median = 0;
    double late = 0;
};

/// What the rest of the night looks like.
struct Forecast
{
    core::TimePoint asOf{};
    int pastNights = 0; ///< learnt from
    bool hasInterval = false; ///< enough past nights for windows and chances to mean something
    bool needsRestart = false; ///< something failed: nothing below holds unless it runs again
    core::TimePoint restartAt{};
    Window finish; ///< of the run
    core::TimePoint sumOfMedians{}; ///< the finish by medians alone, for comparison
    std::vector<NodeForecast> nodes;
    std::vector<DeadlineForecast> deadlines; ///< valid ones, by when they are due
    std::vector<NodeIndex> criticalPath; ///< by medians, from what is under way to the end
    core::Duration pathLeft{ 0 }; ///< its length from now or the restart on
    std::vector<Progress> progress; ///< from now on
    int guessed = 0; ///< nodes left without a night of their own
};
using ForecastPtr = std::shared_ptr<const Forecast>;

/// Simulates the rest of the night many times: each node draws from its own nights, and the night as a whole has a
/// pace, which is known the better the more of it is done. Pure and deterministic; meant for the pool (10,000 nights of
/// 120 nodes ≤ 1 s).
Forecast forecastOf(const ForecastInput &input);

} // namespace dag
