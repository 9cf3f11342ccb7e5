// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/packing.h"

#include "models/explain/limits.h"

#include <algorithm>

namespace explain {

int fitsInto(const Amounts &free, const Amounts &need)
{
    int64_t fits = mostInstances;
    for (const Kind kind : allKinds) {
        if (need[kind] > 0)
            fits = std::min(fits, std::max<int64_t>(0, free[kind]) / need[kind]);
    }
    return static_cast<int>(fits);
}

std::vector<Placement> packOn(const Landscape &landscape, const Demand &demand, const Funnel &funnel,
                              const std::vector<uint32_t> &sites, int most)
{
    std::vector<Placement> placements;
    Limits limits(landscape, demand, funnel.instances);
    const Amounts need = demand.need();
    for (const uint32_t site : sites) {
        if (most <= 0)
            break;
        const int fits = std::min({ fitsInto(landscape.sites()[site].freeFor(demand), need), limits.left(site), most });
        if (fits <= 0)
            continue;
        limits.take(site, fits);
        most -= fits;
        placements.push_back({ site, fits });
    }
    return placements;
}

std::vector<Placement> pack(const Landscape &landscape, const Demand &demand, const Funnel &funnel, int most)
{
    return packOn(landscape, demand, funnel, passing(funnel), most);
}

std::vector<uint32_t> passing(const Funnel &funnel)
{
    std::vector<uint32_t> sites;
    for (uint32_t site = 0; site < funnel.failsAt.size(); ++site) {
        if (funnel.passes(site))
            sites.push_back(site);
    }
    return sites;
}

int sum(const std::vector<Placement> &placements)
{
    int sum = 0;
    for (const Placement &placement : placements)
        sum += placement.instances;
    return sum;
}

} // namespace explain
