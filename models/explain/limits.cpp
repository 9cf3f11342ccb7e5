// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/limits.h"

#include <algorithm>
#include <limits>

namespace explain {

Limits::Limits(const Landscape &landscape, const Demand &demand, const std::unordered_map<uint32_t, int> &instances)
{
    for (const LimitConstraint &limit : demand.limits)
        m_limits.push_back(
            { landscape.attributes().column(landscape.attributes().name(limit.attribute)), limit.most, {} });
    for (const auto &[site, count] : instances)
        take(site, count);
}

int Limits::left(int limit, uint32_t site) const
{
    const Limit &asked = m_limits[static_cast<size_t>(limit)];
    const core::TextId value = asked.valueOf(site);
    if (value.isEmpty())
        return 0;
    if (asked.taken.empty())
        return std::max(0, asked.most);
    const auto taken = asked.taken.find(value.value);
    return std::max(0, asked.most - (taken == asked.taken.end() ? 0 : taken->second));
}

int Limits::left(uint32_t site) const
{
    int least = std::numeric_limits<int>::max();
    for (int limit = 0; limit < count(); ++limit)
        least = std::min(least, left(limit, site));
    return least;
}

void Limits::take(uint32_t site, int instances)
{
    for (Limit &limit : m_limits) {
        if (const core::TextId value = limit.valueOf(site); !value.isEmpty())
            limit.taken[value.value] += instances;
    }
}

} // namespace explain
