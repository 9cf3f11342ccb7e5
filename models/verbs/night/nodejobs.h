// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/night/freshrun.h"

namespace verbs {

/// The DAG of a run as Airflow has it now, each node with its Aurora job by the rules of the stacks file.
QCoro::Task<core::Result<dag::GraphPtr>> readGraph(Context context, FreshRun run, std::stop_token stop);

/// A job behind nodes of a run that has active tasks which began with this run. What was there before the run is
/// somebody else's, and only counted.
struct LiveJob
{
    aurora::JobKey job;
    QStringList nodes; ///< task ids it stands behind, in the graph's order
    QList<aurora::Task> tasks; ///< active, by instance; never empty
    int older = 0; ///< active tasks of the job that are older than the run

    Chosen chosen() const; ///< as plans about jobs take it
};

struct NodeJobs
{
    QList<LiveJob> live; ///< by job
    FreshJobs fresh; ///< of all roles that the nodes' jobs are in
    QStringList untouched; ///< "3 tasks of jobs/prod/x: older than the run, left alone.", each
};

/// The jobs behind these nodes of a run. Without an Aurora: none. `since`: the run's start.
QCoro::Task<core::Result<NodeJobs>> readNodeJobs(Context context, dag::GraphPtr graph, QStringList nodes,
                                                 core::TimePoint since, std::stop_token stop);

/// Of a job's active tasks those that began at or after `since`. Pure.
QList<aurora::Task> begunSince(const QList<aurora::Task> &tasks, core::TimePoint since);

/// The row of such a job: nodes, tasks, how long they run, what was lost. Not ticked by anybody yet.
actions::Item itemOf(const LiveJob &live, core::TimePoint now);
QStringList liveJobColumns();

/// Ends the job's tasks of this run; for KillVerb.
actions::Step killStepOf(const LiveJob &live, int phase);

/// The selection of exactly these tasks, for effects that are counted over jobs.
Selection selectionOf(const QList<LiveJob> &jobs);

} // namespace verbs
