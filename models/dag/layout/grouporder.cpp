// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/grouporder.h"

#include <algorithm>
#include <tuple>

namespace dag::layered {

GroupOrder::GroupOrder(const Layers &layers, const std::vector<UnitGroup> &groups)
    : m_groups(groups)
    , m_groupOf(layers.group)
    , m_ranks(groups.size(), 0)
{
    for (size_t group = 0; group < groups.size(); ++group) {
        std::vector<int> path = groups[group].parent < 0 ? std::vector<int>() : m_paths[at(groups[group].parent)];
        path.push_back(static_cast<int>(group));
        m_paths.push_back(std::move(path));
    }
}

void GroupOrder::rank(const Layers &layers)
{
    std::vector<double> sums(m_groups.size(), 0);
    std::vector<int> counts(m_groups.size(), 0);
    for (const std::vector<int> &column : layers.order) {
        for (size_t place = 0; place < column.size(); ++place) {
            const double height = (static_cast<double>(place) + 0.5) / static_cast<double>(column.size());
            for (int group = m_groupOf[at(column[place])]; group >= 0; group = m_groups[at(group)].parent) {
                sums[at(group)] += height;
                ++counts[at(group)];
            }
        }
    }
    for (size_t group = 0; group < sums.size(); ++group)
        m_ranks[group] = counts[group] > 0 ? sums[group] / counts[group] : 0;
}

void GroupOrder::sort(std::vector<int> &order, const std::vector<double> &keys, double scale) const
{
    static const std::vector<int> none;
    const auto pathOf = [this](int vertex) -> const std::vector<int> & {
        const int group = m_groupOf[at(vertex)];
        return group < 0 ? none : m_paths[at(group)];
    };
    std::vector<double> wish(keys.size());
    std::vector<int> place(keys.size());
    for (size_t i = 0; i < order.size(); ++i) {
        const auto here = (static_cast<double>(i) + 0.5) / static_cast<double>(order.size()) * scale;
        wish[at(order[i])] = keys[at(order[i])] < 0 ? here : keys[at(order[i])];
        place[at(order[i])] = static_cast<int>(i);
    }
    // A group competes with its rank, a vertex with its wish; equal ones stay apart by number, so that no two mix.
    std::ranges::sort(order, [&](int a, int b) {
        const std::vector<int> &pathA = pathOf(a);
        const std::vector<int> &pathB = pathOf(b);
        size_t depth = 0;
        while (depth < pathA.size() && depth < pathB.size() && pathA[depth] == pathB[depth])
            ++depth;
        const auto element = [&](const std::vector<int> &path, int vertex) {
            return depth < path.size() ? std::tuple(m_ranks[at(path[depth])] * scale, path[depth], -1)
                                       : std::tuple(wish[at(vertex)], -1, place[at(vertex)]);
        };
        return element(pathA, a) < element(pathB, b);
    });
}

GroupOrder::Outlines GroupOrder::between(int a, int b) const
{
    const int groupA = m_groupOf[at(a)];
    const int groupB = m_groupOf[at(b)];
    if (groupA == groupB)
        return {};
    static const std::vector<int> none;
    const std::vector<int> &pathA = groupA < 0 ? none : m_paths[at(groupA)];
    const std::vector<int> &pathB = groupB < 0 ? none : m_paths[at(groupB)];
    const auto common = static_cast<int>(std::ranges::mismatch(pathA, pathB).in1 - pathA.begin());
    return { static_cast<int>(pathA.size()) - common, static_cast<int>(pathB.size()) - common };
}

} // namespace dag::layered
