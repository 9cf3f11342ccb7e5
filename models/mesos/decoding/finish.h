// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

namespace mesos {

/// Sorts agents and frameworks by id; of two with the same id the first one stays.
void sortRows(State &state);

/// Counts the tasks that hold resources, by agent and by framework. Rows are sorted.
void countLiveTasks(State &state);

} // namespace mesos
