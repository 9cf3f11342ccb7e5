// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/ordering.h"

#include "models/dag/layout/exchanging.h"
#include "models/dag/layout/grouporder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dag::layered {

namespace {

constexpr int sweeps = 24;
constexpr int patience = 4; ///< sweeps without a better picture
constexpr double progress = 0.995; ///< what counts as better

/// Arcs of one gap counted by a tree of partial sums (Barth, Mutzel, Jünger 2004).
int64_t crossingsBefore(const Layers &layers, size_t column, std::vector<int> &tree)
{
    const auto width = layers.order[column - 1].size();
    size_t leaves = 1;
    while (leaves < width)
        leaves *= 2;
    tree.assign(2 * leaves, 0);
    int64_t crossings = 0;
    std::vector<int> ends;
    for (const int vertex : layers.order[column]) {
        ends.clear();
        for (const int neighbour : layers.left(vertex))
            ends.push_back(layers.position[at(neighbour)]);
        for (const int end : ends) {
            for (size_t node = leaves + at(end); node > 1; node /= 2) {
                if (node % 2 == 0)
                    crossings += tree[node + 1];
            }
        }
        for (const int end : ends) {
            for (size_t node = leaves + at(end); node > 0; node /= 2)
                ++tree[node];
        }
    }
    return crossings;
}

/// The median of the neighbours' places, leaning to the side where they are closer together; -1: there are none.
double weightedMedian(const Layers &layers, std::span<const int> neighbours, std::vector<int> &places)
{
    places.clear();
    for (const int neighbour : neighbours)
        places.push_back(layers.position[at(neighbour)]);
    std::ranges::sort(places);
    const size_t count = places.size();
    const size_t middle = count / 2;
    if (count == 0)
        return -1;
    if (count % 2 == 1)
        return places[middle];
    if (count == 2)
        return (places[0] + places[1]) / 2.0;
    const double above = places[middle - 1] - places.front();
    const double below = places.back() - places[middle];
    if (above + below == 0)
        return (places[middle - 1] + places[middle]) / 2.0;
    return (places[middle - 1] * below + places[middle] * above) / (above + below);
}

class Sweeper
{
public:
    Sweeper(Layers &layers, const std::vector<UnitGroup> &groups)
        : m_layers(layers)
        , m_groups(layers, groups)
        , m_keys(at(layers.count))
    {
    }

    /// Breadth first from one side, so that what hangs together begins together. `upwards`: the last root first.
    void begin(bool fromLeft, bool upwards)
    {
        std::vector<std::vector<int>> order(m_layers.order.size());
        std::vector<char> seen(at(m_layers.count), 0);
        std::vector<int> queue;
        const auto arrive = [&](int vertex) {
            if (seen[at(vertex)])
                return;
            seen[at(vertex)] = 1;
            order[at(m_layers.column[at(vertex)])].push_back(vertex);
            queue.push_back(vertex);
        };
        for (int i = 0; i < m_layers.count; ++i) {
            const int root = upwards ? m_layers.count - 1 - i : i;
            if (!(fromLeft ? m_layers.left(root) : m_layers.right(root)).empty())
                continue;
            arrive(root);
            for (size_t next = 0; next < queue.size(); ++next) {
                const int vertex = queue[next];
                for (const int neighbour : fromLeft ? m_layers.right(vertex) : m_layers.left(vertex))
                    arrive(neighbour);
            }
            queue.clear();
        }
        for (size_t column = 0; column < order.size(); ++column)
            m_layers.setOrder(static_cast<int>(column), std::move(order[column]));
        if (!m_groups.isEmpty())
            regroup();
    }

    /// `firstToRight`: the first sweep; the following ones take turns.
    void improve(bool firstToRight)
    {
        std::vector<std::vector<int>> best = m_layers.order;
        int64_t least = crossingsOf(m_layers);
        int waited = 0;
        for (int sweep = 0; sweep < sweeps && waited < patience && least > 0; ++sweep) {
            const bool keep = sweep % 4 < 2;
            sweepOnce((sweep % 2 == 0) == firstToRight, keep);
            exchangeNeighbours(m_layers, m_groups, !keep);
            const int64_t now = crossingsOf(m_layers);
            waited = static_cast<double>(now) < static_cast<double>(least) * progress ? 0 : waited + 1;
            if (now < least) {
                least = now;
                best = m_layers.order;
            }
        }
        restore(std::move(best));
    }

    void restore(std::vector<std::vector<int>> order)
    {
        for (size_t column = 0; column < order.size(); ++column)
            m_layers.setOrder(static_cast<int>(column), std::move(order[column]));
    }

