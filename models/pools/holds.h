// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/pools/pool.h"

namespace pools {

/// Since when a machine is held for nothing: a task of the job it is held for has finished after the hold began. Pure;
/// one pass over the tasks, if a machine is held for a job at all.
void tellHoldReasons(QList<Machine> &machines, const mesos::State &state);

} // namespace pools
