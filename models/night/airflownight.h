// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/state.h"
#include "models/aurora/state.h"
#include "models/config/airflowconfig.h"
#include "models/dag/history.h"
#include "models/dag/run.h"
#include "models/night/tryreader.h"

#include <span>

/// Airflow's values as those of a night. All pure; any thread.
namespace night {

/// Nodes in Airflow's order. A task that is named downstream but not listed is left out.
dag::GraphPtr graphOf(const QString &dagId, const airflow::DagStructure &structure,
                      const QList<config::JobRule> &rules);

/// `graph` with the jobs that rendered fields tell: of the first of these runs in which the task has run. The same one
/// where it has them already.
dag::GraphPtr withToldJobs(const dag::GraphPtr &graph, const QList<config::JobRule> &rules,
                           const QList<airflow::RunTasksPtr> &runs);

/// A run's task instances by node, in the order of their ids; those of a mapped node together.
using Instances = std::span<const airflow::TaskInstance>;
std::vector<Instances> byNode(const airflow::RunTasks &tasks);

/// How a node stands, without its tries.
dag::NodeRun nodeOf(Instances instances);

/// An instance that is more than done or waiting: it failed, is under way or took several tries.
bool hasStory(const airflow::TaskInstance &instance);

/// A run without its nodes. `parameters` come on top of those of the conf.
dag::Run runOf(const airflow::Run &run, const QList<dag::Parameter> &parameters = {});

/// `jobs` may be null: then no node waits for machines, and none tells why it failed. `structure` tells how long a
/// retry waits. `tries`: those that were read; the current one of each node is known without. `pools`: the most
/// machines each had in this run.
dag::NightPtr nightOf(const dag::GraphPtr &graph, dag::Run run, const airflow::RunTasks &tasks,
                      const airflow::DagStructure &structure, const aurora::State *jobs, const Tries &tries = {},
                      const QHash<QString, int> &pools = {});

/// The runs that are over and whose tasks are read, oldest first.
dag::HistoryPtr historyOf(const airflow::State &state);

dag::NodeState nodeState(airflow::TaskState state);

} // namespace night
