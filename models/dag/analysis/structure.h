// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

#include <span>
#include <vector>

namespace dag {

/// Who waits for whom, both ways, and an order in which nobody comes before what it waits for. Made once a graph.
class Structure
{
public:
    explicit Structure(const Graph &graph);

    int count() const { return static_cast<int>(m_order.size()); }
    std::span<const NodeIndex> parents(NodeIndex node) const { return listOf(m_parentStart, m_parents, node); }
    std::span<const NodeIndex> children(NodeIndex node) const { return listOf(m_childStart, m_children, node); }
    /// Parents before children. Nodes of a cycle come last, in the graph's order.
    const std::vector<NodeIndex> &order() const { return m_order; }
    bool hasCycle() const { return m_hasCycle; }

    /// All that has to be done before; without the nodes themselves. One flag a node.
    std::vector<char> ancestors(std::span<const NodeIndex> of) const;
    /// All that waits for them; without the nodes themselves.
    std::vector<char> descendants(std::span<const NodeIndex> of) const;

private:
    static std::span<const NodeIndex> listOf(const std::vector<int> &start, const std::vector<NodeIndex> &all,
                                             NodeIndex node)
    {
        const auto n = static_cast<size_t>(node);
        return { all.data() + start[n], all.data() + start[n + 1] };
    }
    std::vector<int> m_parentStart, m_childStart;
    std::vector<NodeIndex> m_parents, m_children, m_order;
    bool m_hasCycle = false;
};

std::vector<NodeIndex> indicesOf(const std::vector<char> &flags);

} // namespace dag
