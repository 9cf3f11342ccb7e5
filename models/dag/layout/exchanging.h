// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/grouporder.h"
#include "models/dag/layout/layers.h"

namespace dag::layered {

/// Exchanges neighbours while that takes crossings away. `evenToo`: also where it takes none away, once per call,
/// which gets out of dead ends.
void exchangeNeighbours(Layers &layers, const GroupOrder &groups, bool evenToo);

/// Gives each vertex the best place of its column, its group's part of it where it is in one, while that helps (at
/// most a few rounds).
void siftVertices(Layers &layers, const GroupOrder &groups);

/// The same for some of them; all others keep their order.
void siftOnly(Layers &layers, const GroupOrder &groups, const std::vector<int> &vertices);

} // namespace dag::layered
