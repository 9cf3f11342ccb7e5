// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/filter.h"
#include "models/tables/rowdiff.h"

#include <QByteArray>
#include <QSet>

#include <atomic>
#include <optional>

namespace tables {

/// Which groups are folded: all or none, and the exceptions.
struct Folding
{
    bool byDefault = false;
    QSet<QByteArray> exceptions; ///< texts of groups
    bool isFolded(std::string_view text) const;
    bool operator==(const Folding &) const = default;
};

/// How rows are to be shown. Columns are meant by key, as later pictures may have others.
struct ArrangementSettings
{
    struct Sort
    {
        QString column;
        Qt::SortOrder order = Qt::AscendingOrder;
        bool operator==(const Sort &) const = default;
    };
    QList<Sort> sort;
    Filter filter;
    QString groupColumn; ///< empty: no groups
    Folding folding;
};

/// What a table shows: either a row of the picture or the header of a group.
class Item
{
public:
    static Item ofRow(uint32_t row) { return Item(row); }
    static Item ofGroup(uint32_t group) { return Item(group | groupBit); }
    bool isGroup() const { return (m_value & groupBit) != 0; }
    uint32_t row() const { return m_value; }
    uint32_t group() const { return m_value & ~groupBit; }
    bool operator==(const Item &) const = default;

private:
    static constexpr uint32_t groupBit = uint32_t{ 1 } << 31;
    explicit Item(uint32_t value)
        : m_value(value)
    {
    }
    uint32_t m_value;
};

struct Group
{
    std::string_view text; ///< of the picture
    uint32_t first = 0; ///< of Arrangement::members
    uint32_t count = 0;
    uint32_t position = 0; ///< of its header among the items
    bool folded = false;
};

/// One picture, filtered, sorted and grouped. Immutable once shared.
/// The order of all rows is kept beside the filtered one: clearing a filter sorts nothing.
struct Arrangement
{
    Rows rows;
    ArrangementSettings settings;
    core::TimePoint madeAt{}; ///< the "now" of comparisons with ages
    std::vector<uint32_t> keyOrder; ///< rows by key: what decides between equals
    std::vector<uint32_t> keyRank; ///< by row, its place in keyOrder
    std::vector<uint32_t> order; ///< all rows as sorted
    std::vector<uint8_t> passes; ///< by row: passes the filter
    uint32_t passing = 0;
    std::vector<Item> items; ///< what is shown, from top to bottom
    std::vector<uint32_t> positions; ///< by row, its place among the items; noRow: not shown
    std::vector<Group> groups; ///< in the order shown
    std::vector<uint32_t> members; ///< rows, group by group

    std::span<const uint32_t> membersOf(const Group &group) const
    {
        return std::span(members).subspan(group.first, group.count);
    }
    const Group *groupByText(std::string_view text) const;
};

/// Arranges `rows`. What `older` (null: nothing shown yet) has already found out is carried over: after a poll only
/// changed rows are filtered again and put in place. `diff` leads from older->rows to rows; absent if they are the
/// same. Returns null when `cancelled` became true. Any thread.
std::shared_ptr<const Arrangement> arrange(Rows rows, ArrangementSettings settings, core::TimePoint now,
                                           const Arrangement *older, const std::optional<RowDiff> &diff,
                                           const std::atomic<bool> &cancelled);

} // namespace tables
