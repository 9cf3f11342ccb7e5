// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/night/nodejobs.h"
#include "models/verbs/night/sparkframeworks.h"

namespace verbs {

/// What a stop is about: the whole run, or some nodes with all that waits for them.
struct StopWish
{
    QString dagId;
    QString runId;
    QStringList roots; ///< task ids; empty: the whole run

    bool isWhole() const { return roots.isEmpty(); }
};
QJsonObject toJson(const StopWish &wish);
StopWish stopWishFromJson(const QJsonObject &json);

/// All that is read before a stop is planned.
struct StopScope
{
    FreshRun run;
    dag::GraphPtr graph;
    QStringList nodes; ///< task ids in the scope, what waits before what it waits for: who is failed in this order
                       ///< leaves nobody behind who could still begin
    QList<airflow::TaskInstance> open; ///< of these nodes, not over; in that order
    NodeJobs jobs;
    QList<DrivenFramework> frameworks; ///< of the scope's jobs, alive or not
    QSet<QString> done; ///< task ids in the scope that have succeeded: what they left running may be wanted
    QStringList otherRuns; ///< active ones of the same DAG
    bool knowsFrameworks = true; ///< false: the master did not tell
};

QCoro::Task<core::Result<StopScope>> readStopScope(Context context, StopWish wish, std::stop_token stop);

/// How a node is ended: failed where it or another of its instances has begun, skipped where none has. Airflow clears
/// with each node that is marked what has failed below it; a node failed before it began would begin after all, once
/// those above it are ended, too. What is skipped stays so.
airflow::TaskState endOf(const FreshRun &run, const airflow::TaskInstance &instance);

/// The task ids of a scope, in the order of StopScope::nodes. Pure.
QStringList nodesOfScope(const dag::Graph &graph, const QStringList &roots);

} // namespace verbs
