// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"

namespace stack {

/// Ids of the tasks that an action ends, known by its steps: kills and restarts. Pure.
QStringList endedTasks(const actions::Record &record);

} // namespace stack
