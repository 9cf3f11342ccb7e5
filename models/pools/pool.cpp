// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/pool.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pools {

QString heldByTag()
{
    return QStringLiteral("comporta-held-by");
}

QString heldForTag()
{
    return QStringLiteral("comporta-held-for");
}

QString heldSinceTag()
{
    return QStringLiteral("comporta-held-since");
}

QString heldUntilTag()
{
    return QStringLiteral("comporta-held-until");
}

namespace {

template <typename Value>
QList<Value> ofPool(const QList<Value> &all, const QString &pool, QString Value::*member)
{
    QList<Value> found;
    std::ranges::copy_if(all, std::back_inserter(found), [&](const Value &each) { return each.*member == pool; });
    return found;
}

} // namespace

double Machine::heldCost(core::TimePoint now) const
{
    if (!core::isKnown(heldSince))
        return std::numeric_limits<double>::quiet_NaN();
    const core::Duration held = std::max(core::Duration::zero(), now - heldSince);
    return price * static_cast<double>(held.count()) / 3'600'000;
}

const Pool *Picture::pool(const QString &name) const
{
    const auto found = std::ranges::find(pools, name, &Pool::name);
    return found == pools.end() ? nullptr : &*found;
}

QList<Machine> Picture::machinesOf(const QString &pool) const
{
    return ofPool(machines, pool, &Machine::pool);
}

QList<aws::Activity> Picture::activitiesOf(const QString &pool) const
{
    return ofPool(activities, pool, &aws::Activity::group);
}

QList<Difference> Picture::differencesOf(const QString &pool) const
{
    return ofPool(differences, pool, &Difference::pool);
}

Pool Picture::total() const
{
    const auto known = [](double dollars) { return std::isnan(dollars) ? 0 : dollars; };
    Pool all;
    all.wanted = 0;
    for (const Pool &pool : pools) {
        *all.wanted += pool.wanted.value_or(pool.launched);
        all.launched += pool.launched;
        all.registered += pool.registered;
        all.busy += pool.busy;
        all.idle += pool.idle;
        all.pending += pool.pending;
        using Sum = mesos::ResourceSum;
        for (const auto figure : { &Sum::cpus, &Sum::mem, &Sum::disk, &Sum::gpus }) {
            all.total.*figure += pool.total.*figure;
            all.used.*figure += pool.used.*figure;
        }
        all.price += known(pool.price);
        all.spent += known(pool.spent);
        all.unneeded += pool.unneeded;
        all.unneededPrice += known(pool.unneededPrice);
        all.unneededSpent += known(pool.unneededSpent);
    }
    return all;
}

} // namespace pools
