// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/pools/pool.h"

namespace pools {

/// Since when nothing runs on the idle machines of a picture: the end of the last task the master still lists of their
/// agent, else their registration, or as far back as the master's list of ended tasks reaches, which forgets old ones.
/// What `before` knew to be idle for longer stays known. `before` may be null. Pure; one pass over the tasks.
void tellIdleTimes(QList<Machine> &machines, const mesos::State &state, const Picture *before);

} // namespace pools
