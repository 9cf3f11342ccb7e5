// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/sightings.h"

namespace watch {

void Sightings::observe(const mesos::State &state, core::TimePoint now)
{
    ++m_looks;
    for (const mesos::Agent &agent : state.agents) {
        if (agent.phase != mesos::AgentPhase::Active)
            note(state.view(agent.id), static_cast<int>(agent.phase), now);
    }
    for (const mesos::Framework &framework : state.frameworks) {
        if (framework.phase != mesos::FrameworkPhase::Active && framework.phase != mesos::FrameworkPhase::Completed)
            note(state.view(framework.id), static_cast<int>(framework.phase), now);
    }
    std::erase_if(m_entries, [this](const auto &entry) { return entry.second.look != m_looks; });
}

void Sightings::note(std::string_view id, int phase, core::TimePoint now)
{
    const auto [entry, isNew] = m_entries.try_emplace(std::string(id));
    if (isNew || entry->second.phase != phase)
        entry->second = { phase, { now, m_looks == 1 }, m_looks };
    entry->second.look = m_looks;
}

Sightings::Sighting Sightings::of(std::string_view id) const
{
    const auto entry = m_entries.find(std::string(id));
    return entry == m_entries.end() ? Sighting{} : entry->second.sighting;
}

} // namespace watch
