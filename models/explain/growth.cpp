// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/growth.h"

#include "models/explain/limits.h"
#include "models/explain/packing.h"
#include "models/explain/words.h"

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

constexpr qsizetype mostPools = 2;

/// The machine of a pool that holds most instances when it is empty.
struct Model
{
    uint32_t site = 0;
    int holds = 0;
    std::vector<uint32_t> like; ///< agents of the pool that match
};

std::vector<Model> modelsOf(const Landscape &landscape, const Demand &demand, const Funnel &funnel)
{
    std::vector<Model> models(landscape.pools().size());
    const Amounts need = demand.need();
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (!funnel.matches(site))
            continue;
        const Site &of = landscape.sites()[site];
        Model &model = models[of.pool];
        model.like.push_back(site);
        if (const int holds = fitsInto(of.totalFor(demand), need); holds > model.holds) {
            model.holds = holds;
            model.site = site;
        }
    }
    return models;
}

/// What the limits let new machines of the pool take: so many each, and so many together.
struct Allowance
{
    int each = mostInstances;
    int together = mostInstances;
};

Allowance allowanceOf(const Landscape &landscape, const Demand &demand, const Limits &limits, const Model &model)
{
    Allowance allowance;
    for (int i = 0; i < limits.count(); ++i) {
        const QString &attribute = demand.limits[i].attribute;
        const core::TextId name = landscape.attributes().name(attribute);
        std::unordered_map<uint32_t, int> leftOf;
        for (const uint32_t site : model.like) {
            const core::TextId value = landscape.attributes().valueOf(site, name);
            if (!value.isEmpty())
                leftOf.emplace(value.value, limits.left(i, site));
        }
        const bool isOfEachMachine
            = attribute == u"host"_s || (leftOf.size() > 1 && leftOf.size() == model.like.size());
        if (leftOf.empty()) {
            allowance.together = 0; // without the attribute an agent takes none
        } else if (isOfEachMachine) {
            allowance.each = std::min(allowance.each, demand.limits[i].most);
        } else {
            int together = 0;
            for (const auto &[value, left] : leftOf)
                together += left;
            allowance.together = std::min(allowance.together, together);
        }
    }
    return allowance;
}

WayOut growing(const Landscape &landscape, const Demand &demand, const Model &model, const Allowance &allowance,
               int missing)
{
    WayOut way;
    way.type = WayOut::Type::Grow;
    const int each = std::min(model.holds, allowance.each);
    way.places = std::min(missing, allowance.together);
    way.machines = (way.places + each - 1) / each;
    way.pool = landscape.poolName(landscape.sites()[model.site].pool);
    const QString pool = way.pool.isEmpty() ? tr("the agents") : way.pool;
    const Amounts total = landscape.sites()[model.site].totalFor(demand);
    Amounts size;
    size[Kind::Cpus] = total[Kind::Cpus];
    size[Kind::Memory] = total[Kind::Memory];
    way.sentence = way.machines == 1
        ? tr("Grow %1 by 1 machine of %2").arg(pool, amountsText(size))
        : tr("Grow %1 by %2 machines of %3").arg(pool).arg(way.machines).arg(amountsText(size));
    way.remark = tr("like %1; %2 fit on each").arg(landscape.hostOf(model.site)).arg(each);
    if (each == 1)
        way.remark = tr("like %1; 1 fits on each").arg(landscape.hostOf(model.site));
    way.button = tr("Grow %1 by %2…").arg(pool).arg(way.machines);
    return way;
}

} // namespace

void addGrowth(QList<WayOut> &ways, const Landscape &landscape, const PendingGroup &group, const Funnel &funnel,
               int missing)
{
    // What fits already takes its share of the limits first.
    Limits limits(landscape, group.demand, funnel.instances);
    for (const Placement &placement : pack(landscape, group.demand, funnel, group.pending))
        limits.take(placement.site, placement.instances);
    QList<WayOut> all;
    for (const Model &model : modelsOf(landscape, group.demand, funnel)) {
        if (model.holds == 0)
            continue;
        const Allowance allowance = allowanceOf(landscape, group.demand, limits, model);
        if (std::min(allowance.each, allowance.together) > 0)
            all += growing(landscape, group.demand, model, allowance, missing);
    }
    std::ranges::stable_sort(all, [](const WayOut &a, const WayOut &b) {
        return a.places != b.places ? a.places > b.places : a.machines < b.machines;
    });
    ways += all.first(std::min(mostPools, all.size()));
}

} // namespace explain
