// SPDX-License-Identifier: GPL-3.0-or-later
// What operators may ask of a master: a part of World.
#include "app/simulator/world/world.h"

namespace sim {

World::Outcome World::deactivate(const std::string &agentId)
{
    Agent *agent = findAgent(agentId);
    if (!agent)
        return Outcome::UnknownAgent;
    agent->deactivated = true;
    agent->active = false;
    note("cordoned", agent->hostname + " deactivated");
    return Outcome::Done;
}

World::Outcome World::reactivate(const std::string &agentId)
{
    Agent *agent = findAgent(agentId);
    if (!agent)
        return Outcome::UnknownAgent;
    if (!agent->deactivated)
        return Outcome::NotDeactivated;
    agent->deactivated = false;
    agent->active = true;
    agent->drain.reset();
    note("active", agent->hostname + " reactivated");
    return Outcome::Done;
}

World::Outcome World::drain(const std::string &agentId, std::chrono::nanoseconds maxGrace)
{
    Agent *agent = findAgent(agentId);
    if (!agent)
        return Outcome::UnknownAgent;
    agent->deactivated = true;
    agent->active = false;
    agent->drain = Drain{ false, maxGrace, m_now };
    note("draining", agent->hostname + " draining");
    // Within the grace period each task takes its own time to end.
    const double grace = std::chrono::duration<double>(maxGrace).count();
    for (auto &[number, framework] : m_frameworks) {
        for (const auto &[id, task] : framework.tasks) {
            if (task.agentId != agentId)
                continue;
            const auto wait
                = std::chrono::microseconds(static_cast<int64_t>(m_random.between(0.05, 0.95) * grace * 1e6));
            at(m_now + wait, [this, key = std::pair(number, id)] { killForDrain(key.first, key.second); });
        }
    }
    checkDrained(*agent);
    return Outcome::Done;
}

void World::killForDrain(int number, const std::string &id)
{
    const auto framework = m_frameworks.find(number);
    if (framework == m_frameworks.end() || !framework->second.tasks.contains(id))
        return;
    const Agent *agent = findAgent(framework->second.tasks[id].agentId);
    if (!agent || !agent->drain)
        return;
    finish(framework->second, id,
           { TaskState::Killed,
             m_now,
             "SOURCE_EXECUTOR",
             "Task killed: its agent is drained",
             "REASON_AGENT_DRAINING",
             {},
             true },
           false);
}

void World::checkDrained(Agent &agent)
{
    if (agent.drain && !agent.drain->drained && agent.used.isEmpty()) {
        agent.drain->drained = true;
        note("completed", agent.hostname + " drained");
    }
}

World::Outcome World::teardown(const std::string &frameworkId)
{
    for (const auto &[number, framework] : m_frameworks) {
        if (framework.info.id == frameworkId) {
            note("completed", "Framework " + framework.info.name + " torn down");
            removeFramework(number);
            return Outcome::Done;
        }
    }
    return Outcome::UnknownFramework;
}

} // namespace sim
