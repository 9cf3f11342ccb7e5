// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/pools/pool.h"

#include <chrono>
#include <optional>

namespace ctl {

/// How many machines at once, and how long between two lots of them; only a cycle takes them.
struct PoolPace
{
    int atOnce = 0; ///< 0: not said
    std::optional<std::chrono::milliseconds> pause; ///< whole seconds
};

/// What the words after `pool` ask for, given the pools as they are now: "scale mesos-on-demand +6 try-spot 15m".
/// `state` tells where a job's tasks failed; null: not read.
/// Config: what is wrong with them. Pure.
core::Result<actions::Request> poolRequest(const QStringList &words, const PoolPace &pace, const pools::Picture &pools,
                                           const mesos::Snapshot &state, core::TimePoint now);

} // namespace ctl
