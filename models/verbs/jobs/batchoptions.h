// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "models/actions/record.h"

namespace verbs {

/// The options of comportactl that say the same, each with a blank behind it: "--batch-size 5 --watch 45s ". What is as
/// usual for the verb is left out, but for the size of a batch, once there are batches.
QString batchOptions(const actions::Batching &batching, const actions::Batching &usual, actions::Rolling rolling);

/// How this job was rolled by this verb the last time, from the journal, newest first; `usual` where that is not known.
/// `job`: "role/env/name".
actions::Batching lastBatching(const QList<actions::Record> &records, const QString &verb, const QString &job,
                               const actions::Batching &usual);

} // namespace verbs
