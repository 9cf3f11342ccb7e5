// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forecast/forecasttext.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "ui/forecast/nighttime.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using core::tr;

/// The same where nobody confirms it any more. A night that has succeeded stays so.
RunWords pastVerdict(const NightView &view, core::TimePoint now, core::TimePoint at)
{
    const QString when = shortTime(at, now);
    const dag::RunState state = view.night->run.state;
    if (state == dag::RunState::Failed)
        return { u"failed"_s, tr("Had failed as of %1").arg(when), true };
    if (!view.failures.empty())
        return { u"failed"_s, tr("Was blocked as of %1").arg(when), true };
    if (state == dag::RunState::Queued)
        return { u"queued"_s, tr("Was queued as of %1").arg(when), false };
    return { u"running"_s, tr("Ran as of %1").arg(when), false };
}

} // namespace

core::TimePoint oldSinceOf(const core::Freshness &freshness)
{
    return freshness.isOld() ? freshness.fetchedAt : core::TimePoint{};
}

RunWords verdictOf(const NightView &view, core::TimePoint now, core::TimePoint oldSince)
{
    const dag::Night &night = *view.night;
    if (night.run.state == dag::RunState::Success)
        return { u"done"_s, tr("Done at %1").arg(shortTime(night.run.ended, now)), false };
    if (core::isKnown(oldSince))
        return pastVerdict(view, now, oldSince);
    if (!view.failures.empty()) {
        const dag::NodeRun &first = night.nodes[static_cast<size_t>(view.failures.front().node)];
        const QString when = core::isKnown(first.ended) ? u' ' + shortTime(first.ended, now) : QString();
        if (night.run.state == dag::RunState::Failed)
            return { u"failed"_s, tr("Failed since%1").arg(when), true };
        return { u"failed"_s, when.isEmpty() ? tr("Blocked") : tr("Blocked since%1").arg(when), true };
    }
    if (night.run.state == dag::RunState::Failed)
        return { u"failed"_s, tr("Failed"), true };
    if (night.run.state == dag::RunState::Queued)
        return { u"queued"_s, tr("Queued"), false };
    return { u"running"_s, tr("Running"), false };
}

QStringList forecastSentences(const NightView &view, core::TimePoint now, core::TimePoint oldSince)
{
    return view.forecast && view.night->run.state != dag::RunState::Success
        ? dag::sentencesOf(*view.forecast, now, oldSince)
        : QStringList();
}

QString lastNightSentence(const NightView &view, core::TimePoint now)
{
    const dag::Comparison &comparison = view.comparison;
    if (!core::isKnown(comparison.lastEnded))
        return {};
    // Both as if they had begun when this one did: a night that began late is no slower for it.
    const QString last = tr("At last night's pace: %1").arg(shortTime(comparison.lastEnded, now));
    return core::isKnown(comparison.usualEnd)
        ? tr("%1, at the median: %2").arg(last, shortTime(comparison.usualEnd, now))
        : last;
}

QStringList calibrationSentences(const dag::Calibration &calibration)
{
    if (calibration.nights == 0)
        return {};
    return { tr("Past forecasts: %1 of %2 nights held, 80 % meant").arg(calibration.held).arg(calibration.nights),
             tr("Off by %1, the plain sum of medians by %2")
                 .arg(shortSpan(calibration.medianError), shortSpan(calibration.plainError)) };
}

