// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/tables/rowsource.h"

namespace actions {

/// Actions as a table; the key of a row is the action's id. Column keys: state, action, by, started, took, touched, way
/// (the way back: "Stop…", "Resume…", "Undo…", "no way back"), id. `me` is user@host: shown as "you".
tables::Rows actionRows(QList<Record> records, const QString &me, core::TimePoint now);
const QList<tables::Column> &actionColumns();

/// The word of the last column, from what the record allows.
QString wayOf(const Record &record, core::TimePoint now);

} // namespace actions
