// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/pools/words.h"
#include "models/verbs/pools/holdverb.h"
#include "models/watch/findingparts.h"
#include "models/watch/poolfindings.h"

#include <cmath>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using pools::Machine;

namespace watch {

namespace {

constexpr auto extension = 2h;
constexpr auto leastLeft = 1h; ///< after an extension

/// Machines of a pool that one person holds until one time.
using Hold = QList<const Machine *>;

/// Whole extensions from the old end on: the plan offered stays the same while nobody takes it.
core::TimePoint extended(core::TimePoint until, core::TimePoint now)
{
    core::TimePoint later = until + extension;
    while (later < now + leastLeft)
        later += extension;
    return later;
}

/// "$9.06 so far, $3.02/h"; what is not known is left out.
QString moneyWords(const Hold &hold, core::TimePoint now)
{
    double price = 0;
    double cost = 0;
    for (const Machine *machine : hold) {
        price += machine->price;
        cost += machine->heldCost(now);
    }
    QStringList words;
    if (!std::isnan(cost))
        words += tr("$%1 so far").arg(pools::dollars(cost));
    if (!std::isnan(price))
        words += tr("$%1/h").arg(pools::dollars(price));
    return words.isEmpty() ? tr("what they cost is not known") : words.join(u", "_s);
}

Finding row(const Hold &hold, core::TimePoint now)
{
    const Machine &first = *hold.first();
    const bool hasReason = !core::isKnown(first.heldReasonGone);
    const bool isOver = first.heldUntil <= now || !hasReason;
    QStringList instances;
    for (const Machine *machine : hold)
        instances += machine->instance;
    const QString end = core::formatClock(first.heldUntil, now);
    Finding finding;
    finding.key = u"hold/%1/%2/%3"_s.arg(first.pool, first.heldBy, core::formatIso(first.heldUntil));
    finding.glyph = u"held"_s;
    const QString subject = isOver ? counted(hold.size(), "1 machine of %2 still held", "%1 machines of %2 still held")
                                   : counted(hold.size(), "1 machine of %2 held", "%1 machines of %2 held");
    finding.subject = QString(subject).replace(u"%2"_s, first.pool);
    finding.fact = !hasReason ? tr("%1, for which %2 held them, has finished").arg(first.heldFor, first.heldBy)
        : isOver              ? tr("the hold of %1 ended at %2").arg(first.heldBy, end)
                              : tr("the hold of %1 ends at %2").arg(first.heldBy, end);
    finding.cause = tr("They take no task: %1").arg(moneyWords(hold, now));
    finding.since = !hasReason ? first.heldReasonGone : isOver ? first.heldUntil : first.heldSince;
    finding.steps += planStep(tr("Release…"), u"play"_s, verbs::HoldVerb::release(first.pool, instances));
    finding.steps += planStep(tr("Extend…"), u"hold"_s,
                              verbs::HoldVerb::hold(first.pool, instances, extended(first.heldUntil, now)));
    return finding;
}

} // namespace

QList<Finding> holdFindings(const pools::Picture &picture, const PoolLimits &limits)
{
    std::map<std::tuple<core::TimePoint, QString, QString>, Hold> holds;
    for (const Machine &machine : picture.machines) {
        const bool isGone = machine.state == Machine::State::Leaving;
        const bool endsSoon = machine.heldUntil - picture.at <= limits.holdEndsSoon;
        if (machine.isHeld() && !isGone && (endsSoon || core::isKnown(machine.heldReasonGone)))
            holds[{ machine.heldUntil, machine.pool, machine.heldBy }] += &machine;
    }
    QList<Finding> rows;
    for (const auto &[of, hold] : holds)
        rows += row(hold, picture.at);
    return merged(rows, limits.rowsPerKind, tr("%1 holds of machines end").arg(core::formatCount(rows.size())),
                  filterStep(tr("Open pools"), u"pools"_s, u"pools"_s, {}));
}

} // namespace watch
