// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/estimates.h"
#include "models/dag/run.h"

#include <optional>

namespace dag {

class Structure;

/// Whether a pool of the cluster is the DAG's one of that name, or a part of it: "spot" is "mesos-spot-1a", too.
bool isOfPool(const QString &pool, const QString &name);

/// How many machines a pool had. A pool of the DAG may be several of the cluster: "spot" is "mesos-spot-1a" and
/// "mesos-spot-1c" together, unless one is called exactly so. nullopt: none of them was seen.
std::optional<int> machinesOf(const QHash<QString, int> &pools, const QString &name);

/// What the size of pools means to what runs on them, learnt of each node's own nights. A node runs on its own pool, or
/// on that of the only node before it that gives one machines. Pure.
class PoolSizes
{
public:
    /// `tonight` may be null: then a usual night is meant.
    PoolSizes(const Graph &graph, const Structure &structure, const History &history, const Night *tonight);

    /// Puts the spans of a node as they would have been with as many machines as tonight. Nothing changes where sizes
    /// are not known, hardly differed, or do not tell in its spans. Needs five nights.
    void adjust(NodeIndex node, std::vector<NodeSample> *samples) const;

private:
    struct Machines
    {
        std::vector<float> nights; ///< by index in the history; 0: not known
        float tonight = 0; ///< 0: not known
    };
    QString poolOf(const Graph &graph, const Structure &structure, NodeIndex node) const;
    Machines seen(const Graph &graph, const History &history, const Night *tonight, const QString &pool) const;

    QHash<QString, Machines> m_machines; ///< by pool
    std::vector<QString> m_pools; ///< of each node; empty: not known
};

} // namespace dag
