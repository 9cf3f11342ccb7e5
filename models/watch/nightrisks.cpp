// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/nightrisks.h"

#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/watch/findingparts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

Step openNight()
{
    return filterStep(tr("Open night"), u"night"_s, u"night"_s, {});
}

/// Minutes: a forecast is no more exact.
QString roughSpan(core::Duration span)
{
    return core::formatSpan(std::max(std::chrono::floor<std::chrono::minutes>(span), std::chrono::minutes(1)));
}

QString chanceWords(double chance)
{
    return chance < 0.01 ? tr("chance under 1 %") : tr("chance %1 %").arg(qRound(chance * 100));
}

QString reachedWords(const dag::Forecast &forecast, const dag::DeadlineForecast &deadline, core::TimePoint now)
{
    if (!core::isKnown(deadline.reached.median))
        return {};
    const QString at = minuteText(deadline.reached.median, now);
    return forecast.needsRestart ? tr("if re-run now, reached at ~%1").arg(at) : tr("reached at ~%1").arg(at);
}

/// What could go on after it, and has not.
QString waitingWords(const dag::Night &night, const dag::Structure &structure, dag::NodeIndex node)
{
    const std::array from{ node };
    const auto below = dag::indicesOf(structure.descendants(from));
    const auto waiting = std::ranges::count_if(
        below, [&](dag::NodeIndex index) { return !dag::isOver(night.nodes[static_cast<size_t>(index)].state); });
    return waiting == 0 ? tr("nothing waits for it") : counted(waiting, "1 node waits for it", "%1 nodes wait for it");
}

Finding nodeRow(const dag::Night &night, const dag::Structure &structure, dag::NodeIndex index, const QString &kind,
                const NightFacts &facts)
{
    const auto n = static_cast<size_t>(index);
    const dag::Node &node = night.graph->nodes[n];
    Finding finding;
    finding.key = kind + u'/' + node.id;
    finding.glyph = dag::stateWord(night.nodes[n].state);
    finding.job = node.job;
    finding.cause = joinedParts({ waitingWords(night, structure, index), night.nodes[n].host });
    const links::ObjectRef itself{ links::ObjectRef::Kind::Node, node.id.toUtf8() };
    finding.steps += nodeStep(node, facts);
    if (finding.steps.first().link != links::toPath(itself))
        finding.steps += openStep(tr("Open node"), u"night"_s, links::toPath(itself));
    return finding;
}

} // namespace

QString minuteText(core::TimePoint t, core::TimePoint now)
{
    const QString text = core::formatClockDated(t, now);
    return text.count(u':') == 2 ? text.chopped(3) : text;
}

