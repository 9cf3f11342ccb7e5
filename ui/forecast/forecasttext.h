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

/// "At last night's pace: 07:19, at the median: 07:22", from this run's start on; empty where no night before is known.
QString lastNightSentence(const NightView &view, core::TimePoint now);

/// "Past forecasts: 24 of 30 nights held, 80 % meant", "Off by 11 min, the plain sum of medians by 15 min".
QStringList calibrationSentences(const dag::Calibration &calibration);

/// The night in the header, whatever page is shown: "Night blocked", "re-run by 04:18 for 08:30".
struct Headline
{
    QString glyph; ///< word of glyphFor()
    QString what;
    QString words; ///< may be empty
    bool isBad = false;
    bool isLate = false; ///< more likely than not a deadline is missed, though nothing failed
};
Headline headlineOf(const NightView &view, core::TimePoint now);

/// "data of 22 Nov 2026": the day the interval begins; empty when there is none.
QString dataDate(const dag::Run &run);

/// "22 Nov 21:00 BRT": no date without its zone (D20).
QString localMoment(core::TimePoint t);
/// "data of 22 Nov 2026 · 22 Nov 21:00 BRT"; without a date of its data, its id.
QString runTitle(const dag::Run &run);
/// "22 Nov 21:00 BRT · 23 Nov 00:00 UTC"; once, where they are one zone.
QString zonedMoment(core::TimePoint t);

} // namespace ui
