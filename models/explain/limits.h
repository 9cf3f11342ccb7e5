// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/landscape.h"

namespace explain {

/// How many instances the limits of a demand still allow, by the value of each attribute.
class Limits
{
public:
    /// `instances`: those that run already, by agent.
    Limits(const Landscape &landscape, const Demand &demand, const std::unordered_map<uint32_t, int> &instances);

    int count() const { return static_cast<int>(m_limits.size()); }
    int left(int limit, uint32_t site) const; ///< 0 for an agent without the attribute
    int left(uint32_t site) const; ///< over all limits; INT_MAX: no limit
    void take(uint32_t site, int instances);

private:
    struct Limit
    {
        const AttributeColumn *column; ///< nullptr: no agent has the attribute
        int most = 0;

        core::TextId valueOf(uint32_t site) const { return column ? column->first[site] : core::TextId(); }
        std::unordered_map<uint32_t, int> taken; ///< by TextId::value of the attribute's value
    };

    std::vector<Limit> m_limits;
};

} // namespace explain
