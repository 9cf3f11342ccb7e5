// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/tables/rowsource.h"

namespace aurora {

/// Updates in flight, a row each; key: the update's id.
tables::Rows updateRows(Snapshot state);
const QList<tables::Column> &updateColumns();

} // namespace aurora
