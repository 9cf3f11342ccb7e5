// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/rowsource.h"

#include <vector>

namespace tables {

inline constexpr uint32_t noRow = UINT32_MAX;

/// Which row of one picture is which row of the next, and what it shows otherwise.
struct RowDiff
{
    std::vector<uint32_t> newRowOf; ///< by old row; noRow: gone
    std::vector<uint32_t> oldRowOf; ///< by new row; noRow: was not there
    std::vector<uint64_t> changes; ///< by new row: bit per changed column; all bits for new rows
};

/// Matches by identity. Pictures mostly list their objects in the order of the last one, so rows are compared in step
/// and only what is left over is looked up. Of rows with equal keys each is matched once, in order. Any thread.
RowDiff diffRows(const RowSource &older, const RowSource &newer);

} // namespace tables
