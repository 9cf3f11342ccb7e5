// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/world/workload.h"

/// The jobs of `cantareira-stable`, as tables.
namespace sim::plan {

std::vector<WorkloadPlan> services(); ///< always there
std::vector<WorkloadPlan> firstDay(); ///< Sunday 22 Nov, minutes counted from the night that follows
std::vector<WorkloadPlan> day(); ///< minutes counted from the night before
std::vector<WorkloadPlan> night(bool first);

} // namespace sim::plan
