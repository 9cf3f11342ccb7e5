// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scaleeffects.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/verbs/pools/accounteffects.h"
#include "models/verbs/pools/placement.h"
#include "models/verbs/words.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString typeOf(const aws::Group &group)
{
    return !group.instances.isEmpty() ? group.instances.first().type : group.types.value(0);
}

/// Dollars an hour of one more machine, on average over the group's zones; NaN: not known.
double priceOf(const aws::Group &group, const FreshPools &pools, const Context &context)
{
    const QString type = typeOf(group);
    constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();
    if (!group.isSpot())
        return context.prices.value(type, notKnown);
    double sum = 0;
    int zones = 0;
    for (const aws::SpotPrice &price : pools.aws->spotPrices) {
        if (price.type == type && group.zones.contains(price.zone)) {
            sum += price.dollars;
            ++zones;
        }
    }
    return zones > 0 ? sum / zones : notKnown;
}

void addEffects(actions::Plan *plan, const Shares &shares, const FreshPools &pools, const Context &context)
{
    double cost = 0;
    double cpus = 0;
    double memory = 0;
    pools::Pool before;
    for (const auto &[name, share] : shares) {
        const aws::Group *const group = pools.group(name);
        actions::Effect machines
            = actions::countEffect(tr("Machines %1 wants").arg(name), group->desired, group->desired + share);
        machines.binding = true;
        plan->effects << machines;
        cost += share * priceOf(*group, pools, context);
        const QList<pools::Machine> those = pools.joined->machinesOf(name);
        const auto largest
            = std::ranges::max_element(those, {}, [](const pools::Machine &each) { return each.total.cpus; });
        if (const pools::Pool *pool = pools.joined->pool(name)) {
            before.total.cpus += pool->total.cpus;
            before.total.mem += pool->total.mem;
        }
        if (largest != those.end()) {
            cpus += share * static_cast<double>(largest->total.cpus);
            memory += share * static_cast<double>(largest->total.mem);
        }
    }
    if (cpus > 0) {
        plan->effects << actions::sumEffect(tr("CPUs"), before.total.cpus, cpus, &core::formatCpus)
                      << actions::sumEffect(tr("Memory, GiB"), before.total.mem, memory, &core::formatGib);
    }
    plan->effects += priceEffect(*pools.joined, cost);
    if (std::isnan(cost))
        plan->warnings << tr("What these machines cost is not known: the stacks file names no price of their type.");
}

/// Of "try spot" the worst case: all come as on-demand machines.
void addLimits(actions::Plan *plan, const ScaleVerb::Order &order, const Shares &shares, const FreshPools &pools)
{
    QList<NewMachines> asked;
    for (const auto &[name, share] : shares) {
        const aws::Group *const group = pools.group(name);
        asked << NewMachines{ typeOf(*group), group->isSpot(), share };
    }
    if (order.mode == ScaleVerb::Mode::TrySpot) {
        const aws::Group *const group = pools.group(order.group);
        asked << NewMachines{ typeOf(*group), group->isSpot(), order.by };
    }
    addAccountLimits(plan, *pools.aws, asked);
}

void addPlacement(actions::Plan *plan, const Shares &shares, const FreshPools &pools, const Context &context)
{
    int placed = 0;
    int pending = 0;
    QStringList unhelped;
    for (const auto &[name, share] : shares) {
        for (const Placement &each : placedBy(pools, name, share, context.poolAttribute)) {
            actions::Effect effect;
            effect.group = tr("Waiting tasks it would place");
            effect.touches = shares.size() > 1 ? tr("%1 on %2").arg(each.job, name) : each.job;
            effect.before = counted(each.pending, tr("1 waits"), tr("%1 wait"));
            effect.after = tr("%1 of %2 placed").arg(each.placed).arg(each.pending);
            effect.delta = each.why;
            plan->effects << effect;
            placed += each.placed;
            pending += each.pending;
            if (each.placed == 0)
                unhelped << tr("%1, which %2").arg(each.job, each.why);
        }
        const pools::Pool *const pool = pools.joined->pool(name);
        if (pool && pool->refusal) {
            plan->warnings << tr("AWS refuses %1 in %2 since %3%4.")
                                  .arg(pool->refusal->error.type, pool->refusal->error.zone,
                                       core::formatClock(pool->refusal->first, plan->readAt),
                                       pool->refusal->error.otherZones.isEmpty()
                                           ? QString()
                                           : tr("; it names %1").arg(pool->refusal->error.otherZones.join(u", "_s)));
        }
    }
    if (pending > 0 && placed == 0 && shares.size() == 1)
        plan->warnings << tr("It does not help %1.").arg(waitingText(unhelped));
}

} // namespace

void addScaleEffects(actions::Plan *plan, const ScaleVerb::Order &order, const Shares &shares, const FreshPools &pools,
                     const Context &context)
{
    addEffects(plan, shares, pools, context);
    addLimits(plan, order, shares, pools);
    addPlacement(plan, shares, pools, context);
}

} // namespace verbs
