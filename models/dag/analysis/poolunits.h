// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

#include <optional>

namespace dag {

/// A node that gives a pool its machines, the few that run between, and the one that gives them back. What lies between
/// is no more than `mostWork` nodes: a pool that half the night runs on belongs to no job.
struct PoolUnit
{
    QString pool;
    NodeIndex up = -1;
    NodeIndex down = -1;
    std::vector<NodeIndex> work; ///< in the graph's order; never empty

    std::vector<NodeIndex> members() const; ///< up, work, down
};
inline constexpr size_t mostWork = 8;

/// Makes each unit of the graph a group of its own ("pool ec2-model") inside the innermost group all of its nodes lie
/// in, so that it is drawn, folded and listed as one; its nodes without a pool get the unit's. Nested ones: the smaller
/// counts. Such a group waits for nothing that waits for it. Pure; for who makes a graph.
void groupPoolUnits(Graph *graph);

/// The unit a node lies in, of a graph that went through groupPoolUnits(); nullopt: none.
std::optional<PoolUnit> poolUnitOf(const Graph &graph, NodeIndex node);

} // namespace dag
