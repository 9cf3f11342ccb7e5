// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

namespace mesos {

/// What is worth saying of an agent beside its figures: what still runs on a cordoned one, maintenance, a full disk.
/// Empty: nothing.
QString agentNote(const Agent &agent);
/// The same with the times of its maintenance, as of now.
QString agentNote(const Agent &agent, TimePoint now);

/// "active, idle" when nothing runs there.
std::string_view agentStateWord(const Agent &agent);
/// Worst first; different words have different ranks.
int agentStateRank(const Agent &agent);

} // namespace mesos
