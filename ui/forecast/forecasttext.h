// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/freshness.h"
#include "ui/forecast/nightdesk.h"

#include <QStringList>

namespace ui {

/// When a night was true whose source does not confirm it any more; not known: it is true now. What follows says so
/// wherever it is given: "was", "as of 06:40".
core::TimePoint oldSinceOf(const core::Freshness &freshness);

/// What the head of a night says in words. Pure.
struct RunWords
{
    QString glyph; ///< word of glyphFor()
    QString verdict; ///< "Blocked since 03:38"
    bool isBad = false;
};
RunWords verdictOf(const NightView &view, core::TimePoint now, core::TimePoint oldSince = {});

/// "Re-run now: ends 08:02 (07:36–08:30)", "Latest re-run for 08:30: 04:18, in 31 min", "Contracts by 02:00: met", …
QStringList forecastSentences(const NightView &view, core::TimePoint now, core::TimePoint oldSince = {});

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
    bool isOld = false; ///< it was so once
};
Headline headlineOf(const NightView &view, core::TimePoint now, core::TimePoint oldSince = {});

/// The headline with its run, to be sent to others: "Night blocked, data of 22 Nov 2026: re-run by 04:18 for 08:30".
QString nightLine(const NightView &view, core::TimePoint now, core::TimePoint oldSince = {});

/// How the night stands, for a task bar: "itaipu failed · ends ~11:13", "Night runs · ends ~07:20". Pure.
QString taskBarWords(const NightView &view, core::TimePoint now, core::TimePoint oldSince = {});

/// "data of 22 Nov 2026": the day the interval begins; empty when there is none.
QString dataDate(const dag::Run &run);

/// "22 Nov 21:00 BRT": no date without its zone (D20).
QString localMoment(core::TimePoint t);
/// "data of 22 Nov 2026 · 22 Nov 21:00 BRT"; without a date of its data, its id.
QString runTitle(const dag::Run &run);
/// "22 Nov 21:00 BRT · 23 Nov 00:00 UTC"; once, where they are one zone.
QString zonedMoment(core::TimePoint t);

} // namespace ui
