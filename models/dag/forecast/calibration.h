// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"

namespace dag {

/// How past forecasts would have held: each of the last nights forecast from the nights before it alone, when `part` of
/// it was over.
struct Calibration
{
    int nights = 0; ///< looked at: those that ended well and had `fewestNights` before them
    int held = 0; ///< the real end lay within the 80 % interval
    core::Duration medianError{ 0 }; ///< of the forecast's median, without sign
    core::Duration plainError{ 0 }; ///< of the sum of medians
};

/// The night as it was to be seen at a moment: what had ended, what was under way.
Night nightAt(const GraphPtr &graph, const PastNight &past, core::TimePoint moment);

/// `part` 0…1 of each night's real length; `simulated` nights for each forecast. Pure; takes as long as that many
/// forecasts.
Calibration calibrate(const GraphPtr &graph, const History &history, double part, int simulated);

} // namespace dag
