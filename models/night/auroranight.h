// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/dag/run.h"

namespace night {

/// A night without Airflow: each node stands as its Aurora job does, counting only what happened since `begin`. A node
/// without a job is done as soon as all it waits for is. Pure; any thread.
dag::NightPtr nightOfJobs(const dag::GraphPtr &graph, const aurora::State &jobs, core::TimePoint begin);

} // namespace night
