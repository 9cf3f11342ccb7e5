// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/units.h"

#include <span>
#include <vector>

namespace dag::layered {

/// The graph in columns: each edge that passes columns has a dummy vertex in each of them, so that every arc joins two
/// neighbouring columns. Vertices are numbered, units first.
struct Layers
{
    int units = 0; ///< vertices below are units, from here on dummies
    int count = 0;
    std::vector<int> column; ///< of each vertex
    std::vector<int> group; ///< innermost open group of each vertex; of a dummy: that of both ends of its edge
    std::vector<std::vector<int>> chains; ///< vertices of each unit edge, from its left end to its right end
    std::vector<std::vector<int>> order; ///< vertices of each column, from top to bottom
    std::vector<int> position; ///< of each vertex in its column

    std::span<const int> left(int vertex) const { return neighbours(m_leftStart, m_left, vertex); }
    std::span<const int> right(int vertex) const { return neighbours(m_rightStart, m_right, vertex); }
    /// Where a vertex's neighbours begin among those of all, for tables beside them.
    size_t leftStart(int vertex) const { return static_cast<size_t>(m_leftStart[static_cast<size_t>(vertex)]); }
    size_t rightStart(int vertex) const { return static_cast<size_t>(m_rightStart[static_cast<size_t>(vertex)]); }
    size_t arcs() const { return m_left.size(); }
    bool isDummy(int vertex) const { return vertex >= units; }
    void setOrder(int column, std::vector<int> vertices); ///< keeps `position` true
    void readPositions(int column);

    static Layers of(const Units &units, const std::vector<int> &ranks);

private:
    static std::span<const int> neighbours(const std::vector<int> &start, const std::vector<int> &all, int vertex)
    {
        const auto v = static_cast<size_t>(vertex);
        return { all.data() + start[v], all.data() + start[v + 1] };
    }
    void joinNeighbours();

    std::vector<int> m_leftStart, m_left, m_rightStart, m_right;
};

} // namespace dag::layered
