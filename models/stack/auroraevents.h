// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/history/capacityhistory.h"

namespace stack {

/// What happened between two pictures of one scheduler, in words: jobs that failed, updates that began or ended, hosts
/// whose maintenance began or ended, the scheduler that lost Mesos. Each event carries `at`. Pure; any thread; O(rows).
QList<history::Event> auroraEventsBetween(const aurora::State &older, const aurora::State &newer, core::TimePoint at);

} // namespace stack
