// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

#include <QPointF>
#include <QRectF>
#include <QSet>
#include <QSizeF>

#include <memory>
#include <vector>

namespace dag {

/// Lengths in the caller's unit; the view gives logical px.
struct LayoutMeasures
{
    double columnGap = 16; ///< at least, between two columns; edges bend in it, so it grows with how far they climb
    double widestGap = 96; ///< at most
    double rowGap = 14; ///< between two nodes of a column
    double edgeGap = 8; ///< between an edge that passes through a column and its neighbour
    double groupPad = 6; ///< between a group's outline and what lies in it
    double groupHead = 14; ///< above the first node of a group, for its name
    QSizeF foldedSize{ 120, 34 }; ///< of a folded group
};

/// A box of the picture: a node, or a folded group.
struct LaidNode
{
    NodeIndex node = -1; ///< of the graph; -1: a folded group
    QString group; ///< path of the folded group; empty: a node
    int column = 0; ///< from 0, left to right
    QRectF box; ///< as wide as its column
    std::vector<NodeIndex> members; ///< of the graph: the node itself, or what is folded away
};

/// What waits for what, drawn once between two boxes.
struct LaidEdge
{
    int from = 0; ///< index in Layout::nodes
    int to = 0;
    /// Starts at the right side of `from`, ends at the left side of `to`. Odd pieces (first to second point, …) lie in
    /// the gap between two columns, even ones pass through a column between its boxes, level. So curves whose handles
    /// are level touch no box.
    std::vector<QPointF> points;
    std::vector<int> edges; ///< indices in Graph::edges
    bool isBackward = false; ///< part of a cycle: drawn from right to left, the points start at `to`
};

/// The outline of a group that is not folded: a box for each column it has parts in, neighbours touching.
struct LaidGroup
{
    QString path;
    int depth = 0; ///< 0: outermost
    std::vector<QRectF> parts; ///< left to right; nothing that is not of the group lies in them
};

/// Where everything is. Immutable once shared; any thread.
struct Layout
{
    GraphPtr graph;
    QSet<QString> folded;
    std::vector<LaidNode> nodes;
    std::vector<LaidEdge> edges;
    std::vector<LaidGroup> groups; ///< outer ones first
    std::vector<int> boxOf; ///< graph node → index in `nodes`
    QRectF bounds; ///< of all, from 0, 0
    int columns = 0;
};
using LayoutPtr = std::shared_ptr<const Layout>;

struct LayoutInput
{
    GraphPtr graph;
    std::vector<QSizeF> sizes; ///< of each node; widths are least widths
    QSet<QString> folded; ///< paths of groups
    LayoutMeasures measures;
    /// The picture before, of this graph or of one much like it: nodes that are in both stay in their columns, in their
    /// order and nearly in their places. Where less than half is known again, it is forgotten.
    LayoutPtr previous;
};

/// Draws the graph in columns: each node right of all it waits for, few crossings, short edges, groups together.
/// Deterministic: the same input gives the same picture. Pure; meant for the pool (P17: 1,000 nodes ≤ 60 ms CPU).
/// Cost: about n log n for sparse graphs; a cycle is drawn with one edge backward.
Layout layOut(const LayoutInput &input);

} // namespace dag
