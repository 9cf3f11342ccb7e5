// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/elsewhere.h"

#include <algorithm>

namespace pools {

namespace {

int roomOf(const Pool &pool)
{
    return pool.max - pool.wanted.value_or(pool.max);
}

} // namespace

QList<Pool> elsewhere(const Picture &picture, const Pool &refused)
{
    QList<Pool> found;
    if (!refused.refusal)
        return found;
    const QStringList &offered = refused.refusal->error.otherZones;
    for (const Pool &pool : picture.pools) {
        const bool isAlike
            = pool.isGroup() && pool.kind == refused.kind && pool.launchTemplate == refused.launchTemplate;
        const bool isThere
            = std::ranges::any_of(pool.zones, [&](const QString &zone) { return offered.contains(zone); });
        if (pool.name != refused.name && isAlike && isThere && !pool.refusal && roomOf(pool) > 0)
            found.append(pool);
    }
    std::ranges::stable_sort(found, std::ranges::greater(), roomOf);
    return found;
}

QStringList furtherZones(const Pool &refused)
{
    QStringList zones = refused.refusal ? refused.refusal->error.otherZones : QStringList();
    zones.removeIf([&](const QString &zone) { return refused.zones.contains(zone); });
    return zones;
}

} // namespace pools
