// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/analysis/structure.h"
#include "models/dag/history.h"
#include "tests/support/nights.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace test {

/// Nights of a graph as they happen: each node has its usual span, each night its own pace, now and then a try is lost,
/// now and then machines are waited for. The same for the same seed. With an exponent, each night each pool of the
/// graph has other machines, and what runs on it takes that power of them longer.
inline std::shared_ptr<dag::History> randomNights(const dag::GraphPtr &graph, int nights, unsigned seed,
                                                  double poolExponent = 0)
{
    std::mt19937 random(seed);
    const auto unit = [&random] { return static_cast<double>(random() % 100000) / 100000; };
    // About normal, from the sum of uniform ones.
    const auto normal = [&] { return unit() + unit() + unit() + unit() + unit() + unit() - 3; };
    std::vector<double> usual(graph->nodes.size());
    for (double &span : usual)
        span = 60 * std::exp(2.5 + 0.8 * normal()); // seconds
    const dag::Structure structure(*graph);
    auto history = std::make_shared<dag::History>();
    history->dag = graph->dag;
    const auto ms = [](double span) { return core::Duration(static_cast<int64_t>(span * 1000)); };
    for (int i = 0; i < nights; ++i) {
        dag::PastNight night;
        night.run.dag = graph->dag;
        night.run.id = QStringLiteral("night-%1").arg(i);
        night.run.state = dag::RunState::Success;
        night.run.started = midnight - hours(24) * (nights - i);
        night.run.ended = night.run.started;
        const double pace = std::exp(0.12 * normal());
        for (const dag::Node &node : graph->nodes) {
            if (poolExponent != 0 && !node.pool.isEmpty() && !night.pools.contains(node.pool))
                night.pools.insert(node.pool, static_cast<int>(40 * std::exp(0.3 * normal())));
        }
        for (const dag::NodeIndex node : structure.order()) {
            const auto n = static_cast<size_t>(node);
            core::TimePoint ready = night.run.started;
            for (const dag::NodeIndex parent : structure.parents(node))
                ready = std::max(ready, night.nodes[graph->nodes[static_cast<size_t>(parent)].id].ended);
            dag::PastNode past;
            past.state = dag::NodeState::Done;
            past.tries = unit() < 0.03 ? 2 : 1;
            past.queued = ms(unit() < 0.1 ? 600 * unit() : 5);
            past.lost = past.tries == 2 ? ms(usual[n] * unit() + 300) : core::Duration(0);
            const int machines = night.pools.value(graph->nodes[n].pool, 40);
            past.ran = ms(usual[n] * pace * std::exp(0.25 * normal()) * std::pow(40.0 / machines, poolExponent));
            past.started = ready + past.queued + past.lost;
            past.ended = past.started + past.ran;
            night.run.ended = std::max(night.run.ended, past.ended);
            night.nodes.insert(graph->nodes[n].id, past);
        }
        history->nights.push_back(std::move(night));
    }
    return history;
}

} // namespace test
