// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/placement.h"

#include "models/core/tr.h"
#include "models/explain/fromaurora.h"
#include "models/explain/packing.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// The constraint that keeps an instance from machines of the pool; empty: none.
QString obstacle(const explain::Demand &demand, const QString &pool, const QString &attribute)
{
    for (const explain::ValueConstraint &constraint : demand.values) {
        const bool onPool = constraint.attribute == attribute;
        const bool dedicated = constraint.attribute == explain::dedicatedAttribute() && !constraint.negated;
        if (dedicated || (onPool && constraint.values.contains(pool) == constraint.negated))
            return tr("needs %1").arg(explain::constraintText(constraint));
    }
    return {};
}

/// The largest machine the pool has: what a new one will hold.
explain::Amounts largest(const QList<pools::Machine> &machines)
{
    const auto most
        = std::ranges::max_element(machines, {}, [](const pools::Machine &each) { return each.total.cpus; });
    return most == machines.end() ? explain::Amounts() : explain::Amounts::of(most->total, explain::mostInstances);
}

} // namespace

QList<Placement> placedBy(const FreshPools &pools, const QString &pool, int machines, const QString &poolAttribute)
{
    QList<Placement> placements;
    if (!pools.aurora)
        return placements;
    const explain::Amounts machine = largest(pools.joined->machinesOf(pool));
    QList<explain::Amounts> free(machines, machine);
    QList<explain::PendingGroup> groups = explain::pendingGroups(*pools.aurora);
    std::ranges::sort(groups, {}, [](const explain::PendingGroup &group) { return group.demand.job; });
    for (const explain::PendingGroup &group : std::as_const(groups)) {
        Placement placement{ group.demand.job, group.pending, 0, obstacle(group.demand, pool, poolAttribute) };
        const explain::Amounts need = group.demand.need();
        if (placement.why.isEmpty() && machine == explain::Amounts()) {
            placement.why = tr("what a machine of %1 holds is not known: it has none").arg(pool);
        } else if (placement.why.isEmpty()) {
            for (explain::Amounts &each : free) {
                while (placement.placed < placement.pending && each.holds(need)) {
                    each -= need;
                    ++placement.placed;
                }
            }
            if (placement.placed < placement.pending)
                placement.why = machine.holds(need) ? tr("more machines are needed")
                                                    : tr("one is larger than a machine of %1").arg(pool);
        }
        placements << placement;
    }
    return placements;
}

} // namespace verbs