    const GroupOrder &groups() const { return m_groups; }

private:
    void sweepOnce(bool toRight, bool equalsKeepOrder)
    {
        const auto columns = static_cast<int>(m_layers.order.size());
        if (!m_groups.isEmpty())
            m_groups.rank(m_layers);
        std::vector<int> places;
        for (int step = 1; step < columns; ++step) {
            const int column = toRight ? step : columns - 1 - step;
            const size_t reference = m_layers.order[at(toRight ? column - 1 : column + 1)].size();
            std::vector<int> order = m_layers.order[at(column)];
            if (!equalsKeepOrder)
                std::ranges::reverse(order);
            for (const int vertex : order) {
                m_keys[at(vertex)]
                    = weightedMedian(m_layers, toRight ? m_layers.left(vertex) : m_layers.right(vertex), places);
            }
            if (m_groups.isEmpty())
                sortAround(order);
            else
                m_groups.sort(order, m_keys, static_cast<double>(reference));
            m_layers.setOrder(column, std::move(order));
        }
    }

    /// Vertices without neighbours on that side keep their places; the others are sorted into the remaining ones.
    void sortAround(std::vector<int> &order)
    {
        std::vector<size_t> places;
        std::vector<int> moving;
        for (size_t i = 0; i < order.size(); ++i) {
            if (m_keys[at(order[i])] >= 0) {
                places.push_back(i);
                moving.push_back(order[i]);
            }
        }
        std::ranges::stable_sort(moving, {}, [this](int vertex) { return m_keys[at(vertex)]; });
        for (size_t i = 0; i < places.size(); ++i)
            order[places[i]] = moving[i];
    }

    void regroup()
    {
        m_groups.rank(m_layers);
        for (size_t column = 0; column < m_layers.order.size(); ++column) {
            std::vector<int> order = m_layers.order[column];
            for (size_t i = 0; i < order.size(); ++i)
                m_keys[at(order[i])] = static_cast<double>(i);
            m_groups.sort(order, m_keys, static_cast<double>(order.size()));
            m_layers.setOrder(static_cast<int>(column), std::move(order));
        }
    }

    Layers &m_layers;
    GroupOrder m_groups;
    std::vector<double> m_keys;
};

} // namespace

int64_t crossingsOf(const Layers &layers)
{
    std::vector<int> tree;
    int64_t crossings = 0;
    for (size_t column = 1; column < layers.order.size(); ++column)
        crossings += crossingsBefore(layers, column, tree);
    return crossings;
}

void orderColumns(Layers &layers, const std::vector<UnitGroup> &groups)
{
    // Small graphs have the time to begin more often: there, each crossing is seen.
    const int starts = layers.count <= 200 ? 4 : 2;
    Sweeper sweeper(layers, groups);
    std::vector<std::vector<int>> best;
    int64_t least = -1;
    for (int start = 0; start < starts && least != 0; ++start) {
        const bool fromLeft = start % 2 == 0;
        sweeper.begin(fromLeft, start % 4 >= 2);
        sweeper.improve(fromLeft);
        const int64_t now = crossingsOf(layers);
        if (least < 0 || now < least) {
            least = now;
            best = layers.order;
        }
    }
    sweeper.restore(std::move(best));
    siftVertices(layers, sweeper.groups());
}

void orderLike(Layers &layers, const std::vector<UnitGroup> &groups, const std::vector<double> &height)
{
    // What is new starts between its neighbours.
    std::vector<double> keys = height;
    for (int round = 0; round < 4; ++round) {
        for (int vertex = 0; vertex < layers.count; ++vertex) {
            if (!std::isnan(height[at(vertex)]))
                continue;
            double sum = 0;
            int known = 0;
            for (const auto &neighbours : { layers.left(vertex), layers.right(vertex) }) {
                for (const int neighbour : neighbours) {
                    if (std::isnan(keys[at(neighbour)]))
                        continue;
                    sum += keys[at(neighbour)];
                    ++known;
                }
            }
            if (known > 0)
                keys[at(vertex)] = sum / known;
        }
    }
    std::vector<std::vector<int>> order(layers.order.size());
    for (int vertex = 0; vertex < layers.count; ++vertex) {
        order[at(layers.column[at(vertex)])].push_back(vertex);
        if (std::isnan(keys[at(vertex)]))
            keys[at(vertex)] = 0;
    }
    for (size_t column = 0; column < order.size(); ++column) {
        std::ranges::stable_sort(order[column], {}, [&](int vertex) { return keys[at(vertex)]; });
        layers.setOrder(static_cast<int>(column), std::move(order[column]));
    }
    GroupOrder grouping(layers, groups);
    if (!grouping.isEmpty()) {
        grouping.rank(layers);
        for (size_t column = 0; column < layers.order.size(); ++column) {
            std::vector<int> sorted = layers.order[column];
            std::vector<double> places(at(layers.count));
            for (size_t i = 0; i < sorted.size(); ++i)
                places[at(sorted[i])] = static_cast<double>(i);
            grouping.sort(sorted, places, static_cast<double>(sorted.size()));
            layers.setOrder(static_cast<int>(column), std::move(sorted));
        }
    }
    std::vector<int> fresh;
    for (int vertex = 0; vertex < layers.count; ++vertex) {
        if (std::isnan(height[at(vertex)]))
            fresh.push_back(vertex);
    }
    siftOnly(layers, grouping, fresh);
}

} // namespace dag::layered
