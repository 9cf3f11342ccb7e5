// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

#include <QPointF>

#include <cstdint>
#include <vector>

namespace test {

/// How many pairs of edges cross when each is a straight line between the middles of its nodes: the one measure that
/// can be taken of any program's picture. Edges with a common node do not count.
inline int64_t straightCrossings(const dag::Graph &graph, const std::vector<QPointF> &middles)
{
    const auto side = [](QPointF a, QPointF b, QPointF p) {
        return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x()) > 0;
    };
    const auto middle = [&middles](dag::NodeIndex node) { return middles[static_cast<size_t>(node)]; };
    int64_t crossings = 0;
    for (size_t i = 0; i < graph.edges.size(); ++i) {
        const dag::Edge &e = graph.edges[i];
        const QPointF a = middle(e.from);
        const QPointF b = middle(e.to);
        for (size_t j = i + 1; j < graph.edges.size(); ++j) {
            const dag::Edge &f = graph.edges[j];
            if (e.from == f.from || e.from == f.to || e.to == f.from || e.to == f.to)
                continue;
            const QPointF c = middle(f.from);
            const QPointF d = middle(f.to);
            if (side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b))
                ++crossings;
        }
    }
    return crossings;
}

} // namespace test
