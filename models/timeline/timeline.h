// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/dag/run.h"
#include "models/history/capacityhistory.h"
#include "models/pools/pool.h"

namespace timeline {

/// Who tells what happened. Everything may be empty.
struct Sources
{
    QList<history::Event> events; ///< that were seen by this program, in any order
    dag::NightPtr night; ///< its failures are told though nobody watched them happen; may be null
    QString nightSystem; ///< who tells of the night: "Airflow"
    QList<actions::Record> own; ///< what was done from here
    pools::Snapshot pools; ///< with the activities of groups; may be null
    core::TimePoint from{}; ///< what was before is left out
};

/// All of it, oldest first (H7). What two of them tell of the same thing is there once. Pure; any thread.
QList<history::Event> timelineOf(const Sources &sources);

} // namespace timeline
