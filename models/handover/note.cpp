// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/dag/forecast/words.h"
#include "models/handover/handover.h"

#include <QDateTime>
#include <QLocale>

#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace handover {

namespace {

using core::tr;

constexpr qsizetype mostDone = 20; ///< lines of what was done; older ones are a number

QString joined(QStringList parts, const QString &between)
{
    parts.removeAll(QString());
    return parts.join(between);
}

/// A heading and its lines; nothing without lines.
QString section(const QString &heading, const QStringList &lines)
{
    return lines.isEmpty() ? QString() : heading + u"\n- "_s + lines.join(u"\n- "_s) + u'\n';
}

/// "prod-dagao, data of 22 Nov 2026: running, 38 of 60 nodes done, 1 failed, 16 blocked, 3 running"
QString runSentence(const dag::Night &night, core::TimePoint now)
{
    const dag::NightCounts counts = dag::countsOf(night);
    QString name = night.run.dag;
    if (core::isKnown(night.run.intervalStart)) {
        const auto day = QDateTime::fromMSecsSinceEpoch(night.run.intervalStart.time_since_epoch().count(), Qt::UTC);
        name += tr(", data of %1").arg(QLocale::c().toString(day, u"d MMM yyyy"_s));
    }
    if (night.run.state == dag::RunState::Success)
        return tr("%1: done at %2").arg(name, core::formatClock(night.run.ended, now));
    QStringList parts{ night.run.state == dag::RunState::Failed       ? tr("failed")
                           : night.run.state == dag::RunState::Queued ? tr("queued")
                                                                      : tr("running"),
                       tr("%1 of %2 nodes done").arg(counts.done).arg(counts.total) };
    const auto add = [&parts](int count, const QString &words) {
        if (count > 0)
            parts += words.arg(count);
    };
    add(counts.failed, tr("%1 failed"));
    add(counts.blocked, tr("%1 blocked"));
    add(counts.running + counts.pending, tr("%1 running"));
    return tr("%1: %2").arg(name, parts.join(u", "_s));
}

QString pauseSentence(const HandOver &all)
{
    if (!all.isPaused)
        return {};
    if (!all.pause)
        return tr("Paused, by nobody of this machine");
    QString words = tr("Paused by %1 since %2").arg(all.pause->who, core::formatClock(all.pause->since, all.at));
    if (core::isKnown(all.pause->until))
        words += tr(", until %1").arg(core::formatClock(all.pause->until, all.at));
    return all.pause->why.isEmpty() ? words : words + u": "_s + all.pause->why;
}

QStringList nightLines(const HandOver &all)
{
    QStringList lines;
    if (all.night) {
        lines += runSentence(*all.night, all.at);
        if (all.forecast && all.night->run.state != dag::RunState::Success)
            lines += dag::sentencesOf(*all.forecast, all.at);
    }
    lines += pauseSentence(all);
    lines.removeAll(QString());
    return lines;
}

QString findingLine(const watch::Finding &finding, core::TimePoint now)
{
    QString line = joined({ finding.subject, finding.fact }, u": "_s);
    line = joined({ line, watch::ageText(finding, now) }, u" · "_s);
    if (finding.quiet)
        line += tr(" (%1, by %2)").arg(watch::quietText(finding, now), finding.quiet->by);
    return joined({ line, finding.cause }, u". "_s);
}

/// Machines of a pool that one person holds until one time are one line.
QStringList heldLines(const HandOver &all)
{
    std::map<std::tuple<core::TimePoint, QString, QString, QString>, QStringList> holds;
    for (const pools::Machine &machine : all.held)
        holds[{ machine.heldUntil, machine.pool, machine.heldBy, machine.heldFor }] += machine.instance;
    QStringList lines;
    for (const auto &[of, instances] : holds) {
        const auto &[until, pool, by, job] = of;
        QString line
            = tr("%1, %2: by %3 until %4").arg(pool, instances.join(u", "_s), by, core::formatClock(until, all.at));
        if (!job.isEmpty())
            line += tr(", for %1").arg(job);
        lines += line;
    }
    return lines;
}

QStringList cordonLines(const HandOver &all)
{
    QStringList lines;
    for (const HandOver::Cordoned &each : all.cordoned) {
        QString line = each.host;
        if (!each.cordon.by.isEmpty())
            line += tr(": by %1 since %2").arg(each.cordon.by, core::formatClock(each.cordon.since, all.at));
        if (core::isKnown(each.cordon.until))
            line += tr(", until %1").arg(core::formatClock(each.cordon.until, all.at));
        if (!each.cordon.why.isEmpty())
            line += u", "_s + each.cordon.why;
        lines += line;
    }
    return lines;
}

QString whoAndWhy(const actions::Record &record)
{
    return joined({ record.user, record.reason, record.ticket }, u", "_s);
}

QStringList openLines(const HandOver &all)
{
    QStringList lines;
    for (const actions::Record &record : all.open) {
        lines += tr("%1: %2, %3 of %4, since %5 (%6)")
                     .arg(record.plan->title.full(), actions::stateWord(record.state))
                     .arg(record.progress.done)
                     .arg(record.progress.total)
                     .arg(core::formatClock(record.startedAt, all.at), whoAndWhy(record));
    }
    return lines;
}

QStringList doneLines(const HandOver &all)
{
    QStringList lines;
    const qsizetype left = std::max<qsizetype>(0, all.done.size() - mostDone);
    if (left > 0)
        lines += tr("%1 earlier ones").arg(left);
    for (const actions::Record &record : all.done.mid(left)) {
        const QString what = record.outcome.isEmpty() ? record.plan->title.full() : record.outcome;
        lines += tr("%1 %2 (%3)").arg(core::formatClock(record.endedAt, all.at), what, whoAndWhy(record));
    }
    return lines;
}

QString needsHeading(const QList<watch::Finding> &findings)
{
    const watch::Tally tally = watch::tally(findings);
    QStringList counts{ tally.failures == 1 ? tr("1 failure") : tr("%1 failures").arg(tally.failures),
                        tally.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(tally.warnings) };
    if (tally.quiet > 0)
        counts += tr("%1 quiet").arg(tally.quiet);
    return tr("Needs somebody: %1").arg(counts.join(u", "_s));
}

} // namespace

QString noteOf(const HandOver &all)
{
    QStringList needs;
    for (const watch::Finding &finding : all.findings)
        needs += findingLine(finding, all.at);
    const QString name = all.isDemo ? tr("%1 (demo)").arg(all.cluster) : all.cluster;
    QStringList parts{ tr("Hand-over of %1, %2").arg(name, core::formatMoment(all.at)) + u'\n' };
    if (!all.trouble.isEmpty())
        parts += all.trouble + u'\n';
    parts += section(tr("Night"), nightLines(all));
    parts += needs.isEmpty() ? tr("Nothing needs anybody.") + u'\n' : section(needsHeading(all.findings), needs);
    parts += section(tr("Half done or under way"), openLines(all));
    parts += section(tr("Machines held"), heldLines(all));
    parts += section(tr("Agents cordoned"), cordonLines(all));
    parts += section(tr("Done in the last %1").arg(core::formatSpan(shift)), doneLines(all));
    return joined(parts, u"\n"_s);
}

} // namespace handover
