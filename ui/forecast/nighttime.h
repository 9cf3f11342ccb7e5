// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>

/// Times and spans as the night's drawings write them. Pure.
namespace ui {

/// "31 min", "1 h 05", "2 s"
QString shortSpan(core::Duration span);
/// "03:38"; another day: "22 Nov 23:48".
QString shortTime(core::TimePoint t, core::TimePoint now);
/// "22 Nov", in UTC as data is dated.
QString shortDay(core::TimePoint t);

} // namespace ui
