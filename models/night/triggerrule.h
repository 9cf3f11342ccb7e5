// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/graph.h"

#include <optional>

namespace night {

/// By Airflow's word ("all_done"), which is also that of a definition file; none: not known.
std::optional<dag::TriggerRule> triggerRuleOf(const QString &word);

} // namespace night
