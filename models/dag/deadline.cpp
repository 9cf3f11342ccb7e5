// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/deadline.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace dag {

namespace {

/// The moment a wall clock of this zone shows this time, on this day.
core::TimePoint momentOf(QDate day, QTime at, const QTimeZone &zone)
{
    const QDateTime wall(day, at, zone);
    if (wall.isValid() && wall.time() == at) {
        // A wall clock that goes back shows the time twice: what lies an hour or two before may show it too.
        for (const int hours : { 2, 1 }) {
            const QDateTime before = wall.addSecs(-3600 * hours);
            if (before.date() == day && before.time() == at)
                return core::TimePoint(core::Duration(before.toMSecsSinceEpoch()));
        }
        return core::TimePoint(core::Duration(wall.toMSecsSinceEpoch()));
    }
    // Left out: the clocks jump over it, so the moment of the jump is when it would have come.
    const QDateTime midnight = day.startOfDay(zone);
    const QTimeZone::OffsetData jump = zone.nextTransition(midnight.addSecs(-1));
    return core::TimePoint(core::Duration(jump.atUtc.toMSecsSinceEpoch()));
}

} // namespace

std::optional<core::TimePoint> dueAt(const Deadline &deadline, const Run &run)
{
    const core::TimePoint from = core::isKnown(run.started) ? run.started : run.intervalEnd;
    if (!core::isKnown(from) || !deadline.at.isValid() || !deadline.zone.isValid())
        return std::nullopt;
    const QDate day = QDateTime::fromMSecsSinceEpoch(from.time_since_epoch().count(), deadline.zone).date();
    for (int ahead = 0; ahead < 3; ++ahead) {
        const core::TimePoint due = momentOf(day.addDays(ahead), deadline.at, deadline.zone);
        if (due > from)
            return due;
    }
    return std::nullopt;
}

std::vector<NodeIndex> nodesOf(const Deadline &deadline, const Graph &graph)
{
    std::vector<QRegularExpression> patterns;
    for (const QString &pattern : deadline.nodes)
        patterns.emplace_back(QRegularExpression::wildcardToRegularExpression(pattern));
    std::vector<NodeIndex> found;
    for (size_t i = 0; i < graph.nodes.size(); ++i) {
        const auto matches
            = [&](const QRegularExpression &pattern) { return pattern.match(graph.nodes[i].id).hasMatch(); };
        if (patterns.empty() || std::ranges::any_of(patterns, matches))
            found.push_back(static_cast<NodeIndex>(i));
    }
    return found;
}

int neededOf(const Deadline &deadline, int count)
{
    return static_cast<int>(std::ceil(deadline.share * count - 1e-9));
}

} // namespace dag
