// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/picture.h"

#include "models/dag/layout/placement.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dag::layered {

namespace {

constexpr double climbShare = 0.06; ///< of how far the steepest edge of a gap climbs

struct Columns
{
    std::vector<double> left;
    std::vector<double> width;
    double right(size_t column) const { return left[column] + width[column]; }
};

/// Columns as wide as their widest box, gaps as wide as their edges climb.
Columns columnsOf(const LayoutInput &input, const Units &units, const Layers &layers, const std::vector<double> &y)
{
    const LayoutMeasures &m = input.measures;
    Columns columns;
    columns.left.resize(layers.order.size());
    columns.width.assign(layers.order.size(), 0);
    std::vector<double> climb(layers.order.size(), 0);
    std::vector<int> depth(layers.order.size(), 0);
    for (int unit = 0; unit < layers.units; ++unit) {
        const size_t column = at(layers.column[at(unit)]);
        columns.width[column] = std::max(columns.width[column], std::ceil(units.units[at(unit)].size.width()));
        const int group = layers.group[at(unit)];
        if (group >= 0)
            depth[column] = std::max(depth[column], units.groups[at(group)].depth + 1);
    }
    for (int vertex = 0; vertex < layers.count; ++vertex) {
        for (const int next : layers.right(vertex)) {
            const size_t column = at(layers.column[at(vertex)]);
            climb[column] = std::max(climb[column], std::abs(y[at(next)] - y[at(vertex)]));
        }
    }
    double x = depth.empty() ? 0 : depth.front() * m.groupPad;
    for (size_t column = 0; column < columns.left.size(); ++column) {
        columns.left[column] = x;
        const double pads = column + 1 < depth.size() ? (depth[column] + depth[column + 1]) * m.groupPad : 0;
        x += columns.width[column] + pads
            + std::ceil(std::clamp(climb[column] * climbShare, m.columnGap, std::max(m.columnGap, m.widestGap)));
    }
    return columns;
}

/// A box for each column between a group's first and last. In columns where it has nothing, it is as high as its
/// neighbours on the left.
std::vector<LaidGroup> outlinesOf(const LayoutInput &input, const Units &units, const Layers &layers,
                                  const std::vector<double> &y, const Columns &columns)
{
    struct Extent
    {
        double top = std::numeric_limits<double>::infinity();
        double bottom = -std::numeric_limits<double>::infinity();
        bool isKnown() const { return top <= bottom; }
    };
    const LayoutMeasures &m = input.measures;
    const size_t width = columns.left.size();
    std::vector<std::vector<Extent>> extents(units.groups.size(), std::vector<Extent>(width));
    std::vector<int> inner(units.groups.size(), 0); ///< how many groups lie within each other below it
    for (size_t group = units.groups.size(); group-- > 0;) {
        const int parent = units.groups[group].parent;
        if (parent >= 0)
            inner[at(parent)] = std::max(inner[at(parent)], inner[group] + 1);
    }
    for (int vertex = 0; vertex < layers.count; ++vertex) {
        const double half = halfHeight(layers, units, vertex);
        int nested = 0;
        for (int group = layers.group[at(vertex)]; group >= 0; group = units.groups[at(group)].parent, ++nested) {
            Extent &extent = extents[at(group)][at(layers.column[at(vertex)])];
            extent.top = std::min(extent.top, y[at(vertex)] - half - nested * (m.groupPad + m.groupHead));
            extent.bottom = std::max(extent.bottom, y[at(vertex)] + half + nested * m.groupPad);
        }
    }
    std::vector<LaidGroup> outlines;
    for (size_t group = 0; group < units.groups.size(); ++group) {
        LaidGroup outline;
        outline.path = units.groups[group].path;
        outline.depth = units.groups[group].depth;
        const double pad = (inner[group] + 1) * m.groupPad / 2;
        for (size_t column = 0; column < width; ++column) {
            const Extent &extent = extents[group][column];
            if (!extent.isKnown())
                continue;
            outline.parts.emplace_back(QPointF(columns.left[column] - pad, extent.top - m.groupHead - m.groupPad / 2),
                                       QPointF(columns.right(column) + pad, extent.bottom + m.groupPad / 2));
        }
        outlines.push_back(std::move(outline));
    }
    return outlines;
}

} // namespace

Layout pictureOf(const LayoutInput &input, const Units &units, const Layers &layers, const std::vector<double> &y)
{
    Layout layout;
    layout.graph = input.graph;
    layout.folded = input.folded;
    layout.boxOf = units.unitOf;
    layout.columns = static_cast<int>(layers.order.size());
    const Columns columns = columnsOf(input, units, layers, y);
    for (int unit = 0; unit < layers.units; ++unit) {
        const Units::Unit &from = units.units[at(unit)];
        LaidNode box;
        box.node = from.node;
        box.group = from.folded;
        box.column = layers.column[at(unit)];
        box.members = from.members;
        const auto column = at(box.column);
        const double height = from.size.height();
        box.box = QRectF(columns.left[column], y[at(unit)] - height / 2, columns.width[column], height);
        layout.nodes.push_back(std::move(box));
    }
    for (size_t i = 0; i < layers.chains.size(); ++i) {
        const std::vector<int> &chain = layers.chains[i];
        LaidEdge edge;
        edge.from = units.edges[i].isBackward ? units.edges[i].to : units.edges[i].from;
        edge.to = units.edges[i].isBackward ? units.edges[i].from : units.edges[i].to;
        edge.isBackward = units.edges[i].isBackward;
        edge.edges = units.edges[i].edges;
        for (size_t step = 0; step < chain.size(); ++step) {
            const auto column = at(layers.column[at(chain[step])]);
            if (step > 0)
                edge.points.emplace_back(columns.left[column], y[at(chain[step])]);
            if (step + 1 < chain.size())
                edge.points.emplace_back(columns.right(column), y[at(chain[step])]);
        }
        layout.edges.push_back(std::move(edge));
    }
    layout.groups = outlinesOf(input, units, layers, y, columns);

    QRectF bounds;
    for (const LaidNode &box : layout.nodes)
        bounds |= box.box;
    for (const LaidGroup &group : layout.groups) {
        for (const QRectF &part : group.parts)
            bounds |= part;
    }
    for (const LaidEdge &edge : layout.edges) {
        for (const QPointF &point : edge.points) {
            bounds.setTop(std::min(bounds.top(), point.y()));
            bounds.setBottom(std::max(bounds.bottom(), point.y()));
        }
    }
    const QPointF shift(-std::floor(bounds.left()), -std::floor(bounds.top()));
    for (LaidNode &box : layout.nodes)
        box.box.translate(shift);
    for (LaidEdge &edge : layout.edges) {
        for (QPointF &point : edge.points)
            point += shift;
    }
    for (LaidGroup &group : layout.groups) {
        for (QRectF &part : group.parts)
            part.translate(shift);
    }
    layout.bounds = bounds.translated(shift);
    return layout;
}

} // namespace dag::layered
