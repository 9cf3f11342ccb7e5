// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/gonebook.h"
#include "models/mesos/state.h"

namespace mesos {

/// What is worth saying of an agent beside its figures: what still runs on a cordoned one, maintenance, a full disk.
/// Empty: nothing.
QString agentNote(const Agent &agent);
/// The same with the times of its maintenance, as of now.
QString agentNote(const Agent &agent, TimePoint now);

/// Since when a gone agent is missed, and what ran there: "since 03:12:40 · ran hyoga-model and 2 more".
QString goneNote(const GonePicture::Facts &facts);

/// "active, idle" when nothing runs there.
std::string_view agentStateWord(const Agent &agent);
/// Worst first; different words have different ranks.
int agentStateRank(const Agent &agent);

} // namespace mesos
