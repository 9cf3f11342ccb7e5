// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/agentstatistics.h"
#include "models/mesos/gonebook.h"
#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

#include <QHash>

namespace mesos {

/// By agent id: what those that were asked said last.
using AgentUsageTable = QHash<QByteArray, std::shared_ptr<const AgentUse>>;

/// The agents of a cluster. `poolAttribute` names the attribute whose value is the agent's pool ("slave-type").
/// Column keys: state, agent, pool, tasks, cpus (used, shown as used / total), cpus-use, mem, mem-use, disk, zone,
/// registered, note; hidden at first: cpus-used, mem-used (as agents tell, where `usage` has it), disk-use, cpus-free,
/// mem-free, disk-free, cpus-total, mem-total, disk-total, gpus, gpus-total, ports, address, id, version, region,
/// reserved, reregistered; then one column for each attribute there is, by its name ("attribute-NAME" where that is a
/// column already), hidden at first.
/// `gone`: agents that are not there any more, pale behind the others; may be null.
tables::Rows agentRows(Snapshot state, const QString &poolAttribute, AgentUsageTable usage = {},
                       const GoneAgentsPtr &gone = nullptr);
/// How many of the rows are of the picture itself: the first ones, in the order of its agents.
uint32_t listedAgents(const tables::RowSource &rows);
/// Without the columns of attributes.
const QList<tables::Column> &agentColumns();

} // namespace mesos
