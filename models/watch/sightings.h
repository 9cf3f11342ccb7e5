// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace watch {

/// Since when an agent or framework is in a state that is not well. Mesos tells that for drains only, so it is counted
/// from the first picture that showed it. A plain value: copy it to compute with it elsewhere.
class Sightings
{
public:
    struct Sighting
    {
        core::TimePoint since{};
        bool isBound = false; ///< it was so in the very first picture: older than `since`
    };

    /// Takes a picture in; `now` is the time the picture was true.
    void observe(const mesos::State &state, core::TimePoint now);

    /// Of an agent's or framework's id; since is not known for one that is well or was never observed.
    Sighting of(std::string_view id) const;

private:
    struct Entry
    {
        int phase = 0;
        Sighting sighting;
        uint64_t look = 0; ///< the observation that saw it last
    };
    void note(std::string_view id, int phase, core::TimePoint now);

    std::unordered_map<std::string, Entry> m_entries;
    uint64_t m_looks = 0;
};

} // namespace watch
