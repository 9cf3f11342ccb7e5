// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/stack/stack.h"

#include <QMap>

#include <string_view>

/// What a picture holds in sum. All pure, any thread.
namespace stack {

/// Agents by the value of their pool attribute, by name; those without it are one pool named "". Agents that are not
/// registered (unreachable, recovering) are left out: what they hold cannot be used.
QList<Pool> poolsOf(const mesos::State &state, std::string_view attribute);

history::CapacitySample clusterSample(const mesos::State &state, core::TimePoint at);
history::CapacitySample poolSample(const Pool &pool, core::TimePoint at);
/// Every pool's sample by name: agents as Mesos shows them, and what AWS launched and is asked for, of pools without an
/// agent, too. `machines` null: not known.
QMap<QString, history::CapacitySample> poolSamples(const QList<Pool> &pools, const pools::Snapshot &machines,
                                                   core::TimePoint at);

bool isRegistered(const mesos::Agent &agent);

} // namespace stack
