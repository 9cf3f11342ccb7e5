// SPDX-License-Identifier: GPL-3.0-or-later
// Fleet: machines of agents that come and go by the night's plan.
#include "app/simulator/aws/fleet.h"
#include "app/simulator/aws/fleetparts.h"

#include <algorithm>

namespace sim::aws {

using namespace std::chrono_literals;

namespace {

const std::string &tagOf(const Agent &agent, const std::string &name)
{
    static const std::string none;
    const auto found = std::ranges::find(agent.attributes, name, &std::pair<std::string, std::string>::first);
    return found == agent.attributes.end() ? none : found->second;
}

} // namespace

void Fleet::agentAdded(const Agent &agent)
{
    const int number = m_world->agentNumber(agent.hostname);
    const auto known = std::ranges::find_if(
        m_machines, [&](const Machine &machine) { return machine.hostname == agent.hostname && machine.isAlive(); });
    if (known != m_machines.end()) {
        known->agent = number;
        return;
    }
    // It comes by the night's plan: its machine was launched a little before.
    const std::string &pool = poolOf(agent);
    ScalingGroup *group = find(pool);
    Machine &machine = launch(group ? pool : std::string(), pool, tagOf(agent, "instance-type"), agent.zone,
                              group && group->spot, now() - std::chrono::seconds(m_random.between(80, 140)));
    machine.state = Machine::State::Running;
    machine.hostname = agent.hostname;
    machine.address = agent.address;
    machine.agent = number;
    if (!group)
        return;
    const int count = alive(pool);
    ScalingActivity &activity = tell(
        pool, "Launching a new EC2 instance: " + machine.id,
        "At " + isoOf(machine.launched)
            + " an instance was started in response to a difference between desired and actual capacity, increasing "
              "the capacity from "
            + std::to_string(count - 1) + " to " + std::to_string(count) + '.');
    activity.instance = machine.id;
    activity.zone = machine.zone;
    activity.status = "Successful";
    activity.started = machine.launched;
    activity.ended = machine.launched + startTime;
    group->desired = std::max(group->desired, count);
    group->max = std::max(group->max, group->desired);
}

void Fleet::agentRemoved(const Agent &agent)
{
    for (Machine &machine : m_machines) {
        if (machine.hostname != agent.hostname || !machine.isAlive())
            continue;
        end(machine, "Client.UserInitiatedShutdown: User initiated shutdown");
        if (ScalingGroup *group = find(machine.group); group && group->desired > group->min)
            --group->desired;
    }
}

void Fleet::sampled(std::map<std::string, WorldSample> &byPool)
{
    for (const Machine &machine : m_machines) {
        if (machine.isAlive() && !machine.pool.empty())
            byPool[machine.pool].launched = byPool[machine.pool].launched.value_or(0) + 1;
    }
    for (const ScalingGroup &group : m_groups) {
        WorldSample &sample = byPool[group.name];
        sample.wanted = group.desired;
        sample.launched = sample.launched.value_or(0);
    }
}

} // namespace sim::aws
