// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/comparison.h"

#include <algorithm>
#include <chrono>

namespace dag {

namespace {

using namespace std::chrono_literals;

constexpr core::Duration smallestDifference = 2min; ///< a smaller difference is none
constexpr int share = 4; ///< nor is one of less than a quarter of the usual span

/// The difference where it is worth a word, else 0.
core::Duration notable(core::Duration difference, core::Duration usual)
{
    return std::chrono::abs(difference) >= std::max(smallestDifference, usual / share) ? difference : core::Duration(0);
}

std::optional<core::Duration> medianOf(std::vector<core::Duration> values)
{
    if (values.size() < fewestNights)
        return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// When the node usually starts, counted from its run's start.
std::optional<core::Duration> usualStart(const History &history, const Run &run, const QString &node)
{
    std::vector<core::Duration> starts;
    for (const PastNight &night : history.nights) {
        const auto past = night.nodes.constFind(node);
        if (night.run.id == run.id || past == night.nodes.cend() || !core::isKnown(past->started)
            || !core::isKnown(night.run.started))
            continue;
        starts.push_back(past->started - past->lost - night.run.started);
    }
    return medianOf(std::move(starts));
}

} // namespace

Comparison comparisonOf(const Night &night, const History *history, const Forecast *forecast, core::TimePoint now)
{
    Comparison comparison;
    comparison.nodes.resize(night.nodes.size());
    if (!history)
        return comparison;
    const PastNight *const before = nightBefore(*history, night.run);
    QSet<QString> known;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const QString &id = night.graph->nodes[i].id;
        const NodeRun &run = night.nodes[i];
        NodeChange &change = comparison.nodes[i];
        known.insert(id);
        if (before) {
            const auto past = before->nodes.constFind(id);
            change.isNew = past == before->nodes.cend();
            if (!change.isNew) {
                change.last = past->state;
                change.lastTook = past->ran;
            }
        }
        if (!core::isKnown(run.started))
            continue;
        // Of a mapped node those tries are of single instances, and its start is that of the first.
        const bool hasFirst = run.mapped.total == 0 && !run.tries.empty() && core::isKnown(run.tries.front().started);
        const core::TimePoint first = hasFirst ? run.tries.front().started : run.started;
        if (const auto usual = usualStart(*history, night.run, id); usual && core::isKnown(night.run.started))
            change.startedLater = notable(first - night.run.started - *usual, *usual);
        if (forecast && i < forecast->nodes.size() && !forecast->nodes[i].estimate.isGuess) {
            const core::Duration usual = forecast->nodes[i].estimate.medianRun;
            const bool runs = isActive(run.state);
            const core::Duration took = (runs ? now : run.ended) - run.started;
            if (runs ? took > usual : hasSucceeded(run.state) && core::isKnown(run.ended))
                change.slower = notable(took - usual, usual);
        }
    }
    if (!before || !core::isKnown(night.run.started))
        return comparison;
    for (auto past = before->nodes.cbegin(); past != before->nodes.cend(); ++past) {
        if (!known.contains(past.key()) && past->state != NodeState::Removed)
            comparison.gone.push_back(past.key());
    }
    std::ranges::sort(comparison.gone);
    std::vector<core::Duration> lengths;
    for (const PastNight &past : history->nights) {
        if (past.run.id != night.run.id && past.run.state == RunState::Success && core::isKnown(past.run.ended))
            lengths.push_back(past.run.ended - past.run.started);
    }
    if (core::isKnown(before->run.ended))
        comparison.lastEnded = night.run.started + (before->run.ended - before->run.started);
    if (const auto usual = medianOf(std::move(lengths)))
        comparison.usualEnd = night.run.started + *usual;
    return comparison;
}

} // namespace dag
