// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/explain.h"

#include "models/core/format.h"
#include "models/explain/nearest.h"
#include "models/explain/packing.h"
#include "models/explain/quota.h"
#include "models/explain/sayings.h"
#include "models/explain/sentences.h"
#include "models/explain/waysout.h"
#include "models/explain/words.h"

#include <algorithm>

namespace explain {

namespace {

Demand completed(const Landscape &landscape, Demand demand)
{
    if (demand.overhead == mesos::Resources())
        demand.overhead = landscape.executorOverhead();
    return demand;
}

bool anyCouldHold(const Landscape &landscape, const Demand &demand, const Funnel &funnel)
{
    const Amounts need = demand.need();
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (funnel.matches(site) && landscape.sites()[site].totalFor(demand).holds(need))
            return true;
    }
    return false;
}

Cause causeOf(const Landscape &landscape, const Demand &demand, const Funnel &funnel, int filter)
{
    if (landscape.aurora() && landscape.aurora()->phase != mesos::FrameworkPhase::Active)
        return Cause::AuroraAway;
    if (landscape.sites().empty())
        return Cause::NoAgents;
    if (isOverQuota(landscape, demand))
        return Cause::Quota;
    if (filter < 0)
        return Cause::Fits;
    switch (funnel.filters[filter].type) {
    case Filter::Type::NotDedicated:
        return Cause::Dedicated;
    case Filter::Type::Value:
        return Cause::Constraint;
    case Filter::Type::Resource:
        return anyCouldHold(landscape, demand, funnel) ? Cause::Full : Cause::TooLarge;
    case Filter::Type::Available:
        return Cause::Unavailable;
    case Filter::Type::Limit:
        return Cause::Limit;
    }
    Q_UNREACHABLE();
}

int depth(const PoolFunnel &pool)
{
    return static_cast<int>(std::ranges::count_if(pool.cells, [](const Cell &cell) { return cell.left > 0; }));
}

void sortPools(QList<PoolFunnel> &pools)
{
    std::ranges::sort(pools, [](const PoolFunnel &a, const PoolFunnel &b) {
        if (a.places != b.places)
            return a.places > b.places;
        if (depth(a) != depth(b))
            return depth(a) > depth(b);
        return a.agents != b.agents ? a.agents > b.agents : a.pool < b.pool;
    });
}

/// Without a scheduler nothing else helps; with it back, all the rest does as before.
WayOut bringAuroraBack(const Landscape &landscape, int pending)
{
    WayOut way;
    way.type = WayOut::Type::BringBack;
    way.places = pending;
    const QString host = landscape.state().string(landscape.aurora()->host);
    way.sentence
        = host.isEmpty() ? tr("Bring Aurora's scheduler back") : tr("Bring Aurora's scheduler on %1 back").arg(host);
    return way;
}

/// Before the pools are sorted: they are as the landscape has them.
void addPlaces(const Landscape &landscape, const Funnel &funnel, Verdict &verdict)
{
    for (const Placement &placement : pack(landscape, verdict.group.demand, funnel)) {
        verdict.pools[landscape.sites()[placement.site].pool].places += placement.instances;
        verdict.places += placement.instances;
        if (verdict.placesOn.size() < nearestShown)
            verdict.placesOn += landscape.hostOf(placement.site);
    }
}

/// What the agents have room for cannot be used: no pool is the answer.
bool isAboutTheScheduler(Cause cause)
{
    return cause == Cause::AuroraAway || cause == Cause::Quota;
}

} // namespace

Verdict explainPending(const Landscape &landscape, const PendingGroup &group)
{
    Verdict verdict;
    verdict.group = group;
    verdict.group.demand = completed(landscape, group.demand);
    const Demand &demand = verdict.group.demand;
    const Funnel funnel = funnelOf(landscape, demand);
    verdict.filters = funnel.filters;
    verdict.filter = firstEmpty(funnel);
    verdict.cause = causeOf(landscape, demand, funnel, verdict.filter);
    verdict.pools = countsOf(landscape, demand, funnel);
    if (!isAboutTheScheduler(verdict.cause))
        addPlaces(landscape, funnel, verdict);
    sortPools(verdict.pools);
    verdict.matching = static_cast<int>(
        std::ranges::count_if(funnel.failsAt, [&](uint8_t at) { return at >= funnel.firstResource; }));
    verdict.nearest = nearestFits(landscape, demand, funnel);
    if (verdict.cause == Cause::AuroraAway)
        verdict.waysOut = { bringAuroraBack(landscape, group.pending) };
    else if (verdict.cause == Cause::Quota)
        verdict.waysOut = { raiseQuota(landscape, verdict.group) };
    else
        verdict.waysOut = waysOut(landscape, verdict.group, funnel, verdict.places, verdict.nearest);
    verdict.sentence = verdictSentence(landscape, verdict, funnel);
    verdict.detail = verdictDetail(landscape, verdict);
    verdict.sayings = sayingsOf(landscape, verdict, funnel);
    return verdict;
}

Verdict explainPending(const mesos::State &state, const PendingGroup &group, const Context &context)
{
    return explainPending(Landscape(state, context), group);
}

QList<Verdict> explainAll(const mesos::State &state, const QList<PendingGroup> &groups, const Context &context)
{
    const Landscape landscape(state, context);
    QList<Verdict> verdicts;
    verdicts.reserve(groups.size());
    for (const PendingGroup &group : groups)
        verdicts += explainPending(landscape, group);
    return verdicts;
}

HeadRoom headRoom(const Landscape &landscape, const Demand &asked)
{
    const Demand demand = completed(landscape, asked);
    const mesos::State &state = landscape.state();
    HeadRoom room;
    for (const Placement &placement : pack(landscape, demand, funnelOf(landscape, demand))) {
        room.instances += placement.instances;
        room.agents += { state.string(state.agents[placement.site].id), landscape.hostOf(placement.site),
                         landscape.poolName(landscape.sites()[placement.site].pool), placement.instances };
    }
    std::ranges::sort(room.agents, [](const HeadRoom::On &a, const HeadRoom::On &b) {
        return a.instances != b.instances ? a.instances > b.instances : a.host < b.host;
    });
    return room;
}

HeadRoom headRoom(const mesos::State &state, const Demand &demand, const Context &context)
{
    return headRoom(Landscape(state, context), demand);
}

} // namespace explain