Headline headlineOf(const NightView &view, core::TimePoint now, core::TimePoint oldSince)
{
    const dag::Night &night = *view.night;
    Headline line;
    if (night.run.state == dag::RunState::Success)
        return { u"done"_s, tr("Night done"), shortTime(night.run.ended, now), false, false };
    line.isBad = !view.failures.empty() || night.run.state == dag::RunState::Failed;
    line.glyph = line.isBad ? u"failed"_s : u"running"_s;
    line.what = night.run.state == dag::RunState::Failed ? tr("Night failed")
        : line.isBad                                     ? tr("Night blocked")
                                                         : tr("Night runs");
    if (core::isKnown(oldSince)) {
        line.isOld = true;
        line.what = night.run.state == dag::RunState::Failed ? tr("Night had failed")
            : line.isBad                                     ? tr("Night was blocked")
                                                             : tr("Night ran");
        line.words = tr("as of %1").arg(shortTime(oldSince, now));
        return line;
    }
    if (!view.forecast)
        return line;
    // The nearest deadline that can still be met or missed is the one to act for.
    const auto &deadlines = view.forecast->deadlines;
    const auto next
        = std::ranges::find_if(deadlines, [now](const dag::DeadlineForecast &d) { return !d.isMet && d.due > now; });
    const QString ends = u'~' + shortTime(view.forecast->finish.median, now);
    if (next == deadlines.end()) {
        line.words = line.isBad ? tr("if re-run now, ends %1").arg(ends) : tr("ends %1").arg(ends);
        return line;
    }
    const QString due = shortTime(next->due, now);
    if (view.forecast->needsRestart && core::isKnown(next->latestRestart) && next->latestRestart > now) {
        line.words = tr("re-run by %1 for %2").arg(shortTime(next->latestRestart, now), due);
    } else if (next->chance < 0.5) {
        line.isLate = true;
        line.words = tr("%1 will be missed by ~%2").arg(due, shortSpan(next->reached.median - next->due));
    } else {
        line.words = tr("ends %1, %2 chance %3").arg(ends, due, dag::chanceText(next->chance));
    }
    if (!line.isBad && line.isLate)
        line.what = tr("Night late");
    return line;
}

QString nightLine(const NightView &view, core::TimePoint now, core::TimePoint oldSince)
{
    const Headline line = headlineOf(view, now, oldSince);
    QStringList parts{ line.what, dataDate(view.night->run) };
    parts.removeAll(QString());
    const QString what = parts.join(u", "_s);
    return line.words.isEmpty() ? what : what + u": "_s + line.words;
}

QString taskBarWords(const NightView &view, core::TimePoint now, core::TimePoint oldSince)
{
    const dag::Night &night = *view.night;
    const Headline line = headlineOf(view, now, oldSince);
    QString state = line.what;
    if (core::isKnown(oldSince))
        return line.words.isEmpty() ? state : state + u" · "_s + line.words;
    if (!view.failures.empty() && night.run.state != dag::RunState::Success) {
        const dag::Node &first = night.graph->nodes[static_cast<size_t>(view.failures.front().node)];
        const auto others = static_cast<int>(view.failures.size()) - 1;
        state
            = others > 0 ? tr("%1 and %2 more failed").arg(first.label).arg(others) : tr("%1 failed").arg(first.label);
    }
    if (night.run.state == dag::RunState::Success)
        return state + u' ' + line.words;
    if (!view.forecast)
        return state;
    const QString end = u'~' + shortTime(view.forecast->finish.median, now);
    return state + u" · "_s
        + (view.forecast->needsRestart ? tr("ends %1 if re-run now").arg(end) : tr("ends %1").arg(end));
}

QString dataDate(const dag::Run &run)
{
    if (!core::isKnown(run.intervalStart))
        return run.isManual ? tr("started by hand, no data date") : QString();
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(run.intervalStart.time_since_epoch().count(), Qt::UTC);
    return tr("data of %1").arg(QLocale::c().toString(start, u"d MMM yyyy"_s));
}

QString localMoment(core::TimePoint t)
{
    if (!core::isKnown(t))
        return QString::fromUtf16(core::notKnown);
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count());
    return QLocale::c().toString(moment, u"d MMM HH:mm "_s) + core::zoneName();
}

QString runTitle(const dag::Run &run)
{
    const QString date = dataDate(run);
    return date.isEmpty() ? run.id : u"%1 · %2"_s.arg(date, localMoment(run.started));
}

QString zonedMoment(core::TimePoint t)
{
    const QString here = localMoment(t);
    if (!core::isKnown(t) || core::zoneName() == u"UTC"_s)
        return here;
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC);
    return here + u" · "_s + QLocale::c().toString(moment, u"d MMM HH:mm"_s) + u" UTC"_s;
}

} // namespace ui
