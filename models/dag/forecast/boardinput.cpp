// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/boardinput.h"

namespace dag {

ForecastInput inputOf(const NightBoard &board, core::TimePoint now)
{
    ForecastInput input;
    input.night = board.night();
    input.history = board.history();
    input.deadlines = board.deadlines();
    input.now = now;
    return input;
}

} // namespace dag
