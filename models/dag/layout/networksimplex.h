// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

namespace dag::layered {

/// Ranks with rank[to] ≥ rank[from] + 1 for each arc, least sum of spans: the network simplex of Gansner, Koutsofios,
/// North and Vo, "A technique for drawing directed graphs" (1993). Arcs must be free of cycles. Ranks start at 0.
/// At most `pivots` steps; what is reached then is feasible, too.
std::vector<int> leastSpanRanks(int count, const std::vector<std::pair<int, int>> &arcs, int pivots);

/// The same condition, each as far left as it can be. `least`: a lower bound for each, or empty.
std::vector<int> leftmostRanks(int count, const std::vector<std::pair<int, int>> &arcs, std::vector<int> least);

} // namespace dag::layered
