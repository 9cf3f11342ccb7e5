// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/agentstatistics.h"
#include "models/mesos/gonebook.h"
#include "models/mesos/rows/agentcolumns.h"
#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

#include <QHash>

namespace mesos {

/// By agent id: what those that were asked said last.
using AgentUsageTable = QHash<QByteArray, std::shared_ptr<const AgentUse>>;

/// The agents of a cluster. `poolAttribute` names the attribute whose value is the agent's pool ("slave-type").
/// Behind agentColumns() stands a column for each attribute there is, by its name ("attribute-NAME" where that is a
/// column already), hidden at first. `usage`: what agents told of what is used there.
/// `gone`: agents that are not there any more, pale behind the others; may be null.
tables::Rows agentRows(Snapshot state, const QString &poolAttribute, AgentUsageTable usage = {},
                       const GoneAgentsPtr &gone = nullptr);
/// How many of the rows are of the picture itself: the first ones, in the order of its agents.
uint32_t listedAgents(const tables::RowSource &rows);

} // namespace mesos
