// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"

namespace dag {

/// What past nights had done so long after their start, laid on a run that started at `start`: median and 80 % band of
/// the nights of `history`, at even steps until the longest of them was over. Empty with fewer than `fewestNights`.
std::vector<Progress> pastProgress(const Graph &graph, const History &history, core::TimePoint start);

/// What this run has done: a step at each end of a node, from its start to `now`.
struct DoneAt
{
    core::TimePoint at{};
    double share = 0;
};
std::vector<DoneAt> doneSoFar(const Night &night, core::TimePoint now);

} // namespace dag
