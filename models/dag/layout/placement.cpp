// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/placement.h"

#include <algorithm>
#include <cmath>

namespace dag::layered {

namespace {

constexpr int rounds = 12;
constexpr double stay = 50; ///< weight of the place a vertex had

class Placer
{
public:
    explicit Placer(const PlacementInput &input)
        : m_in(input)
        , m_y(at(input.layers.count), 0)
    {
        for (const std::vector<int> &order : m_in.layers.order)
            m_offsets.push_back(offsetsOf(order));
    }

    std::vector<double> place()
    {
        start();
        const auto columns = static_cast<int>(m_in.layers.order.size());
        for (int round = 0; round < rounds; ++round) {
            // First sides in turn, which carries places far, then both, which settles them.
            const bool both = round >= rounds - 4;
            for (int step = 0; step < columns; ++step) {
                const int column = round % 2 == 0 ? step : columns - 1 - step;
                settle(column, both || round % 2 == 0, both || round % 2 == 1);
            }
        }
        return std::move(m_y);
    }

private:
    double gap(int upper, int lower) const
    {
        const LayoutMeasures &m = m_in.measures;
        const Layers &layers = m_in.layers;
        const bool passes = layers.isDummy(upper) || layers.isDummy(lower);
        const GroupOrder::Outlines outlines = m_in.groups.between(upper, lower);
        double between = passes ? m.edgeGap : m.rowGap;
        if (outlines.ending + outlines.beginning > 0)
            between += outlines.ending * m.groupPad + outlines.beginning * (m.groupPad + m.groupHead);
        return std::ceil(halfHeight(layers, m_in.units, upper) + between + halfHeight(layers, m_in.units, lower));
    }

    /// Where each vertex of a column would be with all of them as close as they may be.
    std::vector<double> offsetsOf(const std::vector<int> &order) const
    {
        std::vector<double> offsets(order.size(), 0);
        for (size_t i = 1; i < order.size(); ++i)
            offsets[i] = offsets[i - 1] + gap(order[i - 1], order[i]);
        return offsets;
    }

    void start()
    {
        double tallest = 0;
        for (const std::vector<double> &offsets : m_offsets)
            tallest = std::max(tallest, offsets.empty() ? 0 : offsets.back());
        for (size_t column = 0; column < m_offsets.size(); ++column) {
            const std::vector<int> &order = m_in.layers.order[column];
            for (size_t i = 0; i < order.size(); ++i)
                m_y[at(order[i])] = (tallest - m_offsets[column].back()) / 2 + m_offsets[column][i];
        }
    }

    double stiffness(int a, int b) const
    {
        const int dummies = (m_in.layers.isDummy(a) ? 1 : 0) + (m_in.layers.isDummy(b) ? 1 : 0);
        constexpr double stiff[] = { 1, 2, 8 }; // as dot has it: what is long is seen first
        return stiff[dummies];
    }

    void settle(int column, bool toLeft, bool toRight)
    {
        const std::vector<int> &order = m_in.layers.order[at(column)];
        const std::vector<double> &offsets = m_offsets[at(column)];
        m_blocks.clear();
        for (size_t i = 0; i < order.size(); ++i) {
            const int vertex = order[i];
            double sum = 0;
            double weight = 0;
            const auto pull = [&](std::span<const int> neighbours) {
                for (const int neighbour : neighbours) {
                    const double by = stiffness(vertex, neighbour);
                    sum += by * m_y[at(neighbour)];
                    weight += by;
                }
            };
            if (toLeft)
                pull(m_in.layers.left(vertex));
            if (toRight)
                pull(m_in.layers.right(vertex));
            if (weight == 0) {
                weight = 0.1;
                sum = weight * m_y[at(vertex)];
            }
            if (const double wished = m_in.wished[at(vertex)]; !std::isnan(wished)) {
                sum += stay * wished;
                weight += stay;
            }
            m_blocks.push_back({ sum - weight * offsets[i], weight, 1 });
            while (m_blocks.size() > 1 && m_blocks.back().mean() < m_blocks[m_blocks.size() - 2].mean()) {
                const Block last = m_blocks.back();
                m_blocks.pop_back();
                m_blocks.back().sum += last.sum;
                m_blocks.back().weight += last.weight;
                m_blocks.back().count += last.count;
            }
        }
        size_t i = 0;
        for (const Block &block : m_blocks) {
            const double base = std::round(block.mean());
            for (size_t member = 0; member < block.count; ++member, ++i)
                m_y[at(order[i])] = base + offsets[i];
        }
    }

    struct Block
    {
        double sum;
        double weight;
        size_t count;
        double mean() const { return sum / weight; }
    };

    const PlacementInput &m_in;
    std::vector<double> m_y;
    std::vector<std::vector<double>> m_offsets;
    std::vector<Block> m_blocks;
};

} // namespace

double halfHeight(const Layers &layers, const Units &units, int vertex)
{
    return layers.isDummy(vertex) ? 0 : units.units[at(vertex)].size.height() / 2;
}

std::vector<double> placeVertices(const PlacementInput &input)
{
    return Placer(input).place();
}

} // namespace dag::layered
