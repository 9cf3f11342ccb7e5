// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/layout.h"

#include "models/dag/layout/networksimplex.h"
#include "models/dag/layout/ordering.h"
#include "models/dag/layout/picture.h"
#include "models/dag/layout/placement.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dag {

namespace {

using namespace layered;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::vector<std::pair<int, int>> arcsOf(const Units &units)
{
    std::vector<std::pair<int, int>> arcs;
    arcs.reserve(units.edges.size());
    for (const UnitEdge &edge : units.edges)
        arcs.emplace_back(edge.from, edge.to);
    return arcs;
}

/// Each unit's box in the picture before; null where there was none.
std::vector<const LaidNode *> knownBoxes(const LayoutInput &input, const Units &units)
{
    std::vector<const LaidNode *> known(units.units.size(), nullptr);
    if (!input.previous)
        return known;
    QHash<QString, const LaidNode *> byName;
    for (const LaidNode &box : input.previous->nodes)
        byName.insert(box.node >= 0 ? u'n' + input.previous->graph->nodes[at(box.node)].id : u'g' + box.group, &box);
    size_t found = 0;
    for (size_t i = 0; i < units.units.size(); ++i) {
        const Units::Unit &unit = units.units[i];
        known[i] = byName.value(unit.node >= 0 ? u'n' + input.graph->nodes[at(unit.node)].id : u'g' + unit.folded);
        found += known[i] ? 1 : 0;
    }
    if (2 * found < units.units.size() || 2 * found < input.previous->nodes.size())
        known.assign(units.units.size(), nullptr);
    return known;
}

/// What was there stays in its column, unless something new has to come before it.
std::vector<int> keptRanks(const Units &units, const std::vector<const LaidNode *> &known)
{
    std::vector<int> least;
    for (const LaidNode *box : known)
        least.push_back(box ? box->column : 0);
    std::vector<int> ranks = leftmostRanks(static_cast<int>(units.units.size()), arcsOf(units), std::move(least));
    // New ones without parents go near what waits for them.
    std::vector<int> latest(ranks.size(), std::numeric_limits<int>::max());
    std::vector<char> hasParent(ranks.size(), 0);
    for (const UnitEdge &edge : units.edges) {
        latest[at(edge.from)] = std::min(latest[at(edge.from)], ranks[at(edge.to)] - 1);
        hasParent[at(edge.to)] = 1;
    }
    for (size_t i = 0; i < ranks.size(); ++i) {
        if (!known[i] && !hasParent[i] && latest[i] != std::numeric_limits<int>::max())
            ranks[i] = latest[i];
    }
    return ranks;
}

/// Heights that vertices had: of units by name, of dummies by the edge they belong to.
std::vector<double> keptHeights(const LayoutInput &input, const Units &units, const Layers &layers,
                                const std::vector<const LaidNode *> &known)
{
    std::vector<double> heights(at(layers.count), unknown);
    QHash<std::pair<const LaidNode *, const LaidNode *>, const LaidEdge *> edges;
    for (const LaidEdge &edge : input.previous->edges) {
        const LaidNode *from = &input.previous->nodes[at(edge.from)];
        const LaidNode *to = &input.previous->nodes[at(edge.to)];
        edges.insert({ from, to }, &edge);
    }
    for (int unit = 0; unit < layers.units; ++unit) {
        if (known[at(unit)] && known[at(unit)]->column == layers.column[at(unit)])
            heights[at(unit)] = known[at(unit)]->box.center().y();
    }
    for (size_t i = 0; i < layers.chains.size(); ++i) {
        const LaidNode *from = known[at(units.edges[i].from)];
        const LaidNode *to = known[at(units.edges[i].to)];
        const LaidEdge *edge = from && to ? edges.value({ from, to }) : nullptr;
        if (!edge)
            continue;
        for (size_t step = 1; step + 1 < layers.chains[i].size(); ++step) {
            const int dummy = layers.chains[i][step];
            const int passed = layers.column[at(dummy)] - from->column; // columns from its start
            const auto point = 2 * at(passed) - 1;
            if (passed >= 1 && point < edge->points.size() - 1)
                heights[at(dummy)] = edge->points[point].y();
        }
    }
    return heights;
}

} // namespace

Layout layOut(const LayoutInput &input)
{
    const Units units = unitsOf(input);
    const auto count = static_cast<int>(units.units.size());
    const std::vector<const LaidNode *> known = knownBoxes(input, units);
    const bool isLike = std::ranges::any_of(known, [](const LaidNode *box) { return box != nullptr; });
    const std::vector<int> ranks = isLike ? keptRanks(units, known) : leastSpanRanks(count, arcsOf(units), 20 * count);
    Layers layers = Layers::of(units, ranks);
    std::vector<double> heights(at(layers.count), unknown);
    if (isLike) {
        heights = keptHeights(input, units, layers, known);
        orderLike(layers, units.groups, heights);
    } else {
        orderColumns(layers, units.groups);
    }
    const GroupOrder groups(layers, units.groups);
    const std::vector<double> y = placeVertices({ layers, units, groups, input.measures, heights });
    return pictureOf(input, units, layers, y);
}

} // namespace dag
