// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forecast/nightdesk.h"

#include <QStringList>

namespace ui {

/// What the head of a night says in words. Pure.
struct RunWords
{
    QString glyph; ///< word of glyphFor()
    QString verdict; ///< "Blocked since 03:38"
    bool isBad = false;
};
RunWords verdictOf(const NightView &view, core::TimePoint now);

/// "Re-run now: ends 08:02 (07:36–08:30)", "Latest re-run for 08:30: 04:18, in 31 min", "Contracts by 02:00: met", …
QStringList forecastSentences(const NightView &view, core::TimePoint now);

/// "data of 22 Nov 2026": the day the interval begins; empty when there is none.
QString dataDate(const dag::Run &run);

/// "22 Nov 21:00 BRT" and "23 Nov 00:00 UTC": no date without its zone (D20).
QString localMoment(core::TimePoint t);
QString utcMoment(core::TimePoint t);

} // namespace ui
