// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"
#include "models/dag/history.h"
#include "models/dag/run.h"

#include <optional>
#include <vector>

namespace dag {

/// How a node of this night differs from the night before and from its usual ones (D17). Only what is worth a word is
/// set: small differences are none.
struct NodeChange
{
    bool isNew = false; ///< last night's graph did not have it
    std::optional<NodeState> last; ///< how it ended last night
    core::Duration lastTook{ 0 }; ///< last night, of its last try; 0: it did not run
    core::Duration startedLater{ 0 }; ///< than usual, counted from the run's start; negative: earlier
    core::Duration slower{ 0 }; ///< than its median, of the last try; of one that runs: by so much already; negative:
                                ///< faster

    bool operator==(const NodeChange &) const = default;
};

struct Comparison
{
    std::vector<NodeChange> nodes; ///< one a node of the graph
    std::vector<QString> gone; ///< ids of nodes that last night had and this one has not, in order
    core::TimePoint lastEnded{}; ///< when last night's run was over, laid on this run's start; unknown: no such night
    core::TimePoint usualEnd{}; ///< the median of past nights, laid on this run's start; unknown: too few
    bool operator==(const Comparison &) const = default;
};

/// `history` may be null: then all is as usual. Pure; O(nodes × nights).
Comparison comparisonOf(const Night &night, const History *history, const Forecast *forecast, core::TimePoint now);

} // namespace dag
