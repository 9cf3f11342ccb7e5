// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/pools/pool.h"

namespace ctl {

/// What the words after `pool` ask for, given the pools as they are now: "scale mesos-on-demand +6 try-spot 15m".
/// `state` tells where a job's tasks failed; null: not read.
/// Config: what is wrong with them. Pure.
core::Result<actions::Request> poolRequest(const QStringList &words, int atOnce, const pools::Picture &pools,
                                           const mesos::Snapshot &state, core::TimePoint now);

} // namespace ctl
