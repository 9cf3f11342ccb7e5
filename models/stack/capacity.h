// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <string_view>

/// What a picture holds in sum. All pure, any thread.
namespace stack {

/// Agents by the value of their pool attribute, by name; those without it are one pool named "". Agents that are not
/// registered (unreachable, recovering) are left out: what they hold cannot be used.
QList<Pool> poolsOf(const mesos::State &state, std::string_view attribute);

history::CapacitySample clusterSample(const mesos::State &state, core::TimePoint at);
history::CapacitySample poolSample(const Pool &pool, core::TimePoint at);

bool isRegistered(const mesos::Agent &agent);

} // namespace stack
