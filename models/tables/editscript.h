// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/arrangement.h"

namespace tables {

/// One change of the list of items, in the words of QAbstractItemModel.
struct EditStep
{
    enum class Kind { Remove, Insert, Move };
    Kind kind = Kind::Remove;
    uint32_t first = 0; ///< Remove, Insert: first place; Move: from
    uint32_t count = 1; ///< Remove, Insert
    uint32_t to = 0; ///< Move: place before which it goes, counted before the move
    std::vector<Item> items; ///< Insert: what comes there
    bool operator==(const EditStep &) const = default;
};

/// Items that are still shown but show something else.
struct ItemChange
{
    uint32_t position = 0;
    uint64_t columns = 0; ///< mask
};

/// Leads from one arrangement to the next.
struct EditScript
{
    bool tooLong = false; ///< more steps than allowed: swap all at once
    std::vector<EditStep> removals; ///< in terms of the older arrangement, from the end
    std::vector<EditStep> steps; ///< then, in terms of the newer one: inserts and moves
    std::vector<ItemChange> changes;
};

/// What became of each item of `older`: the item of `newer`, or nothing. `diff`: absent if both show the same rows.
class ItemMap
{
public:
    ItemMap(const Arrangement &older, const Arrangement &newer, const std::optional<RowDiff> &diff);
    /// Position in the newer arrangement; noRow: not shown any more.
    uint32_t positionOf(Item olderItem) const;

private:
    const Arrangement &m_newer;
    const std::optional<RowDiff> &m_diff;
    std::vector<uint32_t> m_newGroupOf;
};

/// `maxSteps`: views take a few hundred single signals well, more cost longer than a swap. Any thread.
EditScript editScript(const Arrangement &older, const Arrangement &newer, const std::optional<RowDiff> &diff,
                      size_t maxSteps);

} // namespace tables
