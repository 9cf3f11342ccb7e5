// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/v1resources.h"

namespace mesos {

/// An agent as the v1 operator API tells it, with what of it other lists of a State hold.
struct V1Agent
{
    Agent row;
    std::vector<Attribute> attributes;
    std::vector<Reservation> reservations;
    ResourceSum used;
    Ranges usedPorts;
};
/// get_agents.agents[], agent_added.agent
V1Agent readV1Agent(V1Reader v1, od::value &value);
/// get_agents.recovered_agents[]: the bare AgentInfo, of which as much is taken as /state tells.
V1Agent readV1Recovered(V1Reader v1, od::value &value);

} // namespace mesos