QString joinedParts(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString triesWords(const dag::NodeRun &run)
{
    if (run.tryNumber <= 1 && run.maxTries <= 1)
        return {};
    return run.maxTries > 0 ? tr("try %1 of %2").arg(run.tryNumber).arg(run.maxTries) : tr("try %1").arg(run.tryNumber);
}

Step nodeStep(const dag::Node &node, const NightFacts &facts)
{
    const links::ObjectRef log{ links::ObjectRef::Kind::Log, "node/" + node.id.toUtf8() };
    const links::ObjectRef itself{ links::ObjectRef::Kind::Node, node.id.toUtf8() };
    return facts.canClear || !node.job.isEmpty() ? openStep(tr("Open log"), u"logs"_s, links::toPath(log))
                                                 : openStep(tr("Open node"), u"night"_s, links::toPath(itself));
}

QString rerunWords(const NightFacts &facts)
{
    if (!facts.forecast || !facts.forecast->needsRestart)
        return {};
    for (const dag::DeadlineForecast &deadline : facts.forecast->deadlines) {
        if (deadline.isMet || !core::isKnown(deadline.latestRestart) || deadline.latestRestart <= facts.now)
            continue;
        const QString words = tr("re-run by %1 for %2 %3")
                                  .arg(minuteText(deadline.latestRestart, facts.now), deadline.deadline.name,
                                       minuteText(deadline.due, facts.now));
        // Of an old night nobody knows what is left by now.
        return core::isKnown(facts.oldSince)
            ? words
            : tr("%1, in %2").arg(words, roughSpan(deadline.latestRestart - facts.now));
    }
    return {};
}

QList<Finding> deadlineRows(const dag::Night &night, const NightFacts &facts, const NightLimits &limits)
{
    QList<Finding> rows;
    if (!facts.forecast)
        return rows;
    const dag::Forecast &forecast = *facts.forecast;
    for (const dag::DeadlineForecast &deadline : forecast.deadlines) {
        const bool isMissed = deadline.due < facts.now;
        const bool canBeMet = forecast.needsRestart && deadline.latestRestart > facts.now; // its failure's row says so
        const bool isLikely
            = forecast.hasInterval ? deadline.chance >= limits.evenChance : deadline.reached.median <= deadline.due;
        if (deadline.isMet || (!isMissed && (canBeMet || isLikely)))
            continue;
        Finding finding;
        finding.key = u"deadline/"_s + deadline.deadline.name;
        finding.glyph = u"old"_s;
        finding.severity = isMissed ? Severity::Failure : Severity::Warning;
        const QString what = tr("%1 by %2").arg(deadline.deadline.name, minuteText(deadline.due, facts.now));
        if (isMissed) {
            finding.subject = tr("%1 missed").arg(what);
            finding.since = deadline.due;
            finding.isMoment = true;
            finding.fact = reachedWords(forecast, deadline, facts.now);
        } else {
            finding.subject = tr("%1 will be missed").arg(what);
            finding.fact = tr("by ~%1").arg(roughSpan(deadline.reached.median - deadline.due));
            if (forecast.hasInterval)
                finding.fact = joinedParts({ finding.fact, chanceWords(deadline.chance) });
        }
        const dag::NightCounts counts = dag::countsOf(night);
        finding.cause = joinedParts({ isMissed ? QString() : reachedWords(forecast, deadline, facts.now),
                                      tr("%1 of %2 nodes done").arg(counts.done).arg(counts.total) });
        finding.steps += openNight();
        rows += finding;
    }
    return rows;
}

QList<Finding> stuckRows(const dag::Night &night, const dag::Structure &structure, const NightFacts &facts,
                         const NightLimits &limits)
{
    QList<Finding> rows;
    for (size_t i = 0; facts.forecast && i < std::min(night.nodes.size(), facts.forecast->nodes.size()); ++i) {
        const dag::NodeForecast &forecast = facts.forecast->nodes[i];
        const auto share = core::Duration(qRound64(limits.overdueShare * double(forecast.estimate.late.count())));
        const bool isKnown = !forecast.estimate.isGuess && forecast.estimate.nights >= dag::fewestNights;
        if (!isKnown || forecast.overdue < std::max(limits.overdueLeast, share))
            continue;
        const dag::NodeRun &run = night.nodes[i];
        Finding finding = nodeRow(night, structure, static_cast<dag::NodeIndex>(i), u"stuck"_s, facts);
        finding.subject = tr("%1 takes long").arg(night.graph->nodes[i].label);
        finding.fact = tr("%1 over its slow nights, which take %2")
                           .arg(roughSpan(forecast.overdue), roughSpan(forecast.estimate.late));
        finding.since = run.started;
        rows += finding;
    }
    return rows;
}

QList<Finding> retryRows(const dag::Night &night, const dag::Structure &structure, const NightFacts &facts,
                         const NightLimits &limits)
{
    QList<Finding> rows;
    for (size_t i = 0; i < night.nodes.size(); ++i) {
        const dag::NodeRun &run = night.nodes[i];
        if (run.state != dag::NodeState::UpForRetry || run.tryNumber < limits.manyTries)
            continue;
        Finding finding = nodeRow(night, structure, static_cast<dag::NodeIndex>(i), u"retry"_s, facts);
        finding.subject = tr("%1 failed %2 times").arg(night.graph->nodes[i].label).arg(run.tryNumber);
        finding.why = errorWords(run.message);
        const QString next = core::isKnown(run.retryAt)
            ? tr("tried again at %1").arg(minuteText(run.retryAt, facts.now))
            : tr("will be tried again");
        finding.fact = joinedParts({ finding.why, triesWords(run), next });
        finding.since = run.ended;
        finding.isMoment = true;
        rows += finding;
    }
    return rows;
}

Finding pauseRow(const QString &dag, const NightFacts &facts)
{
    Finding finding;
    finding.key = u"paused/"_s + dag;
    finding.glyph = u"held"_s;
    finding.subject = tr("%1 is paused").arg(dag);
    if (facts.pause) {
        const verbs::PauseNote &note = *facts.pause;
        const bool hasEnd = core::isKnown(note.until);
        const QString end = hasEnd ? minuteText(note.until, facts.now) : QString();
        const QString until = !hasEnd                  ? QString()
            : note.until > facts.now && note.isWatched ? tr("until %1").arg(end)
            : note.until > facts.now                   ? tr("until %1, but no console waits for it").arg(end)
                                                       : tr("its time was over at %1").arg(end);
        finding.fact = joinedParts({ tr("by %1").arg(note.who), until });
        finding.cause = joinedParts({ note.why, tr("No further node begins and no new run is made") });
        finding.since = note.since;
    } else {
        finding.fact = tr("by nobody of this machine");
        finding.cause = tr("No further node begins and no new run is made");
    }
    finding.steps
        += planStep(tr("Let it go on…"), u"play"_s, verbs::PauseVerb::request(verbs::PauseVerb::Way::Unpause, dag));
    finding.steps += openNight();
    return finding;
}

} // namespace watch
