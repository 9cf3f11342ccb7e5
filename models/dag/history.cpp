// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/history.h"

#include <algorithm>

namespace dag {

PastNode pastOf(const NodeRun &run)
{
    PastNode past;
    past.state = run.state;
    past.tries = run.tryNumber;
    past.started = run.started;
    past.ended = run.ended;
    past.host = run.host;
    const bool ran = run.tryNumber > 0 && core::isKnown(run.started);
    if (ran && core::isKnown(run.ended))
        past.ran = run.ended - run.started;
    if (ran && core::isKnown(run.queuedSince))
        past.queued = std::max(run.started - run.queuedSince, core::Duration(0));
    std::ranges::copy_if(run.tries, std::back_inserter(past.earlier),
                         [&run](const Try &attempt) { return attempt.mapIndex < 0 && attempt.number < run.tryNumber; });
    noteLost(&past);
    return past;
}

void noteLost(PastNode *node)
{
    const auto first = std::ranges::find_if(node->earlier, [](const Try &one) { return core::isKnown(one.started); });
    if (first != node->earlier.end() && core::isKnown(node->started))
        node->lost = std::max(node->started - first->started, core::Duration(0));
}

PastNight pastOf(const Night &night)
{
    PastNight past;
    past.run = night.run;
    for (size_t i = 0; i < night.nodes.size(); ++i)
        past.nodes.insert(night.graph->nodes[i].id, pastOf(night.nodes[i]));
    return past;
}

HistoryPtr mergedHistory(const History *kept, const History &fresh)
{
    auto merged = std::make_shared<History>(fresh);
    QHash<QString, size_t> places;
    for (size_t i = 0; i < merged->nights.size(); ++i)
        places.insert(merged->nights[i].run.id, i);
    for (size_t i = 0; kept && i < kept->nights.size(); ++i) {
        const PastNight &before = kept->nights[i];
        const auto place = places.constFind(before.run.id);
        if (place == places.cend()) {
            merged->nights.push_back(before);
            continue;
        }
        PastNight &night = merged->nights[*place];
        if (night.pools.isEmpty())
            night.pools = before.pools;
        for (auto node = night.nodes.begin(); node != night.nodes.end(); ++node) {
            const auto same = before.nodes.constFind(node.key());
            if (node->earlier.empty() && same != before.nodes.cend() && same->started == node->started) {
                node->earlier = same->earlier;
                noteLost(&*node);
            }
        }
    }
    std::ranges::stable_sort(merged->nights, {}, [](const PastNight &night) { return night.run.started; });
    return merged;
}

const PastNight *nightBefore(const History &history, const Run &run)
{
    const auto found = std::ranges::find_if(history.nights.rbegin(), history.nights.rend(), [&run](const PastNight &n) {
        return n.run.id != run.id && (!core::isKnown(run.started) || n.run.started < run.started);
    });
    return found == history.nights.rend() ? nullptr : &*found;
}

std::vector<NodeNight> lastNightsOf(const History &history, const QString &node, size_t count)
{
    std::vector<NodeNight> nights;
    for (auto night = history.nights.rbegin(); night != history.nights.rend() && nights.size() < count; ++night) {
        const auto found = night->nodes.constFind(node);
        if (found != night->nodes.cend())
            nights.push_back({ dayOf(night->run), *found });
    }
    std::ranges::reverse(nights);
    return nights;
}

} // namespace dag
