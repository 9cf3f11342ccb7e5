// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

namespace mesos {

/// The roles of a cluster with what they consume beside their quota.
/// Column keys: role, weight, frameworks, then for each of cpus, mem, disk, gpus: KIND (allocated), KIND-guarantee,
/// KIND-limit, KIND-reserved, and for cpus and mem KIND-use (allocated of the limit, or of the guarantee where there is
/// no limit). Those of disk and gpus and all reservations are hidden at first. A kind without quota is not known (–).
tables::Rows roleRows(Snapshot state);
const QList<tables::Column> &roleColumns();

} // namespace mesos
