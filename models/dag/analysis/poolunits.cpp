// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/poolunits.h"

#include "models/dag/analysis/structure.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace dag {

namespace {

/// No source has blanks in the names of its groups.
constexpr QLatin1StringView unitWord("pool ");

/// What lies on a way from `up` to `down`; more than `mostWork`: not all of it.
std::vector<NodeIndex> workBetween(const Structure &structure, NodeIndex up, NodeIndex down)
{
    const std::array upper{ up };
    const std::array lower{ down };
    std::vector<char> between = structure.descendants(upper);
    const std::vector<char> before = structure.ancestors(lower);
    for (size_t i = 0; i < between.size(); ++i)
        between[i] = between[i] && before[i] ? 1 : 0;
    return indicesOf(between);
}

std::vector<PoolUnit> unitsOf(const Graph &graph)
{
    const Structure structure(graph);
    std::vector<PoolUnit> units;
    for (size_t up = 0; up < graph.nodes.size(); ++up) {
        for (size_t down = 0; graph.nodes[up].scaling == Scaling::Up && down < graph.nodes.size(); ++down) {
            if (graph.nodes[down].scaling != Scaling::Down || graph.nodes[down].pool != graph.nodes[up].pool)
                continue;
            PoolUnit unit{ graph.nodes[up].pool, static_cast<NodeIndex>(up), static_cast<NodeIndex>(down), {} };
            unit.work = workBetween(structure, unit.up, unit.down);
            if (!unit.work.empty() && unit.work.size() <= mostWork)
                units.push_back(std::move(unit));
        }
    }
    std::ranges::stable_sort(units, {}, [](const PoolUnit &unit) { return unit.work.size(); });
    return units;
}

/// "a.b.c" and "a.b.d" have "a.b" in common.
QString commonGroup(const QString &one, const QString &other)
{
    const QStringList left = one.split(u'.', Qt::SkipEmptyParts);
    const QStringList right = other.split(u'.', Qt::SkipEmptyParts);
    const auto differing = std::ranges::mismatch(left, right);
    return left.mid(0, differing.in1 - left.begin()).join(u'.');
}

} // namespace

std::vector<NodeIndex> PoolUnit::members() const
{
    std::vector<NodeIndex> all{ up };
    all.insert(all.end(), work.begin(), work.end());
    all.push_back(down);
    return all;
}

void groupPoolUnits(Graph *graph)
{
    std::vector<char> isTaken(graph->nodes.size(), 0);
    for (const PoolUnit &unit : unitsOf(*graph)) {
        const std::vector<NodeIndex> members = unit.members();
        if (std::ranges::any_of(members, [&](NodeIndex node) { return isTaken[at(node)] != 0; }))
            continue;
        QString group = graph->nodes[at(unit.up)].group;
        for (const NodeIndex node : members)
            group = commonGroup(group, graph->nodes[at(node)].group);
        QString name = unitWord + unit.pool;
        name.replace(u'.', u'_'); // dots part groups
        group = group.isEmpty() ? name : group + u'.' + name;
        for (const NodeIndex node : members) {
            isTaken[at(node)] = 1;
            graph->nodes[at(node)].group = group;
            if (graph->nodes[at(node)].pool.isEmpty())
                graph->nodes[at(node)].pool = unit.pool;
        }
    }
}

std::optional<PoolUnit> poolUnitOf(const Graph &graph, NodeIndex node)
{
    const QString &group = graph.nodes[at(node)].group;
    if (!group.section(u'.', -1).startsWith(unitWord))
        return std::nullopt;
    PoolUnit unit;
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].group != group)
            continue;
        const auto index = static_cast<NodeIndex>(i);
        if (graph.nodes[i].scaling == Scaling::Up)
            unit.up = index;
        else if (graph.nodes[i].scaling == Scaling::Down)
            unit.down = index;
        else
            unit.work.push_back(index);
    }
    if (unit.up < 0 || unit.down < 0)
        return std::nullopt;
    unit.pool = graph.nodes[at(unit.up)].pool;
    return unit;
}

} // namespace dag
