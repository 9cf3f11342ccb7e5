// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/layers.h"

namespace dag::layered {

/// Boxes, edges and outlines of groups from columns and heights (`y`: the middle of each vertex).
Layout pictureOf(const LayoutInput &input, const Units &units, const Layers &layers, const std::vector<double> &y);

} // namespace dag::layered
