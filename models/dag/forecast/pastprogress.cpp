// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/pastprogress.h"

#include "models/dag/analysis/failures.h"

#include <algorithm>

namespace dag {

namespace {

constexpr int steps = 60;

} // namespace

std::vector<Progress> pastProgress(const Graph &graph, const History &history, core::TimePoint start)
{
    struct Ends
    {
        std::vector<core::Duration> after;
        size_t nodes = 0;
    };
    std::vector<Ends> nights;
    core::Duration longest(0);
    const size_t first = history.nights.size() - static_cast<size_t>(usableNights(history));
    for (size_t i = first; i < history.nights.size(); ++i) {
        const PastNight &night = history.nights[i];
        if (night.run.state != RunState::Success || !core::isKnown(night.run.started))
            continue;
        Ends ends;
        for (const Node &node : graph.nodes) {
            const auto past = night.nodes.constFind(node.id);
            if (past == night.nodes.constEnd() || isAlarm(node.rule))
                continue;
            ++ends.nodes;
            ends.after.push_back(core::isKnown(past->ended) ? past->ended - night.run.started : core::Duration(0));
            longest = std::max(longest, ends.after.back());
        }
        std::ranges::sort(ends.after);
        if (ends.nodes > 0)
            nights.push_back(std::move(ends));
    }
    if (nights.size() < fewestNights || longest.count() <= 0)
        return {};
    std::vector<Progress> progress;
    for (int step = 0; step <= steps; ++step) {
        const core::Duration after = longest * step / steps;
        std::vector<float> shares;
        for (const Ends &ends : nights) {
            const auto done = std::ranges::upper_bound(ends.after, after) - ends.after.begin();
            shares.push_back(static_cast<float>(done) / static_cast<float>(ends.nodes));
        }
        std::ranges::sort(shares);
        progress.push_back(
            { start + after, quantileOf(shares, 0.1), quantileOf(shares, 0.5), quantileOf(shares, 0.9) });
    }
    return progress;
}

std::vector<DoneAt> doneSoFar(const Night &night, core::TimePoint now)
{
    std::vector<core::TimePoint> ends;
    int all = 0;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const NodeRun &run = night.nodes[i];
        if (run.state == NodeState::Removed || (isAlarm(night.graph->nodes[i].rule) && !isOver(run.state)))
            continue;
        ++all;
        if (hasSucceeded(run.state))
            ends.push_back(core::isKnown(run.ended) ? run.ended : night.run.started);
    }
    std::ranges::sort(ends);
    std::vector<DoneAt> done{ { night.run.started, 0 } };
    int count = 0;
    for (const core::TimePoint end : ends) {
        const double share = static_cast<double>(++count) / all;
        if (end <= done.back().at)
            done.back().share = share;
        else
            done.push_back({ end, share });
    }
    if (now > done.back().at)
        done.push_back({ now, done.back().share });
    return done;
}

} // namespace dag
