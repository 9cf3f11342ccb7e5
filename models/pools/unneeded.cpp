// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/unneeded.h"

#include <algorithm>
#include <map>
#include <tuple>

using namespace std::chrono_literals;

namespace pools {

namespace {

constexpr auto givingBack = 10min; ///< the night's own downscale may still be ending machines
constexpr double millisAnHour = 3'600'000;

using Reason = Difference::Kind;

/// A machine that nobody needs, since when.
struct Spare
{
    const Machine *machine = nullptr;
    core::TimePoint since{};
    Reason reason = Reason::Forgotten;
};

Difference rowOf(Reason reason, const QList<Spare> &spares, core::TimePoint now)
{
    const Machine &first = *spares.first().machine;
    Difference row;
    row.kind = reason;
    row.pool = first.pool;
    row.type = first.type;
    row.zone = first.zone;
    row.heldBy = reason == Reason::HeldOver ? first.heldBy : QString();
    row.since = spares.first().since;
    row.count = static_cast<int>(spares.size());
    for (const Spare &spare : spares) {
        const Machine &machine = *spare.machine;
        row.instances << machine.instance;
        row.type = row.type == machine.type ? row.type : QString();
        row.zone = row.zone == machine.zone ? row.zone : QString();
        row.since = std::min(row.since, spare.since);
        row.price += machine.price;
        row.spent += machine.price * static_cast<double>((now - spare.since).count()) / millisAnHour;
    }
    if (spares.size() == 1) {
        row.instance = first.instance;
        row.agentHost = first.agentHost;
        row.agentId = first.agentId;
    }
    return row;
}

/// How many of a pool's machines may be too many.
qsizetype mostSpare(const Pool &pool)
{
    if (pool.pending > 0)
        return 0;
    return pool.isGroup() ? std::max(0, std::min(pool.launched, pool.wanted.value_or(0)) - pool.min) : pool.launched;
}

std::optional<Spare> spareOf(const Machine &machine, const Needs &needs, core::TimePoint now)
{
    if (machine.state != Machine::State::Idle || machine.isHeld() || machine.isProtected || machine.instance.isEmpty()
        || !core::isKnown(machine.idleSince)) {
        return std::nullopt;
    }
    // What was launched after the night was done with the pool, somebody has launched for something else.
    const core::TimePoint done = needs.doneWith.value(machine.pool);
    const core::TimePoint pastNeed = std::max(machine.idleSince, done);
    if (core::isKnown(done) && machine.since < done && now - pastNeed >= givingBack)
        return Spare{ &machine, pastNeed, Reason::PastNeed };
    if (now - machine.idleSince >= needs.idleLimit)
        return Spare{ &machine, machine.idleSince, Reason::Forgotten };
    return std::nullopt;
}

QList<Difference> spareIn(const Picture &picture, const Needs &needs)
{
    std::map<QString, QList<Spare>> spares;
    for (const Machine &machine : picture.machines) {
        if (const auto spare = spareOf(machine, needs, picture.at))
            spares[machine.pool] << *spare;
    }
    QList<Difference> rows;
    for (auto &[name, all] : spares) {
        const Pool *const pool = picture.pool(name);
        std::ranges::stable_sort(all, {}, &Spare::since);
        all = all.mid(0, pool ? mostSpare(*pool) : 0);
        for (const Reason reason : { Reason::PastNeed, Reason::Forgotten }) {
            QList<Spare> those;
            std::ranges::copy_if(all, std::back_inserter(those),
                                 [reason](const Spare &each) { return each.reason == reason; });
            if (!those.isEmpty())
                rows << rowOf(reason, those, picture.at);
        }
    }
    return rows;
}

/// Since when a machine is held for nothing; not known: the hold goes on.
core::TimePoint heldOverSince(const Machine &machine, core::TimePoint now)
{
    if (core::isKnown(machine.heldReasonGone))
        return std::min(machine.heldReasonGone, machine.heldUntil);
    return machine.heldUntil <= now ? machine.heldUntil : core::TimePoint();
}

QList<Difference> heldOverIn(const Picture &picture)
{
    std::map<std::tuple<QString, core::TimePoint, QString>, QList<Spare>> holds;
    for (const Machine &machine : picture.machines) {
        if (!machine.isHeld() || machine.state == Machine::State::Leaving)
            continue;
        if (const core::TimePoint since = heldOverSince(machine, picture.at); core::isKnown(since))
            holds[{ machine.pool, since, machine.heldBy }] << Spare{ &machine, since, Reason::HeldOver };
    }
    QList<Difference> rows;
    for (const auto &[hold, machines] : holds) {
        rows << rowOf(Reason::HeldOver, machines, picture.at);
        const Machine &first = *machines.first().machine;
        if (core::isKnown(first.heldReasonGone))
            rows.last().heldFor = first.heldFor;
    }
    return rows;
}

} // namespace

QList<Difference> unneededIn(const Picture &picture, const Needs &needs)
{
    return spareIn(picture, needs) + heldOverIn(picture);
}

void markUnneeded(QList<Pool> &pools, const QList<Difference> &unneeded)
{
    for (const Difference &row : unneeded) {
        const auto pool = std::ranges::find(pools, row.pool, &Pool::name);
        if (pool == pools.end())
            continue;
        pool->unneeded += row.count;
        pool->unneededPrice += row.price;
        pool->unneededSpent += row.spent;
        if (pool->state == Pool::State::Steady)
            pool->state = Pool::State::Unneeded;
    }
}

} // namespace pools
