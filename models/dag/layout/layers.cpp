// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/layers.h"

#include <algorithm>

namespace dag::layered {

namespace {

/// The innermost group around both.
int commonGroup(const std::vector<UnitGroup> &groups, int a, int b)
{
    const auto depth = [&](int group) { return group < 0 ? -1 : groups[static_cast<size_t>(group)].depth; };
    while (a != b) {
        int &deeper = depth(a) >= depth(b) ? a : b;
        deeper = groups[static_cast<size_t>(deeper)].parent;
    }
    return a;
}

} // namespace

Layers Layers::of(const Units &units, const std::vector<int> &ranks)
{
    Layers layers;
    layers.units = static_cast<int>(units.units.size());
    layers.count = layers.units;
    layers.column = ranks;
    for (const Units::Unit &unit : units.units)
        layers.group.push_back(unit.group);
    for (const UnitEdge &edge : units.edges) {
        std::vector<int> chain{ edge.from };
        const int group = commonGroup(units.groups, layers.group[static_cast<size_t>(edge.from)],
                                      layers.group[static_cast<size_t>(edge.to)]);
        const int end = ranks[static_cast<size_t>(edge.to)];
        for (int column = ranks[static_cast<size_t>(edge.from)] + 1; column < end; ++column) {
            chain.push_back(layers.count++);
            layers.column.push_back(column);
            layers.group.push_back(group);
        }
        chain.push_back(edge.to);
        layers.chains.push_back(std::move(chain));
    }
    const int columns = ranks.empty() ? 0 : *std::ranges::max_element(ranks) + 1;
    layers.order.resize(static_cast<size_t>(columns));
    layers.position.resize(static_cast<size_t>(layers.count));
    layers.joinNeighbours();
    return layers;
}

void Layers::joinNeighbours()
{
    const auto fill = [this](std::vector<int> &start, std::vector<int> &all, bool toLeft) {
        start.assign(static_cast<size_t>(count) + 1, 0);
        const auto forEach = [&](auto &&visit) {
            for (const std::vector<int> &chain : chains) {
                for (size_t i = 0; i + 1 < chain.size(); ++i)
                    toLeft ? visit(chain[i + 1], chain[i]) : visit(chain[i], chain[i + 1]);
            }
        };
        forEach([&](int vertex, int) { ++start[static_cast<size_t>(vertex) + 1]; });
        for (size_t i = 0; i < static_cast<size_t>(count); ++i)
            start[i + 1] += start[i];
        all.resize(static_cast<size_t>(start.back()));
        std::vector<int> next(start.begin(), start.end() - 1);
        forEach([&](int vertex, int neighbour) {
            all[static_cast<size_t>(next[static_cast<size_t>(vertex)]++)] = neighbour;
        });
    };
    fill(m_leftStart, m_left, true);
    fill(m_rightStart, m_right, false);
}

void Layers::setOrder(int at, std::vector<int> vertices)
{
    order[static_cast<size_t>(at)] = std::move(vertices);
    readPositions(at);
}

void Layers::readPositions(int at)
{
    int next = 0;
    for (const int vertex : order[static_cast<size_t>(at)])
        position[static_cast<size_t>(vertex)] = next++;
}

} // namespace dag::layered
