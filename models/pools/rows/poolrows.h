// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pools/pool.h"
#include "models/tables/rowsource.h"

namespace pools {

/// One row a pool. Column keys: state, pool, kind, wanted, launched, registered, busy, idle, pending, cpus-use, cpus
/// (used, shown as used / total), mem-use, mem, price, unneeded-price; hidden at first: spent, unneeded,
/// unneeded-spent, min, max, template, suspended.
tables::Rows poolRows(const Snapshot &picture);
const QList<tables::Column> &poolColumns();

/// All of them in one row with the same columns: "All pools", "6 pools", the sums. Key: empty.
tables::Rows totalsRow(const Snapshot &picture);

/// One row a machine of a pool; of all where none is given. Column keys: state, instance, agent, zone, type, tasks,
/// cpus, mem, age, idle, spent, protection; hidden at first: pool.
tables::Rows machineRows(const Snapshot &picture, const std::optional<QString> &pool);
const QList<tables::Column> &machineColumns();

} // namespace pools
