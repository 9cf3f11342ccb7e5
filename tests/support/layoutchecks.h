// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/layout.h"

#include <QString>

#include <algorithm>
#include <cmath>

namespace test {

inline dag::LayoutInput layoutInput(const dag::GraphPtr &graph)
{
    dag::LayoutInput input;
    input.graph = graph;
    input.sizes.assign(graph->nodes.size(), QSizeF(120, 34));
    return input;
}

inline std::vector<QPointF> middlesOf(const dag::Layout &layout)
{
    std::vector<QPointF> middles;
    for (const int box : layout.boxOf)
        middles.push_back(layout.nodes[static_cast<size_t>(box)].box.center());
    return middles;
}

/// What is wrong with a picture, in words; empty: it is what layOut() promises.
inline QString faultOf(const dag::Layout &layout)
{
    const auto named = [&](size_t i) { return QStringLiteral("box %1").arg(i); };
    for (size_t i = 0; i < layout.nodes.size(); ++i) {
        if (!layout.bounds.contains(layout.nodes[i].box))
            return named(i) + QStringLiteral(" is out of bounds");
        for (size_t j = i + 1; j < layout.nodes.size(); ++j) {
            if (layout.nodes[i].box.intersects(layout.nodes[j].box))
                return named(i) + QStringLiteral(" lies over ") + named(j);
        }
    }
    for (const dag::LaidEdge &edge : layout.edges) {
        const dag::LaidNode &left = layout.nodes[static_cast<size_t>(edge.isBackward ? edge.to : edge.from)];
        const dag::LaidNode &right = layout.nodes[static_cast<size_t>(edge.isBackward ? edge.from : edge.to)];
        if (left.box.right() >= right.box.left() || left.column >= right.column)
            return QStringLiteral("an edge does not go from left to right");
        if (edge.points.size() % 2 != 0 || edge.points.front() != QPointF(left.box.right(), left.box.center().y())
            || edge.points.back() != QPointF(right.box.left(), right.box.center().y()))
            return QStringLiteral("an edge does not begin and end at its boxes");
        for (size_t i = 0; i + 1 < edge.points.size(); ++i) {
            const QRectF piece = QRectF(edge.points[i], edge.points[i + 1]).normalized();
            if (i % 2 == 1 && piece.height() != 0)
                return QStringLiteral("an edge is not level in a column");
            // A curve with level handles stays in the rectangle of its ends.
            for (const dag::LaidNode &node : layout.nodes) {
                const QRectF inside = node.box.adjusted(0.5, 0.5, -0.5, -0.5);
                if (piece.left() < inside.right() && piece.right() > inside.left() && piece.top() < inside.bottom()
                    && piece.bottom() > inside.top())
                    return QStringLiteral("an edge goes through a box");
            }
        }
    }
    return {};
}

} // namespace test
