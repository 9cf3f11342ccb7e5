// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/layout/layers.h"

#include <vector>

namespace dag::layered {

/// Keeps the members of a group next to each other: a group is ranked once for all columns, by where its members are
/// on the whole, and sorted as one.
class GroupOrder
{
public:
    GroupOrder(const Layers &layers, const std::vector<UnitGroup> &groups);

    bool isEmpty() const { return m_groups.empty(); }
    /// Ranks groups by the mean place of their members, each column from 0 to 1.
    void rank(const Layers &layers);
    /// Sorts vertices of one column by `keys` (below 0: no wish, stays about where it is) in a scale from 0 to `scale`.
    void sort(std::vector<int> &order, const std::vector<double> &keys, double scale) const;
    /// Whether both are in the same innermost group, so that they may change places.
    bool areTogether(int a, int b) const
    {
        return m_groupOf[static_cast<size_t>(a)] == m_groupOf[static_cast<size_t>(b)];
    }
    /// How many outlines lie between two vertices that are neighbours: those that end, and those that begin.
    struct Outlines
    {
        int ending = 0;
        int beginning = 0;
    };
    Outlines between(int a, int b) const;

private:
    const std::vector<UnitGroup> &m_groups;
    const std::vector<int> &m_groupOf; ///< vertex → innermost group
    std::vector<std::vector<int>> m_paths; ///< group → itself and what it lies in, outermost first
    std::vector<double> m_ranks; ///< group → 0…1
};

} // namespace dag::layered
