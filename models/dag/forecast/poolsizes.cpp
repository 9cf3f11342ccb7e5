// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/poolsizes.h"

#include "models/dag/analysis/structure.h"

#include <algorithm>
#include <cmath>

namespace dag {

namespace {

constexpr size_t fewestSizes = 5; ///< nights whose size is known; fewer show no rule
constexpr double leastSpread = 0.05; ///< of the sizes' logarithms; below they are all the same
constexpr double believed = 0.25; ///< variance of what is believed of an exponent before any night is seen
constexpr double farthest = 3; ///< a pool three times as large or small tells no more than that
constexpr float outlierDistance = 2; ///< quartile distances beyond the quartiles: such a night counts as the far end

bool isPart(const QString &pool, const QString &name)
{
    return pool.startsWith(name + u'-') || pool.endsWith(u'-' + name) || pool.contains(u'-' + name + u'-');
}

/// Logarithms of a size and a span.
struct Point
{
    double size = 0;
    double span = 0;
};

void limitOutlyingSizes(std::vector<Point> &points)
{
    std::vector<float> spans;
    for (const Point &point : points)
        spans.push_back(static_cast<float>(point.span));
    std::ranges::sort(spans);
    const float lower = quantileOf(spans, 0.25);
    const float upper = quantileOf(spans, 0.75);
    const double room = outlierDistance * (upper - lower);
    for (Point &point : points)
        point.span = std::clamp(point.span, lower - room, upper + room);
}

/// By which power of its machines a span changes: −1 where twice the machines take half the time, 0 where they do not
/// matter. Least squares, drawn to 0 by as much as the nights are few or scattered.
double exponentOf(std::vector<Point> points)
{
    if (points.size() < fewestSizes)
        return 0;
    limitOutlyingSizes(points);
    const auto count = static_cast<double>(points.size());
    Point mean;
    for (const Point &point : points) {
        mean.size += point.size / count;
        mean.span += point.span / count;
    }
    double sizes = 0;
    double both = 0;
    for (const Point &point : points) {
        sizes += (point.size - mean.size) * (point.size - mean.size);
        both += (point.size - mean.size) * (point.span - mean.span);
    }
    if (sizes < count * leastSpread * leastSpread)
        return 0;
    double left = 0;
    for (const Point &point : points) {
        const double off = point.span - mean.span - both / sizes * (point.size - mean.size);
        left += off * off / (count - 2);
    }
    return std::clamp(both / (sizes + left / believed), -1.0, 0.0);
}

} // namespace

bool isOfPool(const QString &pool, const QString &name)
{
    return !name.isEmpty() && (pool == name || isPart(pool, name));
}

std::optional<int> machinesOf(const QHash<QString, int> &pools, const QString &name)
{
    if (name.isEmpty())
        return std::nullopt;
    if (const auto own = pools.constFind(name); own != pools.constEnd())
        return *own;
    std::optional<int> sum;
    for (auto pool = pools.cbegin(); pool != pools.cend(); ++pool) {
        if (isPart(pool.key(), name))
            sum = sum.value_or(0) + pool.value();
    }
    return sum;
}

PoolSizes::PoolSizes(const Graph &graph, const Structure &structure, const History &history, const Night *tonight)
{
    m_pools.reserve(graph.nodes.size());
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        m_pools.push_back(poolOf(graph, structure, static_cast<NodeIndex>(i)));
        const QString &pool = m_pools.back();
        if (!pool.isEmpty() && !m_machines.contains(pool))
            m_machines.insert(pool, seen(graph, history, tonight, pool));
    }
}

QString PoolSizes::poolOf(const Graph &graph, const Structure &structure, NodeIndex node) const
{
    const Node &own = graph.nodes[static_cast<size_t>(node)];
    if (own.scaling != Scaling::None)
        return {}; // how long machines take to come is no matter of how many there are
    if (!own.pool.isEmpty())
        return own.pool;
    QString pool;
    for (const NodeIndex parent : structure.parents(node)) {
        const Node &above = graph.nodes[static_cast<size_t>(parent)];
        if (above.scaling != Scaling::Up)
            continue;
        if (!pool.isEmpty() && pool != above.pool)
            return {};
        pool = above.pool;
    }
    return pool;
}

PoolSizes::Machines PoolSizes::seen(const Graph &graph, const History &history, const Night *tonight,
                                    const QString &pool) const
{
    Machines machines;
    std::vector<float> known;
    for (const PastNight &night : history.nights) {
        machines.nights.push_back(static_cast<float>(machinesOf(night.pools, pool).value_or(0)));
        if (machines.nights.back() > 0)
            known.push_back(machines.nights.back());
    }
    if (known.empty())
        return machines;
    std::ranges::sort(known);
    machines.tonight = quantileOf(known, 0.5);
    // Before they have all come, how many there are says nothing.
    bool isScaled = true;
    for (size_t i = 0; tonight && i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].scaling == Scaling::Up && graph.nodes[i].pool == pool)
            isScaled = isScaled && hasSucceeded(tonight->nodes[i].state);
    }
    const int now = tonight && isScaled ? machinesOf(tonight->pools, pool).value_or(0) : 0;
    if (now > 0)
        machines.tonight = static_cast<float>(now);
    return machines;
}

void PoolSizes::adjust(NodeIndex node, std::vector<NodeSample> *samples) const
{
    const auto machines = m_machines.constFind(m_pools[static_cast<size_t>(node)]);
    if (machines == m_machines.constEnd() || machines->tonight <= 0)
        return;
    const auto sizeOf = [&](const NodeSample &sample) { return machines->nights[static_cast<size_t>(sample.night)]; };
    std::vector<Point> points;
    for (const NodeSample &sample : *samples) {
        if (sizeOf(sample) > 0 && sample.ran > 1)
            points.push_back(
                { std::log(static_cast<double>(sizeOf(sample))), std::log(static_cast<double>(sample.ran)) });
    }
    const double exponent = exponentOf(std::move(points));
    for (NodeSample &sample : *samples) {
        if (sizeOf(sample) <= 0)
            continue;
        const double ratio
            = std::clamp(static_cast<double>(machines->tonight / sizeOf(sample)), 1 / farthest, farthest);
        const auto factor = static_cast<float>(std::pow(ratio, exponent));
        sample.total += sample.ran * (factor - 1); // what failed tries cost is another matter
        sample.ran *= factor;
    }
}

} // namespace dag
