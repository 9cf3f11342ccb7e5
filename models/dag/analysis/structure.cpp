// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/structure.h"

namespace dag {

namespace {

void fill(const Graph &graph, NodeIndex Edge::*of, NodeIndex Edge::*other, std::vector<int> &start,
          std::vector<NodeIndex> &all)
{
    start.assign(graph.nodes.size() + 1, 0);
    for (const Edge &edge : graph.edges)
        ++start[at(edge.*of) + 1];
    for (size_t i = 0; i < graph.nodes.size(); ++i)
        start[i + 1] += start[i];
    all.resize(graph.edges.size());
    std::vector<int> next(start.begin(), start.end() - 1);
    for (const Edge &edge : graph.edges)
        all[at(next[at(edge.*of)]++)] = edge.*other;
}

template <typename Step>
std::vector<char> reached(size_t count, std::span<const NodeIndex> from, Step step)
{
    std::vector<char> flags(count, 0);
    std::vector<NodeIndex> open(from.begin(), from.end());
    while (!open.empty()) {
        const NodeIndex node = open.back();
        open.pop_back();
        for (const NodeIndex next : step(node)) {
            if (!flags[at(next)]) {
                flags[at(next)] = 1;
                open.push_back(next);
            }
        }
    }
    for (const NodeIndex node : from)
        flags[at(node)] = 0;
    return flags;
}

} // namespace

Structure::Structure(const Graph &graph)
{
    fill(graph, &Edge::to, &Edge::from, m_parentStart, m_parents);
    fill(graph, &Edge::from, &Edge::to, m_childStart, m_children);
    std::vector<int> waiting(graph.nodes.size(), 0);
    for (const Edge &edge : graph.edges)
        ++waiting[at(edge.to)];
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        if (waiting[i] == 0)
            m_order.push_back(static_cast<NodeIndex>(i));
    }
    for (size_t i = 0; i < m_order.size(); ++i) {
        for (const NodeIndex child : listOf(m_childStart, m_children, m_order[i])) {
            if (--waiting[at(child)] == 0)
                m_order.push_back(child);
        }
    }
    m_hasCycle = m_order.size() < graph.nodes.size();
    for (size_t i = 0; m_hasCycle && i < graph.nodes.size(); ++i) {
        if (waiting[i] > 0)
            m_order.push_back(static_cast<NodeIndex>(i));
    }
}

std::vector<char> Structure::ancestors(std::span<const NodeIndex> of) const
{
    return reached(m_order.size(), of, [this](NodeIndex node) { return parents(node); });
}

std::vector<char> Structure::descendants(std::span<const NodeIndex> of) const
{
    return reached(m_order.size(), of, [this](NodeIndex node) { return children(node); });
}

std::vector<NodeIndex> indicesOf(const std::vector<char> &flags)
{
    std::vector<NodeIndex> indices;
    for (size_t i = 0; i < flags.size(); ++i) {
        if (flags[i])
            indices.push_back(static_cast<NodeIndex>(i));
    }
    return indices;
}

} // namespace dag
