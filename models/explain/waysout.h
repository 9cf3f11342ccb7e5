// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// What would let instances of the group start, most places first; at equal effect the gentler way first. Each is
/// counted by packing, never by sums. `fits` instances fit already, `nearest` as nearestFits() gave them.
QList<WayOut> waysOut(const Landscape &landscape, const PendingGroup &group, const Funnel &funnel, int fits,
                      const QList<NearFit> &nearest);

} // namespace explain
