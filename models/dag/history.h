// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"

#include <QHash>

#include <memory>
#include <vector>

namespace dag {

/// A node in a night that is over.
struct PastNode
{
    NodeState state = NodeState::Unknown;
    int tries = 0; ///< attempts it took; 0: it never ran
    core::TimePoint started{}; ///< of the last try
    core::TimePoint ended{};
    core::Duration ran{ 0 }; ///< of the last try; 0 with tries == 0
    core::Duration queued{ 0 }; ///< from the moment it could have run to its start
    core::Duration lost{ 0 }; ///< from the start of the first try to the start of the last: failed tries and the waits
                              ///< between them
    QString host; ///< of the last try
    std::vector<Try> earlier; ///< tries before the last, where they are known
    bool operator==(const PastNode &) const = default;
};

struct PastNight
{
    Run run;
    QHash<QString, PastNode> nodes; ///< by node id; nodes that did not exist then are not there
    QHash<QString, int> pools; ///< the most machines each pool had, where this was seen
    bool operator==(const PastNight &) const = default;
};

/// Fills `lost` from the tries that are known.
void noteLost(PastNode *node);

/// A node as it is kept; of a mapped one from its first instance's start to the end of its last.
PastNode pastOf(const NodeRun &run);

/// A night as it is kept: of a run that is over, whose nodes are those of its graph.
PastNight pastOf(const Night &night);

/// Own nights of a DAG, kept locally and filled from Airflow's past runs. Immutable once shared; any thread.
struct History
{
    QString dag;
    std::vector<PastNight> nights; ///< oldest first, by the real start; without the one under way
    bool operator==(const History &) const = default;
};
using HistoryPtr = std::shared_ptr<const History>;

/// `fresh` put over `kept`, in order. Of a night both have, `fresh` is taken, but pools and tries only one knows stay.
HistoryPtr mergedHistory(const History *kept, const History &fresh);

/// The night before `run` started; nullptr: none is known.
const PastNight *nightBefore(const History &history, const Run &run);

/// What a node made of one night.
struct NodeNight
{
    core::TimePoint day{}; ///< of the night's data; where that is not known, when the run started
    PastNode node;

    core::Duration took() const { return node.lost + node.ran; } ///< from its first start to its end; 0: it did not run
};
/// The last `count` nights that knew the node, oldest first.
std::vector<NodeNight> lastNightsOf(const History &history, const QString &node, size_t count);

} // namespace dag
