// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// Adds, for each constraint on a value, the one other value that helps most: the nearest by spelling where no agent
/// has what is asked, else the one whose agents have most room.
void addCorrections(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
                    int missing);

/// Adds, for each limit, the lowest higher one that lets all fit, or as many as a higher one can.
void addRaisedLimits(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
                     int fits, int missing);

} // namespace explain
