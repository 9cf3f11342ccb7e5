// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/walk.h"

namespace mesos {

/// GET /roles: State::roles, sorted by name.
core::Result<void> readRoles(Walk &walk, const Document &roles);

/// GET /maintenance/schedule: State::maintenance, one row a machine, sorted by time and name.
core::Result<void> readSchedule(Walk &walk, const Document &schedule);
/// GET /maintenance/status: which of them are down.
core::Result<void> readMachineStatus(Walk &walk, const Document &status);

/// Marks the agents whose machine has a maintenance window.
void applyMaintenance(const Texts &texts, State &state);

} // namespace mesos
