// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/verbs/night/freshrun.h"

/// Machines of a pool that are held stay up only if the node of tonight's run that gives them back does not run: it is
/// marked as success with the hold, and cleared with the release, so that it runs after all.
namespace verbs::downscale {

/// Ids of those that are not over, as the night was seen last; null: there is none. Pure.
QStringList nodesAhead(const dag::NightBoard *board, const QString &pool);

/// What of tonight's run is marked, or is cleared again.
struct Nodes
{
    FreshRun run;
    QList<airflow::TaskInstance> found; ///< that wait and can be marked; or were marked and never ran
    QStringList late; ///< under way or done: the machines go
    bool isUnread = false; ///< Airflow did not tell
};
/// Nothing where the stack has no Airflow, no night is under way, or no node scales that pool down.
QCoro::Task<Nodes> read(Context context, QString pool, bool hold, std::stop_token stop);

/// As rows of their own, each of which can be unticked.
void addTo(actions::Plan *plan, const Nodes &nodes, bool hold);

bool isMark(const actions::Step &step); ///< MarkVerb's; else of a machine, or isClear()
bool isClear(const actions::Step &step); ///< ClearVerb's

} // namespace verbs::downscale
