// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/layers.h"

#include <cstdint>

namespace dag::layered {

/// Crossings of arcs between neighbouring columns, as they are ordered now.
int64_t crossingsOf(const Layers &layers);

/// Orders each column for few crossings: weighted medians in sweeps, neighbours exchanged and vertices sifted while it
/// helps, from several starts. Members of a group stay next to each other, and two groups lie in the same order
/// in all columns.
void orderColumns(Layers &layers, const std::vector<UnitGroup> &groups);

/// Keeps the order of vertices whose `height` is known (not NaN) and puts the others between them where they cross
/// least.
void orderLike(Layers &layers, const std::vector<UnitGroup> &groups, const std::vector<double> &height);

} // namespace dag::layered
