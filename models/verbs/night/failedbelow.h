// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"
#include "models/verbs/night/freshrun.h"

namespace verbs {

/// Nodes below `marked` (task ids) that failed or are blocked. With each node whose state is set, whatever the new one,
/// Airflow clears these in the same call, in both versions; it tells of it neither then nor in a dry run.
QStringList failedBelow(const FreshRun &fresh, const dag::Graph &graph, const QStringList &marked);

} // namespace verbs
