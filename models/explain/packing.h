// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/funnel.h"

namespace explain {

/// How many of an instance fit into what is free, limits aside. An instance that asks for nothing is bounded by
/// mostInstances.
int fitsInto(const Amounts &free, const Amounts &need);
inline constexpr int mostInstances = 4000; ///< Aurora accepts no larger job

struct Placement
{
    uint32_t site = 0;
    int instances = 0;
};

/// Fills the agents that pass the funnel with as many instances as fit at once, up to `most`. Exact where the limits
/// nest (host within rack within zone), as any order then ends with equally many; where they cross it is what a
/// scheduler that places one after the other reaches, and may be short of the best.
std::vector<Placement> pack(const Landscape &landscape, const Demand &demand, const Funnel &funnel,
                            int most = mostInstances);

/// As pack(), on other agents: for "what if these took tasks".
std::vector<Placement> packOn(const Landscape &landscape, const Demand &demand, const Funnel &funnel,
                              const std::vector<uint32_t> &sites, int most);

std::vector<uint32_t> passing(const Funnel &funnel); ///< agents that pass every filter
int sum(const std::vector<Placement> &placements);

} // namespace explain
