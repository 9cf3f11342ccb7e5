// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/verdict.h"

namespace explain {

/// How far each agent comes with one demand. Internal to explainPending() and headRoom().
struct Funnel
{
    QList<Filter> filters;
    std::vector<uint8_t> failsAt; ///< for each agent: the first filter it does not pass; filters.size(): none
    std::vector<uint8_t> failsElseAt; ///< likewise, of those that are not about attributes
    std::unordered_map<uint32_t, int> instances; ///< of the job, by agent

    bool passes(uint32_t site) const { return failsAt[site] == filters.size(); }
    bool matches(uint32_t site) const { return failsAt[site] >= firstResource; }
    uint8_t firstResource = 0; ///< index in filters; filters before are about attributes
    uint8_t available = 0; ///< index of the filter on availability
};

Funnel funnelOf(const Landscape &landscape, const Demand &demand);

/// The funnel in numbers, by pool. `places` are not filled.
QList<PoolFunnel> countsOf(const Landscape &landscape, const Demand &demand, const Funnel &funnel);

/// The first filter that leaves no agent of any pool; -1: all leave some.
int firstEmpty(const Funnel &funnel);

} // namespace explain
