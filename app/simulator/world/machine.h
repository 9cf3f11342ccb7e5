// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"

namespace sim {

/// The agent on a machine of a pool, as the house's machines announce themselves; not registered yet.
/// `hostname` is "ip-10-130-101-22", from which the address follows.
Agent makeMachine(const std::string &pool, const std::string &hostname, const std::string &zone);

} // namespace sim
