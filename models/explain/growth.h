// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// Adds a way out for each pool that would help if it grew by machines like those it has, the one with the fewest new
/// machines first, at most two. `missing`: instances that wait and do not fit.
void addGrowth(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
               int missing);

} // namespace explain
