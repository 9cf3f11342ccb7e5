// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

namespace explain {

/// Whether the limit that Mesos sets for Aurora's role refuses one more instance. False where Aurora has several roles:
/// which of them it would use is not told.
bool isOverQuota(const Landscape &landscape, const Demand &demand);

QString quotaClause(const Landscape &landscape, const Demand &demand); ///< for a sentence; of a demand that is over
WayOut raiseQuota(const Landscape &landscape, const PendingGroup &group); ///< likewise; so that all waiting ones fit

} // namespace explain
