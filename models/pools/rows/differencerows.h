// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/tables/rowsource.h"

namespace pools {

/// Column keys: difference, pool, instance, agent, what, since, spent, price, do. Of all pools where none is named.
tables::Rows differenceRows(const Snapshot &picture, const QString &pool);
QString keyOf(const Difference &difference); ///< of its row
const QList<tables::Column> &differenceColumns();

/// What happened to a group, newest first. Column keys: at, result, what.
tables::Rows activityRows(const Snapshot &picture, const QString &pool);
const QList<tables::Column> &activityColumns();

} // namespace pools
