// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/history.h"
#include "models/dag/run.h"

#include <QStringList>

#include <map>
#include <memory>
#include <vector>

/// Nights made by hand for tests. Times are given as they are; nothing is filled in behind the test's back.
namespace test {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// 23 Nov 2026, 00:00:00 UTC.
constexpr core::TimePoint midnight{ core::Duration(1795392000000) };

inline std::shared_ptr<dag::Graph> graphOf(const QStringList &ids, const std::vector<dag::Edge> &edges)
{
    auto graph = std::make_shared<dag::Graph>();
    graph->dag = QStringLiteral("prod-dagao");
    for (const QString &id : ids) {
        dag::Node node;
        node.id = id;
        node.label = id;
        graph->nodes.push_back(node);
    }
    graph->edges = edges;
    return graph;
}

/// A running night in which every node waits.
inline std::shared_ptr<dag::Night> nightOf(const dag::GraphPtr &graph)
{
    auto night = std::make_shared<dag::Night>();
    night->graph = graph;
    night->nodes.resize(graph->nodes.size());
    night->run.dag = graph->dag;
    night->run.id = QStringLiteral("scheduled__2026-11-22T00:00:00+00:00");
    night->run.state = dag::RunState::Running;
    night->run.intervalStart = midnight - hours(24);
    night->run.intervalEnd = midnight;
    night->run.started = midnight;
    return night;
}

inline void done(dag::NodeRun &run, core::TimePoint started, core::TimePoint ended)
{
    run.state = dag::NodeState::Done;
    run.tryNumber = 1;
    run.started = started;
    run.ended = ended;
}

inline void running(dag::NodeRun &run, core::TimePoint started)
{
    run.state = dag::NodeState::Running;
    run.tryNumber = 1;
    run.started = started;
}

inline void failed(dag::NodeRun &run, core::TimePoint started, core::TimePoint ended)
{
    run.state = dag::NodeState::Failed;
    run.tryNumber = 2;
    run.maxTries = 2;
    run.started = started;
    run.ended = ended;
}

/// Nights in which each node took what its list says, one after the other in the list's order; started at midnight of
/// the days before. Only what a forecast learns from is true of them.
inline std::shared_ptr<dag::History> historyOf(const std::map<QString, std::vector<minutes>> &took)
{
    auto history = std::make_shared<dag::History>();
    size_t nights = 0;
    for (const auto &[id, spans] : took)
        nights = std::max(nights, spans.size());
    for (size_t i = 0; i < nights; ++i) {
        dag::PastNight night;
        night.run.id = QString::number(i);
        night.run.state = dag::RunState::Success;
        night.run.started = midnight - hours(24) * static_cast<int>(nights - i);
        for (const auto &[id, spans] : took) {
            if (i >= spans.size())
                continue;
            dag::PastNode node;
            node.state = dag::NodeState::Done;
            node.tries = 1;
            node.ran = spans[i];
            node.started = night.run.started;
            node.ended = night.run.started + spans[i];
            night.run.ended = std::max(night.run.ended, node.ended);
            night.nodes.insert(id, node);
        }
        history->nights.push_back(night);
    }
    return history;
}

} // namespace test
