// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/sentences.h"

#include "models/core/format.h"
#include "models/explain/quota.h"
#include "models/explain/words.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

QString waiting(const PendingGroup &group)
{
    if (group.instances > group.pending)
        return tr("%1 of %2 instances wait").arg(core::formatCount(group.pending), core::formatCount(group.instances));
    return counted(group.pending, "1 instance waits", "%1 instances wait");
}

/// "slave-type=model and rack≠a", of the constraints up to and without `end`.
QString constraintsUpTo(const Verdict &verdict, int end)
{
    QStringList parts;
    for (int i = 0; i < end; ++i) {
        if (verdict.filters[i].type == Filter::Type::Value)
            parts += verdict.filters[i].title;
    }
    return joined(parts, tr("and"));
}

/// "3 agents with slave-type=model", "50 agents".
QString agentsWith(const Verdict &verdict, int count)
{
    const QString constraints = constraintsUpTo(verdict, static_cast<int>(verdict.filters.size()));
    const QString agents = counted(count, "1 agent", "%1 agents");
    return constraints.isEmpty() ? agents : tr("%1 with %2").arg(agents, constraints);
}

int passing(const Funnel &funnel, int filter)
{
    return static_cast<int>(std::ranges::count_if(funnel.failsAt, [filter](uint8_t at) { return at > filter; }));
}

QString constraintClause(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    const ValueConstraint &asked = verdict.group.demand.values[verdict.filters[verdict.filter].index];
    const QString title = verdict.filters[verdict.filter].title;
    const int before
        = verdict.filter == 0 ? static_cast<int>(funnel.failsAt.size()) : passing(funnel, verdict.filter - 1);
    const QString earlier = constraintsUpTo(verdict, verdict.filter);
    if (!asked.negated && landscape.attributes().name(asked.attribute).isEmpty())
        return tr("no agent has the attribute %1").arg(asked.attribute);
    if (!earlier.isEmpty()) {
        return before == 1 ? tr("1 agent has %1, but not %2").arg(earlier, title)
                           : tr("%1 agents have %2, but none of them %3").arg(before).arg(earlier, title);
    }
    if (asked.negated)
        return tr("the job excludes every agent by %1").arg(title);
    return tr("no agent has %1").arg(title);
}

QString dedicatedClause(const Verdict &verdict, const Funnel &funnel)
{
    const QString agents
        = counted(static_cast<qint64>(funnel.failsAt.size()), "the only agent is", "all %1 agents are");
    (void)verdict;
    return tr("%1 dedicated to other jobs").arg(agents);
}

int64_t most(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel, Kind kind, bool total)
{
    int64_t most = 0;
    for (uint32_t i = 0; i < funnel.failsAt.size(); ++i) {
        if (funnel.failsAt[i] < funnel.firstResource)
            continue;
        const Site &site = landscape.sites()[i];
        const Demand &demand = verdict.group.demand;
        most = std::max(most, (total ? site.totalFor(demand) : site.freeFor(demand))[kind]);
    }
    return most;
}

QString tooLargeClause(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    const Amounts need = verdict.group.demand.need();
    for (const Kind kind : allKinds) {
        const int64_t largest = most(landscape, verdict, funnel, kind, true);
        if (largest >= need[kind])
            continue;
        if (verdict.matching == 1) {
            return tr("it asks for %1, and the only agent that matches has %2")
                .arg(amountText(kind, need[kind]), numberText(kind, largest));
        }
        return tr("it asks for %1, and the largest of %2 has %3")
            .arg(amountText(kind, need[kind]), agentsWith(verdict, verdict.matching), numberText(kind, largest));
    }
    return tr("no agent has %1 at once, not even an empty one").arg(amountsText(need));
}

QString fullClause(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    const auto kind = static_cast<Kind>(verdict.filters[verdict.filter].index);
    const int64_t need = verdict.group.demand.need()[kind];
    // Agents that have room for the kinds before, of more than the constraints.
    const int before = verdict.filter > funnel.firstResource ? passing(funnel, verdict.filter - 1) : 0;
    if (before > 0) {
        QStringList has;
        for (int i = funnel.firstResource; i < verdict.filter; ++i) {
            const auto earlier = static_cast<Kind>(verdict.filters[i].index);
            has += amountText(earlier, verdict.group.demand.need()[earlier]);
        }
        int64_t free = 0;
        for (uint32_t i = 0; i < funnel.failsAt.size(); ++i) {
            if (funnel.failsAt[i] == verdict.filter)
                free = std::max(free, landscape.sites()[i].freeFor(verdict.group.demand)[kind]);
        }
        return before == 1 ? tr("1 agent has %1 free, but %2 instead of %3")
                                 .arg(joined(has, tr("and")), amountText(kind, free), numberText(kind, need))
                           : tr("%1 agents have %2 free, but none of them %3; the most is %4")
                                 .arg(before)
                                 .arg(joined(has, tr("and")), amountText(kind, need), numberText(kind, free));
    }
    const QString free = numberText(kind, most(landscape, verdict, funnel, kind, false));
    if (verdict.matching == 1) {
        return tr("the only agent that matches has %1 free, and %2 are needed")
            .arg(amountText(kind, most(landscape, verdict, funnel, kind, false)), numberText(kind, need));
    }
    return tr("none of %1 has %2 free; the most is %3")
        .arg(agentsWith(verdict, verdict.matching), amountText(kind, need), free);
}

