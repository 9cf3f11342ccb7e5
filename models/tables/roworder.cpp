// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/roworder.h"

#include "models/tables/naturalorder.h"
#include "models/tables/ranking.h"

#include <algorithm>

namespace tables {

namespace {

/// Putting one row in place costs about a dozen comparisons by text; above this share a full sort is cheaper.
constexpr size_t incrementalShare = 16;

using ResolvedSort = std::vector<std::pair<int, Qt::SortOrder>>;

ResolvedSort resolve(const QList<ArrangementSettings::Sort> &sort, const QList<Column> &columns)
{
    ResolvedSort resolved;
    for (const ArrangementSettings::Sort &key : sort) {
        if (const int column = columnOf(columns, key.column); column >= 0)
            resolved.emplace_back(column, key.order);
    }
    return resolved;
}

/// The rows that keep their place, in order, and those that must find theirs.
struct Split
{
    std::vector<uint32_t> kept;
    std::vector<uint32_t> loose;
};

Split split(const std::vector<uint32_t> &olderOrder, const RowDiff &diff, uint64_t looseMask)
{
    Split result;
    result.kept.reserve(olderOrder.size());
    for (const uint32_t old : olderOrder) {
        if (const uint32_t row = diff.newRowOf[old]; row != noRow && (diff.changes[row] & looseMask) == 0)
            result.kept.push_back(row);
    }
    for (uint32_t row = 0; row < diff.oldRowOf.size(); ++row) {
        if (diff.oldRowOf[row] == noRow || (diff.changes[row] & looseMask) != 0)
            result.loose.push_back(row);
    }
    return result;
}

template <typename Before>
std::vector<uint32_t> putInPlace(Split rows, const Before &before)
{
    if (rows.loose.empty())
        return std::move(rows.kept);
    std::sort(rows.loose.begin(), rows.loose.end(), before);
    std::vector<uint32_t> order;
    order.reserve(rows.kept.size() + rows.loose.size());
    auto from = rows.kept.cbegin();
    for (const uint32_t row : rows.loose) {
        const auto to = std::lower_bound(from, rows.kept.cend(), row, before);
        order.insert(order.end(), from, to);
        order.push_back(row);
        from = to;
    }
    order.insert(order.end(), from, rows.kept.cend());
    return order;
}

bool isWorthwhile(const Split &rows)
{
    return rows.loose.size() * incrementalShare <= rows.kept.size();
}

std::vector<uint32_t> keyOrder(const RowSource &rows, const Arrangement *older, const std::optional<RowDiff> &diff)
{
    if (older == nullptr)
        return orderByKey(rows);
    if (!diff)
        return older->keyOrder;
    Split parts = split(older->keyOrder, *diff, 0);
    if (!isWorthwhile(parts))
        return orderByKey(rows);
    std::string left;
    std::string right;
    return putInPlace(std::move(parts), [&](uint32_t a, uint32_t b) {
        left.clear();
        right.clear();
        rows.appendKey(a, left);
        rows.appendKey(b, right);
        const int order = compareNatural(left, right);
        return order != 0 ? order < 0 : a < b;
    });
}

std::vector<uint32_t> sortAll(const Arrangement &next, const ResolvedSort &sort)
{
    std::vector<uint32_t> order = next.keyOrder;
    for (auto key = sort.rbegin(); key != sort.rend(); ++key)
        sortByRanking(order, rankColumn(*next.rows, key->first), key->second);
    return order;
}

std::vector<uint32_t> sortedOrder(const Arrangement &next, const Arrangement *older, const std::optional<RowDiff> &diff)
{
    const ResolvedSort sort = resolve(next.settings.sort, next.rows->columns());
    if (older == nullptr || older->settings.sort != next.settings.sort
        || resolve(older->settings.sort, older->rows->columns()).size() != sort.size())
        return sortAll(next, sort);
    if (!diff)
        return older->order;
    uint64_t sortMask = 0;
    for (const auto &[column, direction] : sort)
        sortMask |= columnBit(column);
    Split parts = split(older->order, *diff, sortMask);
    if (!isWorthwhile(parts))
        return sortAll(next, sort);
    return putInPlace(std::move(parts), [&](uint32_t a, uint32_t b) {
        for (const auto &[column, direction] : sort) {
            if (const int order = compareCells(*next.rows, a, b, column, direction))
                return order < 0;
        }
        return next.keyRank[a] < next.keyRank[b];
    });
}

} // namespace

void orderRows(Arrangement &next, const Arrangement *older, const std::optional<RowDiff> &diff)
{
    next.keyOrder = keyOrder(*next.rows, older, diff);
    next.keyRank.resize(next.keyOrder.size());
    for (uint32_t rank = 0; rank < next.keyOrder.size(); ++rank)
        next.keyRank[next.keyOrder[rank]] = rank;
    next.order = sortedOrder(next, older, diff);
}

} // namespace tables
