// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"

namespace pools {

/// Groups that could have the machines AWS refuses this pool: of the same kind and template, in a zone AWS offers,
/// with room below their maximum, not refused themselves. Those with most room first. Pure.
QList<Pool> elsewhere(const Picture &picture, const Pool &refused);

/// Zones AWS offers for this pool and it does not launch in; empty: none, or it is not refused.
QStringList furtherZones(const Pool &refused);

} // namespace pools
