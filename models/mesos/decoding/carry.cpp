// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/carry.h"

#include "models/mesos/decoding/rowtexts.h"

namespace mesos {

void Carry::agent(const Agent &agent, AgentPhase phase)
{
    Agent copy = agent;
    forEachText(copy, [this](TextId &id) { id = text(id); });
    copy.attributes.first = static_cast<uint32_t>(m_into.attributes.size());
    for (const Attribute &attribute : m_from.attributesOf(agent))
        m_into.attributes.push_back({ text(attribute.name), text(attribute.value) });
    copy.reservations.first = static_cast<uint32_t>(m_into.reservations.size());
    for (const Reservation &reservation : m_from.reservationsOf(agent))
        m_into.reservations.push_back({ text(reservation.role), reservation.resources });
    copy.phase = phase;
    m_into.agents.push_back(copy);
}

void Carry::roles()
{
    m_into.roles = m_from.roles;
    for (Role &role : m_into.roles)
        role.name = text(role.name);
}

void Carry::maintenance()
{
    m_into.maintenance = m_from.maintenance;
    for (MaintenanceWindow &window : m_into.maintenance) {
        window.hostname = text(window.hostname);
        window.address = text(window.address);
    }
}

} // namespace mesos
