// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/exchanging.h"

#include <algorithm>
#include <span>

namespace dag::layered {

namespace {

constexpr int siftRounds = 3;
constexpr int exchangeRounds = 8; ///< what is left then is left to the next sweep, or to sifting

using Places = std::span<const int>;

/// Crossings of the arcs of two vertices on one side, `upper` above `lower`, minus those the other way round. Both
/// lists of places are sorted.
int gainOf(Places upper, Places lower)
{
    if (upper.empty() || lower.empty())
        return 0;
    const auto all = static_cast<int>(upper.size() * lower.size());
    if (upper.back() < lower.front())
        return -all;
    if (lower.back() < upper.front())
        return all;
    int gain = 0;
    size_t above = 0; // of `lower`, how many lie above the place of `upper`
    size_t aboveOrAt = 0;
    for (const int place : upper) {
        while (above < lower.size() && lower[above] < place)
            ++above;
        while (aboveOrAt < lower.size() && lower[aboveOrAt] <= place)
            ++aboveOrAt;
        gain += static_cast<int>(above + aboveOrAt) - static_cast<int>(lower.size());
    }
    return gain;
}

/// The neighbours' places of a whole column, sorted, read once: they change only with other columns.
class Ends
{
public:
    explicit Ends(const Layers &layers)
        : m_layers(layers)
        , m_left(layers.arcs())
        , m_right(layers.arcs())
    {
    }

    void read(size_t column)
    {
        for (const int vertex : m_layers.order[column]) {
            read(m_layers.left(vertex), m_left.data() + m_layers.leftStart(vertex));
            read(m_layers.right(vertex), m_right.data() + m_layers.rightStart(vertex));
        }
    }
    /// Crossings that exchanging the two would take away.
    int gain(int upper, int lower) const
    {
        return gainOf(left(upper), left(lower)) + gainOf(right(upper), right(lower));
    }

private:
    Places left(int vertex) const
    {
        return { m_left.data() + m_layers.leftStart(vertex), m_layers.left(vertex).size() };
    }
    Places right(int vertex) const
    {
        return { m_right.data() + m_layers.rightStart(vertex), m_layers.right(vertex).size() };
    }
    /// Sorted while they are put in: a vertex has few neighbours.
    void read(std::span<const int> neighbours, int *places) const
    {
        size_t count = 0;
        for (const int neighbour : neighbours) {
            const int place = m_layers.position[at(neighbour)];
            size_t i = count++;
            for (; i > 0 && places[i - 1] > place; --i)
                places[i] = places[i - 1];
            places[i] = place;
        }
    }

    const Layers &m_layers;
    std::vector<int> m_left;
    std::vector<int> m_right;
};

/// Moves one vertex to its best place. Returns the crossings that went away.
int sift(Layers &layers, const GroupOrder &groups, const Ends &ends, int vertex)
{
    std::vector<int> &order = layers.order[at(layers.column[at(vertex)])];
    const int place = layers.position[at(vertex)];
    int best = 0;
    int target = place;
    int sum = 0;
    for (int i = place - 1; i >= 0 && groups.areTogether(order[at(i)], vertex); --i) {
        sum += ends.gain(order[at(i)], vertex);
        if (sum > best) {
            best = sum;
            target = i;
        }
    }
    sum = 0;
    for (int i = place + 1; i < static_cast<int>(order.size()) && groups.areTogether(order[at(i)], vertex); ++i) {
        sum += ends.gain(vertex, order[at(i)]);
        if (sum > best) {
            best = sum;
            target = i;
        }
    }
    if (target != place) {
        const auto from = order.begin() + place;
        const auto to = order.begin() + target;
        if (target < place)
            std::rotate(to, from, from + 1);
        else
            std::rotate(from, from + 1, to + 1);
        layers.readPositions(layers.column[at(vertex)]);
    }
    return best;
}

} // namespace

void exchangeNeighbours(Layers &layers, const GroupOrder &groups, bool evenToo)
{
    Ends ends(layers);
    std::vector<char> dirty(layers.order.size(), 1);
    bool improved = true;
    for (int round = 0; improved && round < exchangeRounds; ++round) {
        improved = false;
        for (size_t column = 0; column < layers.order.size(); ++column) {
            if (!dirty[column])
                continue;
            dirty[column] = 0;
            ends.read(column);
            std::vector<int> &order = layers.order[column];
            bool changed = false;
            for (size_t i = 0; i + 1 < order.size(); ++i) {
                if (!groups.areTogether(order[i], order[i + 1]))
                    continue;
                const int gain = ends.gain(order[i], order[i + 1]);
                if (gain > 0 || (gain == 0 && evenToo && round == 0)) {
                    std::swap(order[i], order[i + 1]);
                    changed = true;
                    improved = improved || gain > 0;
                    dirty[column] = 1;
                }
            }
            if (changed) {
                layers.readPositions(static_cast<int>(column));
                if (column > 0)
                    dirty[column - 1] = 1;
                if (column + 1 < dirty.size())
                    dirty[column + 1] = 1;
            }
        }
    }
}

void siftVertices(Layers &layers, const GroupOrder &groups)
{
    Ends ends(layers);
    for (int round = 0; round < siftRounds; ++round) {
        int gained = 0;
        for (size_t step = 0; step < layers.order.size(); ++step) {
            const size_t column = round % 2 == 0 ? step : layers.order.size() - 1 - step;
            ends.read(column);
            const std::vector<int> vertices = layers.order[column];
            for (const int vertex : vertices)
                gained += sift(layers, groups, ends, vertex);
        }
        if (gained == 0)
            break;
    }
}

void siftOnly(Layers &layers, const GroupOrder &groups, const std::vector<int> &vertices)
{
    Ends ends(layers);
    for (int round = 0; round < siftRounds; ++round) {
        int gained = 0;
        for (const int vertex : vertices) {
            ends.read(at(layers.column[at(vertex)]));
            gained += sift(layers, groups, ends, vertex);
        }
        if (gained == 0)
            break;
    }
}

} // namespace dag::layered
