// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/rows/taskcolumns.h"
#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

namespace mesos {

/// All tasks of a cluster, live and past. Keys are "frameworkId/taskId".
tables::Rows taskRows(Snapshot state);

} // namespace mesos
