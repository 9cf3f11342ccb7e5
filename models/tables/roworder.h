// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/arrangement.h"

namespace tables {

/// Fills keyOrder, keyRank and order. Rows that `older` has already in order stay as they are; changed and new ones are
/// put in place, unless they are so many that sorting all is cheaper.
void orderRows(Arrangement &next, const Arrangement *older, const std::optional<RowDiff> &diff);

} // namespace tables
