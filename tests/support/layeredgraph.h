// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <utility>

namespace test {

/// What the layout is measured with (goal P17): nodes in stages, one to four parents each, mostly of the stage before
/// and near in it. The same for the same arguments everywhere: the generator is mt19937 and no distribution is used.
struct GraphShape
{
    int nodes = 60;
    int stages = 8;
    int moreParents = 600; ///< in thousandths, for each parent after the first
    int reach = 30; ///< how far off a parent lies, in percent of a stage
};

constexpr GraphShape graph60{ 60, 8, 600, 30 };
constexpr GraphShape graph300{ 300, 8, 600, 20 };
constexpr GraphShape graph1000{ 1000, 20, 600, 20 };
constexpr GraphShape graph3000{ 3000, 57, 600, 20 };

inline dag::GraphPtr layeredGraph(const GraphShape &shape, unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
    const int width = (shape.nodes + shape.stages - 1) / shape.stages;
    const int reach = std::max(3, width * shape.reach / 100);
    auto graph = std::make_shared<dag::Graph>();
    graph->dag = QStringLiteral("layered");
    std::set<std::pair<int, int>> edges;
    for (int i = 0; i < shape.nodes; ++i) {
        dag::Node node;
        node.id = QStringLiteral("node-%1").arg(i);
        node.label = node.id;
        graph->nodes.push_back(node);
        const int stage = i / width;
        if (stage == 0)
            continue;
        int parents = 1;
        while (parents < 4 && below(1000) < shape.moreParents)
            ++parents;
        for (int parent = 0; parent < parents; ++parent) {
            const int back = below(10) < 8 ? 1 : 1 + below(3);
            const int place = std::clamp(i % width + below(2 * reach + 1) - reach, 0, width - 1);
            edges.insert({ std::max(stage - back, 0) * width + place, i });
        }
    }
    for (const auto &[from, to] : edges)
        graph->edges.push_back({ from, to });
    return graph;
}

} // namespace test
