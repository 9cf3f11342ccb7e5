// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QString>

/// Figures as people read them, the same in the window and on the command line (ui.md §7 "Formats").
namespace core {

inline constexpr qint64 mebibyte = 1 << 20; ///< bytes; Mesos and Aurora count memory and disk in these

inline constexpr char16_t notKnown[] = u"–"; ///< a figure that is not known; a zero is "0"

QString formatCpus(double cores); ///< `15.0`
QString formatGib(double mebibytes); ///< value in GiB without unit: `110.0`; separators by locale
QString formatBytes(qint64 bytes); ///< `14.2 MiB`, `86 kB`
QString formatCount(qint64 n); ///< separators by locale

/// Two parts at most: `4 s`, `3 min 12 s`, `1 h 05`, `2 d 4 h`. Negative spans count as zero.
QString formatSpan(Duration span);
QString formatSpanNarrow(Duration span); ///< `3m 12s`, `1h 05`

QString formatAge(TimePoint since, TimePoint now); ///< formatSpan, or `–` when not known

/// Local zone with its name: `03:44:00 BRT`; another day: `22 Nov 23:48`.
QString formatClock(TimePoint t, TimePoint now);
QString formatClockBare(TimePoint t); ///< `03:44:00`, without zone, where the view names the zone once and shows today
QString formatClockDated(TimePoint t, TimePoint now); ///< likewise; another day: `22 Nov 23:48`
/// `Mon 23 Nov 2026, 03:44:00 BRT (UTC−3) · 06:44:00 UTC`
QString formatMoment(TimePoint t);
QString zoneName(); ///< `BRT`; the zone's offset where it has no short name
QString zoneWithOffset(); ///< `BRT (UTC−3)`
QString formatIso(TimePoint t); ///< `2026-11-23T06:44:00Z`, for JSON and CSV

} // namespace core
