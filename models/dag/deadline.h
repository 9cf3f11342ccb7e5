// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/dag/run.h"

#include <QStringList>
#include <QTime>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace dag {

/// Until when which share of which nodes has to be done: "08:30 America/Sao_Paulo", "95 % of contracts by 05:00 UTC".
struct Deadline
{
    QString name; ///< "deadline", "contracts"; short, it stands beside a line in a chart
    QTime at; ///< wall clock in `zone`
    QTimeZone zone;
    QStringList nodes; ///< patterns with * and ? on node ids; empty: all nodes
    double share = 1; ///< of these nodes, above 0 to 1; e.g. 0.95

    bool operator==(const Deadline &) const = default;
};

/// The moment the deadline means for this run: the first such time of day after the run's real start, or after the end
/// of its interval while it has not started. nullopt when neither is known, or the deadline is not valid.
/// A time that a change of the clocks leaves out is the moment of the change; one that comes twice is the first.
std::optional<core::TimePoint> dueAt(const Deadline &deadline, const Run &run);

/// The nodes it is about, in the graph's order.
std::vector<NodeIndex> nodesOf(const Deadline &deadline, const Graph &graph);

/// How many of `count` nodes have to be done: at least the share, rounded up.
int neededOf(const Deadline &deadline, int count);

} // namespace dag
