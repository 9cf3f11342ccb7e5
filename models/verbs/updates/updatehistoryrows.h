// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/updateprogress.h"
#include "models/tables/rowsource.h"

namespace verbs {

/// Updates of one job, in flight and ended, as they were given: newest first. Key: the update's id.
/// Column keys: state, done, failed, by, started, changed, message, id.
tables::Rows updateHistoryRows(const QList<aurora::UpdateDetails> &updates);
const QList<tables::Column> &updateHistoryColumns();

/// What happened in one update, to it and to each instance, newest first. Key: place from the oldest.
/// Column keys: at, instance (not known: the update itself), event, by, message.
tables::Rows updateEventRows(const aurora::UpdateDetails &update);
const QList<tables::Column> &updateEventColumns();

} // namespace verbs
