// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/arrangement.h"

namespace tables {

/// Fills items, groups and members: groups in the natural order of their texts (the other way round if the table is
/// sorted by that column downwards), the one without a text last, and within each the rows in their order.
void groupItems(Arrangement &next, int column);

} // namespace tables
