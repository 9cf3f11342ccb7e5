// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"
#include "models/dag/nightboard.h"

namespace dag {

/// What a board knows, to be forecast as of `now`. The board has a night. GUI thread.
ForecastInput inputOf(const NightBoard &board, core::TimePoint now);

} // namespace dag
