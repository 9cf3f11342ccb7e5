// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/record.h"
#include "models/tables/rowsource.h"

namespace actions {

/// The steps of one action, in their order. Key: the step's. Column keys: state, step, call, tries, sent, answer.
tables::Rows stepRows(const Record &record);
const QList<tables::Column> &stepColumns();

/// Its journal as it was given: newest first. Key: place from the oldest. Column keys: at, kind, text.
tables::Rows journalRows(const QList<Entry> &entries);
const QList<tables::Column> &journalColumns();

} // namespace actions
