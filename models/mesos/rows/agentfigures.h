// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

namespace mesos {

/// What a State tells of an agent in a column of numbers (AgentColumns::Place), in its base unit; NaN: nothing.
double agentFigure(const Agent &agent, int column);
/// Whether that figure is of the agent's use: one that is gone has none. Not zero, which would find it among the idle.
bool isFigureOfUse(int column);

/// Cells that say both what is allocated and what there is: "12.5 / 32".
bool isUsedOfTotal(int column);
QString usedOfTotal(int column, const ResourceSum &used, const ResourceSum &total);

/// How full its disk is allocated: about to end somebody's night, and then ending it.
tables::Severity diskSeverity(const Agent &agent);

} // namespace mesos
