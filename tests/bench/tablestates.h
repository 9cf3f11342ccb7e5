// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/tables/arrangement.h"

#include <QString>

namespace bench {

/// Decodes generated states one after another with one decoder, as a store does: they share a pool.
std::vector<mesos::Snapshot> decodeStates(const QStringList &names);

/// Arranges rows in this thread, without a model.
std::shared_ptr<const tables::Arrangement> arranged(const tables::Rows &rows,
                                                    const tables::ArrangementSettings &settings,
                                                    const tables::Arrangement *older = nullptr,
                                                    const std::optional<tables::RowDiff> &diff = {});

} // namespace bench
