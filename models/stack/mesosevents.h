// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/history/capacityhistory.h"
#include "models/mesos/state.h"

#include <string_view>

namespace stack {

/// What happened between two pictures of one cluster, in words and grouped: "3 agents registered, slave-type=model".
/// Agents that came, went, were lost or cordoned, frameworks that registered, disconnected or ended, tasks that failed
/// or were lost, a new leader. Each event carries `at`. Pure; any thread; O(rows).
QList<history::Event> mesosEventsBetween(const mesos::State &older, const mesos::State &newer,
                                         std::string_view poolAttribute, core::TimePoint at);

} // namespace stack
