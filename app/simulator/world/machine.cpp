// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/machine.h"

#include <algorithm>

namespace sim {

Agent makeMachine(const std::string &pool, const std::string &hostname, const std::string &zone)
{
    const bool fixed = pool == "mesos-fixed";
    Agent agent;
    agent.hostname = hostname;
    agent.address = hostname.substr(3);
    std::ranges::replace(agent.address, '-', '.');
    agent.attributes = { { "slave-type", pool },
                         { "rack", zone },
                         { "instance-type", fixed ? "m5.2xlarge" : "r5.4xlarge" },
                         { "host", hostname } };
    agent.region = "us-east-1";
    agent.zone = zone;
    agent.total = { fixed ? 8.0 : 16.0, fixed ? 31129.0 : 125747.0, 409600.0, 0, { { 31000, 31999 } } };
    return agent;
}

} // namespace sim
