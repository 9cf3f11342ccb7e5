// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/grouporder.h"
#include "models/dag/layout/layers.h"

namespace dag::layered {

struct PlacementInput
{
    const Layers &layers;
    const Units &units;
    const GroupOrder &groups;
    const LayoutMeasures &measures;
    const std::vector<double> &wished; ///< height of each vertex that should stay, its middle; NaN: none
};

/// The height of each vertex, its middle, in whole units: columns keep their order and their gaps, arcs are as level as
/// that allows. Each column in turn is placed best for its neighbours, by least squares in the given order (pool
/// adjacent violators), long edges stiffer than others.
std::vector<double> placeVertices(const PlacementInput &input);

/// What a vertex takes, from its middle up and down.
double halfHeight(const Layers &layers, const Units &units, int vertex);

} // namespace dag::layered
