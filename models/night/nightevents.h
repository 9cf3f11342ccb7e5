// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/run.h"
#include "models/history/capacityhistory.h"

namespace night {

/// What happened between two pictures of the same run, in words: nodes that failed, are tried again, wait for machines
/// or were done after all; how many are blocked since; the run's end. Each carries the moment its source tells, else
/// `now`. `layer`: whose pictures they are, "Airflow". Pure; any thread; O(nodes).
QList<history::Event> eventsBetween(const dag::Night &older, const dag::Night &newer, const QString &layer,
                                    core::TimePoint now);

/// The failures of a night that are still to be seen in it, for a timeline that began later than they happened.
QList<history::Event> failuresIn(const dag::Night &night, const QString &layer);

} // namespace night
