// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/history.h"

#include <optional>
#include <vector>

namespace dag {

/// What a node takes, of its own nights. Spans; robust: what is far beyond the usual counts as the far end of it.
struct NodeEstimate
{
    int nights = 0; ///< it succeeded, or was skipped, in so many of those looked at
    core::Duration early{ 0 }; ///< 10 % take at most this, from first start to end, failed tries included
    core::Duration median{ 0 };
    core::Duration late{ 0 }; ///< 90 %
    core::Duration medianRun{ 0 }; ///< of the last try alone: what a Gantt draws behind the bar
    core::Duration medianQueue{ 0 };
    bool isGuess = false; ///< the node has no night of its own; the median of all others stands in
};

/// A span a node took in one night, in seconds, had that night had the usual pace.
struct NodeSample
{
    float queued = 0; ///< from when it could start to its first start; not changed by pace
    float total = 0; ///< from its first start to its end
    float ran = 0; ///< of its last try
    int night = 0; ///< index in History::nights
};

/// The samples a forecast draws from.
struct NodeModel
{
    std::vector<NodeSample> samples; ///< by `total`; never empty
    std::vector<float> runs; ///< `ran` of all, sorted
    NodeEstimate estimate;
};

/// Some nights are slow as a whole. All in natural logarithms of the ratio to the usual span.
struct PaceModel
{
    float spread = 0; ///< of nights, standard deviation
    float residual = 0; ///< of nodes within a night
};

struct Models
{
    std::vector<NodeModel> nodes; ///< one a node of the graph
    PaceModel pace;
};

/// How fast this night is as a whole, told from the nodes that are done.
struct Pace
{
    float mean = 0; ///< logarithm
    float spread = 0; ///< what is left in doubt
};
Pace paceOf(const Night &night, const Models &models);

inline constexpr int fewestNights = 5; ///< below that many, a forecast has no interval
inline constexpr int nightsLookedAt = 30;

/// How many nights there are to learn from.
int usableNights(const History &history);

/// From the last `nightsLookedAt` nights, as if each had had as many machines as `tonight` (poolsizes.h); null: as many
/// as usual.
Models modelsOf(const Graph &graph, const History &history, const Night *tonight = nullptr);

/// The value below which `share` (0…1) of the sorted values lie, interpolated. `sorted` is not empty.
float quantileOf(const std::vector<float> &sorted, double share);

} // namespace dag
