// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/nightevents.h"

#include "models/core/tr.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace night {

namespace {

using core::tr;

QString linkOf(const dag::Node &node)
{
    return u"node/"_s + node.id;
}

core::TimePoint knownOr(core::TimePoint moment, core::TimePoint now)
{
    return core::isKnown(moment) ? moment : now;
}

QString failedText(const dag::Node &node, const dag::NodeRun &run)
{
    const QString what = run.maxTries > 1
        ? tr("%1 failed, try %2 of %3").arg(node.label).arg(run.tryNumber).arg(run.maxTries)
        : tr("%1 failed").arg(node.label);
    return run.message.isEmpty() ? what : what + u": "_s + run.message;
}

std::optional<history::Event> eventOf(const dag::Node &node, const dag::NodeRun &before, const dag::NodeRun &run,
                                      const QString &layer, core::TimePoint now)
{
    using dag::NodeState;
    if (run.state == before.state)
        return std::nullopt;
    const auto event = [&](core::TimePoint at, const QString &glyph, const QString &text) {
        return history::Event{ knownOr(at, now), layer, glyph, text, linkOf(node) };
    };
    switch (run.state) {
    case NodeState::Failed:
        return event(run.ended, u"failed"_s, failedText(node, run));
    case NodeState::UpForRetry:
        return event(run.ended, u"up_for_retry"_s, tr("%1 failed and is tried again").arg(node.label));
    case NodeState::PendingJob:
        return event(run.pendingSince, u"pending"_s, tr("%1 waits for machines").arg(node.label));
    case NodeState::MarkedDone:
        return event(run.ended, u"marked done"_s, tr("%1 was marked done").arg(node.label));
    case NodeState::Done:
        if (run.tryNumber < 2 && before.state != NodeState::Failed)
            return std::nullopt; // what is well is quiet
        return event(run.ended, u"done"_s, tr("%1 is done, try %2").arg(node.label).arg(run.tryNumber));
    default:
        return std::nullopt;
    }
}

} // namespace

QList<history::Event> eventsBetween(const dag::Night &older, const dag::Night &newer, const QString &layer,
                                    core::TimePoint now)
{
    QList<history::Event> events;
    if (older.run.id != newer.run.id)
        return events;
    QHash<QString, const dag::NodeRun *> before;
    for (size_t i = 0; i < older.nodes.size(); ++i)
        before.insert(older.graph->nodes[i].id, &older.nodes[i]);
    int blocked = 0;
    for (size_t i = 0; i < newer.nodes.size(); ++i) {
        const dag::NodeRun *const was = before.value(newer.graph->nodes[i].id);
        if (!was)
            continue;
        if (const auto event = eventOf(newer.graph->nodes[i], *was, newer.nodes[i], layer, now))
            events.append(*event);
        blocked += newer.nodes[i].state == dag::NodeState::Blocked && was->state != dag::NodeState::Blocked;
    }
    if (blocked > 0)
        events.append({ now,
                        layer,
                        u"blocked"_s,
                        blocked == 1 ? tr("1 node is blocked") : tr("%1 nodes are blocked").arg(blocked),
                        {} });
    if (older.run.state != newer.run.state) {
        if (newer.run.state == dag::RunState::Success)
            events.append({ knownOr(newer.run.ended, now), layer, u"done"_s, tr("%1 is done").arg(newer.run.dag), {} });
        if (newer.run.state == dag::RunState::Failed)
            events.append(
                { knownOr(newer.run.ended, now), layer, u"failed"_s, tr("%1 failed").arg(newer.run.dag), {} });
    }
    return events;
}

QList<history::Event> failuresIn(const dag::Night &night, const QString &layer)
{
    QList<history::Event> events;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const dag::NodeRun &run = night.nodes[i];
        if (run.state == dag::NodeState::Failed && core::isKnown(run.ended))
            events.append({ run.ended, layer, u"failed"_s, failedText(night.graph->nodes[i], run),
                            linkOf(night.graph->nodes[i]) });
    }
    return events;
}

} // namespace night
