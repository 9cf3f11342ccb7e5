// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace dag {

/// Index of a node in Graph::nodes, and of what a Night knows of it in Night::nodes.
using NodeIndex = int;

/// Of a vector: an index that is known to be none below zero.
constexpr size_t at(NodeIndex index)
{
    return static_cast<size_t>(index);
}

/// When a node may start, of the states of its direct parents. Source: Airflow's trigger_rule.
enum class TriggerRule {
    AllSuccess, ///< the usual one
    AllDone, ///< whatever became of them: downscale nodes
    NoneFailed, ///< none failed; skipped ones are no hindrance
    NoneFailedOneSuccess,
    OneSuccess, ///< as soon as one succeeded
    OneDone,
    OneFailed, ///< as soon as one failed: alerts; does not run in a good night
    AllFailed,
    AllSkipped,
    Always, ///< waits for nobody
};

/// Whether a node changes how many machines its pool has.
enum class Scaling { None, Up, Down };

/// One node of the nightly graph: a task of Airflow, or a node of the definition file.
struct Node
{
    QString id; ///< unique in the graph: "datasets.dataset-core"
    QString label; ///< what is drawn; the id where nothing better is known
    /// Dotted path of the groups it lies in, outermost first: "datasets.shards"; empty: none. The last one may be the
    /// unit of a pool (analysis/poolunits.h).
    QString group;
    QByteArray job; ///< "role/env/name" of its Aurora job, the id of an ObjectRef; empty: none, or not known
    QString pool; ///< the machines it runs on, or that it scales; empty: not known
    Scaling scaling = Scaling::None; ///< of `pool`
    TriggerRule rule = TriggerRule::AllSuccess;
    int retries = 0; ///< tries after the first
    bool isMapped = false; ///< stands for many task instances, which are summed up in NodeRun

    bool operator==(const Node &) const = default;
};

/// `to` waits for `from`.
struct Edge
{
    NodeIndex from = 0;
    NodeIndex to = 0;
    bool operator==(const Edge &) const = default;
};

/// What waits for what. Immutable once shared; the same pointer while the DAG's version is the same, which is how views
/// know that nothing has to be laid out anew. May hold a cycle only by a fault of its source: see
/// Structure::hasCycle().
struct Graph
{
    QString dag; ///< its name: "prod-dagao"
    std::vector<Node> nodes; ///< in the source's order; ids are unique
    std::vector<Edge> edges; ///< each pair once, ends within `nodes`, never from a node to itself

    bool operator==(const Graph &) const = default;
};
using GraphPtr = std::shared_ptr<const Graph>;

} // namespace dag
