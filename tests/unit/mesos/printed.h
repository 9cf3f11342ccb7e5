// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <QStringList>

/// States as sorted lines of text, with the columns of tests/golden/expected.
namespace mesos {

QStringList printed(const State &state);
QStringList printedRoles(const State &state);
QStringList printedPhases(const State &state);

/// `state` without what only one of the two ways in tells: a scheduler's address (v0) and a task's message and reason
/// (v1). All else must be equal.
State withoutWhatOnlyOneWayTells(const State &state);

} // namespace mesos
