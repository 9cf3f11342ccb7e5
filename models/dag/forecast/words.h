// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/forecast/forecast.h"

#include <QStringList>

/// A forecast in words, the same in the window, in its drawings and in notes. Pure.
namespace dag {

/// "31 min", "1 h 05", "2 s"
QString shortSpan(core::Duration span);
/// "03:38"; another day: "22 Nov 23:48".
QString shortTime(core::TimePoint t, core::TimePoint now);
QString chanceText(double chance); ///< "83 %", "over 99 %": nothing that is simulated is certain

/// "Re-run now: ends 08:02 (07:36–08:30)", "Latest re-run for 08:30: 04:18, in 31 min", "Contracts by 02:00: met", …
/// Of a run that has not succeeded. `oldSince`: since when nobody confirms it any more; not known: it is of now.
QStringList sentencesOf(const Forecast &forecast, core::TimePoint now, core::TimePoint oldSince = {});

} // namespace dag
