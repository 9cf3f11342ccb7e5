// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/words.h"

/// Times and spans as the night's drawings write them. Pure.
namespace ui {

using dag::shortSpan;
using dag::shortTime;

/// "22 Nov", in UTC as data is dated.
QString shortDay(core::TimePoint t);

} // namespace ui