QString unavailableClause(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    std::map<Availability, QStringList> closed;
    int count = 0;
    for (uint32_t i = 0; i < funnel.failsAt.size(); ++i) {
        if (funnel.failsAt[i] == verdict.filter) {
            closed[landscape.sites()[i].availability] += landscape.hostOf(i);
            ++count;
        }
    }
    const QString room = verdict.matching == count && count > 1
        ? tr("all %1 agents that match have room").arg(count)
        : counted(count, "1 agent has room", "%1 agents have room");
    if (closed.size() == 1) {
        const auto &[availability, hosts] = *closed.begin();
        const QString heldFor = landscape.context().held.value(hosts.first());
        if (count == 1 && availability == Availability::Held && !heldFor.isEmpty())
            return tr("%1, but %2 is held for %3").arg(room, hosts.first(), heldFor);
        if (count == 1)
            return tr("%1, but %2 is %3").arg(room, hosts.first(), availabilityText(availability));
        return count == 2 ? tr("%1, but both are %2").arg(room, availabilityText(availability))
                          : tr("%1, but all are %2").arg(room, availabilityText(availability));
    }
    QStringList parts;
    for (const auto &[availability, hosts] : closed)
        parts += tr("%1 %2").arg(hosts.size()).arg(availabilityText(availability));
    return tr("%1, but none takes tasks: %2").arg(room, joined(parts, tr("and")));
}

QString limitClause(const Verdict &verdict, const Funnel &funnel)
{
    const LimitConstraint &limit = verdict.group.demand.limits[verdict.filters[verdict.filter].index];
    const int count = passing(funnel, verdict.filter - 1);
    const QString room = counted(count, "1 agent has room", "%1 agents have room");
    return tr("%1, but the job allows %2 and they are reached").arg(room, limitText(limit));
}

QString awayClause(const Landscape &landscape)
{
    const mesos::Framework &aurora = *landscape.aurora();
    const core::TimePoint now = landscape.context().now;
    const QString since = core::isKnown(aurora.unregistered)
        ? tr(" since %1").arg(core::formatClock(aurora.unregistered, now))
        : QString();
    return tr("Aurora's framework is %1 in Mesos%2, so that nothing is offered to it")
        .arg(core::toQString(mesos::word(aurora.phase)), since);
}

QString fitsClause(const Verdict &verdict)
{
    if (verdict.places >= verdict.group.pending) {
        return verdict.group.pending == 1 ? tr("there is room for it now, and Aurora has not placed it yet")
                                          : tr("there is room for all now, and Aurora has not placed them yet");
    }
    return tr("there is room for %1 of them now, and nowhere for the rest").arg(verdict.places);
}

QString clause(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    switch (verdict.cause) {
    case Cause::Fits:
        return fitsClause(verdict);
    case Cause::NoAgents:
        return tr("Mesos has no agent");
    case Cause::AuroraAway:
        return awayClause(landscape);
    case Cause::Quota:
        return quotaClause(landscape, verdict.group.demand);
    case Cause::Constraint:
        return constraintClause(landscape, verdict, funnel);
    case Cause::Dedicated:
        return dedicatedClause(verdict, funnel);
    case Cause::TooLarge:
        return tooLargeClause(landscape, verdict, funnel);
    case Cause::Full:
        return fullClause(landscape, verdict, funnel);
    case Cause::Unavailable:
        return unavailableClause(landscape, verdict, funnel);
    case Cause::Limit:
        return limitClause(verdict, funnel);
    }
    Q_UNREACHABLE();
}

/// Where there is room; else what is missing on the nearest agent, and whose end would do.
QString nearestSentence(const Verdict &verdict)
{
    if (!verdict.placesOn.isEmpty())
        return tr("Room is on %1.").arg(joined(verdict.placesOn, tr("and")));
    if (verdict.nearest.isEmpty())
        return {};
    const NearFit &fit = verdict.nearest.first();
    if (fit.missing == Amounts() || !fit.unmatched.isEmpty() || fit.isAtLimit)
        return {};
    QString text = tr("Nearest is %1, short of %2").arg(fit.host, amountsText(fit.missing));
    if (!fit.ends.isEmpty()) {
        text += fit.ends.size() == 1 ? tr("; it fits when %1 ends").arg(fit.ends.first())
                                     : tr("; it fits when %1 end").arg(someOf(fit.ends, 3));
    }
    return text + u'.';
}

} // namespace

QString verdictSentence(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    return waiting(verdict.group) + u": "_s + clause(landscape, verdict, funnel) + u'.';
}

QString verdictDetail(const Landscape &landscape, const Verdict &verdict)
{
    QStringList sentences;
    if (const QString nearest = nearestSentence(verdict); !nearest.isEmpty())
        sentences += nearest;
    const Amounts overhead = Amounts::of(verdict.group.demand.overhead);
    if (overhead != Amounts() && (verdict.cause == Cause::Full || verdict.cause == Cause::TooLarge))
        sentences += tr("Needs include %1 for the executor.").arg(amountsText(overhead));
    const core::TimePoint since = verdict.group.since;
    const core::TimePoint now = landscape.context().now;
    if (core::isKnown(since))
        sentences += tr("Pending since %1, %2.").arg(core::formatClock(since, now), core::formatAge(since, now));
    return sentences.join(u' ');
}

} // namespace explain
