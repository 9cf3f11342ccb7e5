// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <vector>

namespace tables {

/// The place of each row's value among the distinct values of one column: sorting by a ranking compares small integers.
/// Rows without a value (empty text, number not known) have the rank `distinct`: they come last in both directions.
struct Ranking
{
    std::vector<uint32_t> rank; ///< by row
    uint32_t distinct = 0;
};

/// Looks at each distinct text once. Ages rank by the span that is shown: younger ones first. Any thread.
Ranking rankColumn(const RowSource &rows, int column);

/// Rows in the natural order of their keys; equal keys, which a faulty server may send, in the order of the rows.
std::vector<uint32_t> orderByKey(const RowSource &rows);

/// Reorders `order` by a ranking, keeping the order of equals.
void sortByRanking(std::vector<uint32_t> &order, const Ranking &ranking, Qt::SortOrder direction);

/// Compares two cells as rankColumn does, without ranking all others; `direction` counts, values that are not known
/// come last in both.
int compareCells(const RowSource &rows, uint32_t a, uint32_t b, int column, Qt::SortOrder direction);

} // namespace tables
