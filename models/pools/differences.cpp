// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/differences.h"

#include <algorithm>
#include <cmath>

namespace pools {

namespace {

/// The refusals since a machine was launched last.
std::optional<Refusal> refusalOf(const QString &pool, const QList<aws::Activity> &activities)
{
    std::optional<Refusal> refusal;
    for (const aws::Activity &activity : activities) {
        if (activity.group != pool || !activity.description.startsWith(u"Launching"))
            continue;
        const std::optional<aws::CapacityError> error = aws::capacityError(activity);
        if (!error)
            break;
        if (!refusal)
            refusal = Refusal{ *error, {}, activity.started, 0 };
        refusal->first = activity.started;
        ++refusal->times;
    }
    return refusal;
}

Difference differenceOf(Difference::Kind kind, const Machine &machine)
{
    Difference difference;
    difference.kind = kind;
    difference.pool = machine.pool;
    difference.instance = machine.instance;
    difference.agentHost = machine.agentHost;
    difference.agentId = machine.agentId;
    difference.type = machine.type;
    difference.zone = machine.zone;
    difference.since = machine.since;
    difference.price = machine.price;
    difference.spent = machine.spent;
    return difference;
}

/// Greatest first; what is not known last.
bool isDearer(const Difference &a, const Difference &b)
{
    const double left = std::isnan(a.spent) ? -1 : a.spent;
    const double right = std::isnan(b.spent) ? -1 : b.spent;
    return left > right;
}

} // namespace

void judge(Pool &pool, const QList<aws::Activity> &activities)
{
    if (!pool.wanted) {
        pool.state = pool.registered < pool.launched ? Pool::State::Short : Pool::State::Steady;
        return;
    }
    if (pool.launched < *pool.wanted) {
        pool.refusal = refusalOf(pool.name, activities);
        pool.state = pool.refusal ? Pool::State::Refused : Pool::State::Growing;
    } else if (pool.launched > *pool.wanted) {
        pool.state = Pool::State::Shrinking;
    } else if (pool.registered < pool.launched) {
        pool.state = Pool::State::Short;
    }
}

QList<Difference> differencesOf(const Picture &picture, const QList<Difference> &unneeded)
{
    QList<Difference> found = unneeded;
    for (const Machine &machine : picture.machines) {
        if (machine.state == Machine::State::Silent)
            found.append(differenceOf(Difference::Kind::NeverRegistered, machine));
        else if (machine.state == Machine::State::Stray)
            found.append(differenceOf(Difference::Kind::InstanceGone, machine));
    }
    for (const Pool &pool : picture.pools) {
        if (!pool.refusal)
            continue;
        Difference difference;
        difference.kind = Difference::Kind::NotLaunched;
        difference.pool = pool.name;
        difference.count = *pool.wanted - pool.launched;
        difference.type = pool.refusal->error.type;
        difference.zone = pool.refusal->error.zone;
        difference.otherZones = pool.refusal->error.otherZones;
        difference.since = pool.refusal->first;
        found.append(difference);
    }
    std::ranges::stable_sort(found, isDearer);
    return found;
}

} // namespace pools
