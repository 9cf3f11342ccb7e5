// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/calls.h"
#include "models/verbs/night/nodejobs.h"

/// The plan of ClearVerb. Pure.
namespace verbs {

/// `references` are those Airflow's dry run would clear; each is a row that can be unticked. Jobs alive behind them are
/// rows, too, and killed in a phase of their own before anything is cleared. `api` matters for mapped tasks: Airflow 2
/// clears no single instance of them.
actions::Plan clearPlan(const actions::Request &request, const airflow::calls::Clearing &clearing, airflow::Api api,
                        const FreshRun &fresh, const QList<airflow::Reference> &references, const NodeJobs &jobs,
                        const Context &context);

/// One call that clears exactly these, each told by what was seen of it.
actions::Step clearStep(const QString &dagId, const QString &runId, const QList<SeenTask> &nodes);

/// The task instances that are meant. 2.x names a mapped task without its index: all of its instances are.
QList<airflow::TaskInstance> namedIn(const FreshRun &fresh, const QList<airflow::Reference> &references);

} // namespace verbs
