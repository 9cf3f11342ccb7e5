// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/ranking.h"

#include "models/tables/naturalorder.h"
#include "models/tables/textsort.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace tables {

namespace {

/// Sorts a column's values as integers: one comparison instruction, no NaN to mind.
uint64_t sortable(double value)
{
    constexpr uint64_t sign = uint64_t{ 1 } << 63;
    const auto bits = std::bit_cast<uint64_t>(value == 0 ? 0.0 : value);
    return bits & sign ? ~bits : bits | sign;
}

double sortValue(const RowSource &rows, uint32_t row, int column, Kind kind)
{
    if (kind == Kind::State)
        return rows.rank(row, column);
    const double value = rows.number(row, column);
    return kind == Kind::Age ? -value : value;
}

Ranking rankNumbers(const RowSource &rows, int column, Kind kind)
{
    const uint32_t count = rows.rowCount();
    std::vector<std::pair<uint64_t, uint32_t>> values;
    values.reserve(count);
    for (uint32_t row = 0; row < count; ++row) {
        if (const double value = sortValue(rows, row, column, kind); !std::isnan(value))
            values.emplace_back(sortable(value), row);
    }
    std::sort(values.begin(), values.end());

    Ranking result;
    result.rank.resize(count, UINT32_MAX);
    uint64_t last = 0;
    for (const auto &[value, row] : values) {
        result.distinct += result.distinct == 0 || value != last;
        last = value;
        result.rank[row] = result.distinct - 1;
    }
    for (uint32_t &rank : result.rank)
        rank = std::min(rank, result.distinct);
    return result;
}

Ranking rankTexts(const RowSource &rows, int column)
{
    constexpr uint32_t none = UINT32_MAX;
    const uint32_t count = rows.rowCount();
    std::vector<uint32_t> slotOfText; // by text id
    std::vector<std::string_view> texts;
    Ranking result;
    result.rank.resize(count, none);
    for (uint32_t row = 0; row < count; ++row) {
        const uint32_t id = rows.textId(row, column);
        if (id >= slotOfText.size())
            slotOfText.resize(std::max<size_t>(size_t{ id } + 1, slotOfText.size() * 2), none);
        uint32_t slot = id == 0 ? none : slotOfText[id];
        if (slot == none) {
            slot = static_cast<uint32_t>(texts.size());
            texts.push_back(rows.text(row, column));
            if (id != 0)
                slotOfText[id] = slot;
        }
        result.rank[row] = slot;
    }

    const std::vector<uint32_t> sorted = sortTexts(texts);
    std::vector<uint32_t> rankOfSlot(texts.size(), none);
    std::string_view last;
    for (const uint32_t slot : sorted) {
        if (texts[slot].empty())
            continue;
        result.distinct += texts[slot] != last;
        last = texts[slot];
        rankOfSlot[slot] = result.distinct - 1;
    }
    for (uint32_t &rank : result.rank)
        rank = std::min(rankOfSlot[rank], result.distinct);
    return result;
}

} // namespace

Ranking rankColumn(const RowSource &rows, int column)
{
    const Column &sorted = rows.columns().at(column);
    if (sorted.isNumeric() || sorted.kind == Kind::State)
        return rankNumbers(rows, column, sorted.kind);
    return rankTexts(rows, column);
}

std::vector<uint32_t> orderByKey(const RowSource &rows)
{
    const uint32_t count = rows.rowCount();
    std::string arena;
    std::vector<size_t> ends;
    ends.reserve(count);
    for (uint32_t row = 0; row < count; ++row) {
        rows.appendKey(row, arena);
        ends.push_back(arena.size());
    }
    std::vector<std::string_view> keys;
    keys.reserve(count);
    for (uint32_t row = 0; row < count; ++row) {
        const size_t begin = row == 0 ? 0 : ends[row - 1];
        keys.push_back(std::string_view(arena).substr(begin, ends[row] - begin));
    }
    return sortTexts(keys);
}

void sortByRanking(std::vector<uint32_t> &order, const Ranking &ranking, Qt::SortOrder direction)
{
    const uint32_t distinct = ranking.distinct;
    const auto place = [&](uint32_t row) {
        const uint32_t rank = ranking.rank[row];
        return direction == Qt::AscendingOrder || rank == distinct ? rank : distinct - 1 - rank;
    };
    std::vector<uint32_t> next(size_t{ distinct } + 2);
    for (const uint32_t row : order)
        ++next[place(row) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<uint32_t> sorted(order.size());
    for (const uint32_t row : order)
        sorted[next[place(row)]++] = row;
    order = std::move(sorted);
}

int compareCells(const RowSource &rows, uint32_t a, uint32_t b, int column, Qt::SortOrder direction)
{
    const Column &sorted = rows.columns().at(column);
    const int sign = direction == Qt::AscendingOrder ? 1 : -1;
    if (sorted.isNumeric() || sorted.kind == Kind::State) {
        const double left = sortValue(rows, a, column, sorted.kind);
        const double right = sortValue(rows, b, column, sorted.kind);
        if (std::isnan(left) || std::isnan(right))
            return int(std::isnan(left)) - int(std::isnan(right));
        return sign * (int(left > right) - int(left < right));
    }
    const uint32_t id = rows.textId(a, column);
    if (id != 0 && id == rows.textId(b, column))
        return 0;
    const std::string_view left = rows.text(a, column);
    const std::string_view right = rows.text(b, column);
    if (left.empty() || right.empty())
        return int(left.empty()) - int(right.empty());
    return sign * compareNatural(left, right);
}

} // namespace tables
