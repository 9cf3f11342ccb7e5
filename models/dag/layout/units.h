// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/layout.h"

namespace dag::layered {

struct UnitGroup
{
    QString path;
    int parent = -1;
    int depth = 0;
};

struct UnitEdge
{
    int from = 0; ///< left of `to`
    int to = 0;
    bool isBackward = false; ///< turned round to break a cycle
    std::vector<int> edges; ///< of the graph
};

/// What is laid out: nodes and folded groups with the edges between them, each pair once and without cycles.
struct Units
{
    struct Unit
    {
        NodeIndex node = -1;
        int group = -1; ///< innermost open group it lies in
        QString folded; ///< path of the group it stands for
        QSizeF size;
        std::vector<NodeIndex> members;
    };
    std::vector<Unit> units; ///< in the graph's order of their first members
    std::vector<UnitEdge> edges; ///< sorted by from, to
    std::vector<UnitGroup> groups; ///< parents before children
    std::vector<int> unitOf; ///< graph node → unit
};

Units unitsOf(const LayoutInput &input);

} // namespace dag::layered
