// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/words.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace dag {

QString shortSpan(core::Duration span)
{
    if (span < std::chrono::minutes(1))
        return core::formatSpan(span);
    const auto minutes = std::chrono::round<std::chrono::minutes>(span);
    return minutes < std::chrono::hours(1) ? QCoreApplication::translate("Night", "%1 min").arg(minutes.count())
                                           : core::formatSpan(minutes);
}

QString shortTime(core::TimePoint t, core::TimePoint now)
{
    if (!core::isKnown(t))
        return QString::fromUtf16(core::notKnown);
    const auto local = [](core::TimePoint p) { return QDateTime::fromMSecsSinceEpoch(p.time_since_epoch().count()); };
    return QLocale::c().toString(local(t), local(t).date() == local(now).date() ? u"HH:mm"_s : u"d MMM HH:mm"_s);
}

QString chanceText(double chance)
{
    return chance > 0.99 ? core::tr("over 99 %")
        : chance < 0.01  ? core::tr("under 1 %")
                         : core::tr("%1 %").arg(qRound(chance * 100));
}

namespace {

using core::tr;

QString windowText(const Window &window, bool hasInterval, core::TimePoint now)
{
    const QString median = u'~' + shortTime(window.median, now);
    return hasInterval ? u"%1 (%2–%3)"_s.arg(median, shortTime(window.early, now), shortTime(window.late, now))
                       : median;
}

QString deadlineSentence(const DeadlineForecast &deadline, const Forecast &forecast, core::TimePoint now,
                         core::TimePoint oldSince)
{
    const QString what = tr("%1 by %2").arg(deadline.deadline.name, shortTime(deadline.due, now));
    if (deadline.isMet)
        return tr("%1: met").arg(what);
    if (core::isKnown(oldSince) && now > deadline.due)
        return tr("%1: not met at %2").arg(what, shortTime(std::min(oldSince, deadline.due), now));
    if (now > deadline.due)
        return tr("%1: missed").arg(what);
    if (forecast.needsRestart && core::isKnown(deadline.latestRestart))
        return tr("%1: latest re-run %2, in %3")
            .arg(what, shortTime(deadline.latestRestart, now), shortSpan(deadline.latestRestart - now));
    if (!forecast.hasInterval)
        return deadline.reached.median <= deadline.due
            ? tr("%1: likely").arg(what)
            : tr("%1: will miss by ~%2").arg(what, shortSpan(deadline.reached.median - deadline.due));
    if (deadline.chance < 0.5)
        return tr("%1: will miss by ~%2, chance %3")
            .arg(what, shortSpan(deadline.reached.median - deadline.due), chanceText(deadline.chance));
    return tr("%1: chance %2").arg(what, chanceText(deadline.chance));
}

} // namespace

QStringList sentencesOf(const Forecast &forecast, core::TimePoint now, core::TimePoint oldSince)
{
    QStringList sentences;
    const QString window = windowText(forecast.finish, forecast.hasInterval, now);
    if (forecast.needsRestart) {
        const core::TimePoint made = core::isKnown(oldSince) ? oldSince : now;
        const bool later = forecast.restartAt > made + std::chrono::minutes(1);
        sentences << (later ? tr("Re-run %1: ends %2").arg(shortTime(forecast.restartAt, now), window)
                            : tr("Re-run now: ends %1").arg(window));
    } else {
        sentences << tr("Ends %1").arg(window);
    }
    for (const DeadlineForecast &deadline : forecast.deadlines)
        sentences << deadlineSentence(deadline, forecast, now, oldSince);
    if (!forecast.hasInterval)
        sentences << tr("Learnt from %1 nights: too few for a range").arg(forecast.pastNights);
    else if (forecast.guessed > 0)
        sentences << tr("%1 nodes left have no night of their own").arg(forecast.guessed);
    return sentences;
}

} // namespace dag
