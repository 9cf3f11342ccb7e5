// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/tables/rowsource.h"

namespace pools {

/// One row a pool. Column keys: state, pool, kind, wanted, launched, registered, busy, idle, pending, cpus-use, cpus
/// (used, shown as used / total), mem-use, mem, price; hidden at first: spent, min, max, template.
tables::Rows poolRows(const Snapshot &picture);
const QList<tables::Column> &poolColumns();

/// All of them in one row with the same columns: "All pools", "6 pools", the sums. Key: empty.
tables::Rows totalsRow(const Snapshot &picture);

/// One row a machine of a pool; of all where none is given. Column keys: state, instance, agent, zone, type, tasks,
/// cpus, mem, age, spent, protection; hidden at first: pool.
tables::Rows machineRows(const Snapshot &picture, const std::optional<QString> &pool);
const QList<tables::Column> &machineColumns();

/// Column keys: difference, pool, instance, agent, what, since, spent, do. Of all pools where none is named.
tables::Rows differenceRows(const Snapshot &picture, const QString &pool);
const QList<tables::Column> &differenceColumns();

/// What happened to a group, newest first. Column keys: at, result, what.
tables::Rows activityRows(const Snapshot &picture, const QString &pool);
const QList<tables::Column> &activityColumns();

} // namespace pools
