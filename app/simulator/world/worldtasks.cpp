// SPDX-License-Identifier: GPL-3.0-or-later
// How tasks are placed, go on and end: a part of World.
#include "app/simulator/world/world.h"

#include <algorithm>
#include <cassert>

namespace sim {

namespace {

/// The lowest free ones, one for each name.
std::vector<NamedPort> freePorts(const Agent &agent, const std::vector<std::string> &names)
{
    std::vector<NamedPort> found;
    int port = agent.total.ports.front().begin;
    auto taken = agent.used.ports.begin();
    for (const std::string &name : names) {
        for (; taken != agent.used.ports.end() && port >= taken->begin; ++taken)
            port = std::max(port, taken->end + 1);
        found.push_back({ port++, name });
    }
    return found;
}

Resources executorOverhead()
{
    return { 0.01, 128.0, 0, 0, {} };
}

} // namespace

Agent *World::place(const Launch &launch)
{
    Resources wanted = launch.resources;
    if (launch.thermos)
        wanted += executorOverhead();
    const auto takes = [&](const Agent &agent) {
        if (!agent.active || agent.deactivated || agent.unreachable)
            return false;
        if (launch.host.empty() ? std::ranges::find(m_kept, agent.hostname) != m_kept.end()
                                : agent.hostname != launch.host)
            return false;
        Resources room = agent.total;
        room -= agent.used;
        return wanted.fits(room) && (!launch.accepts || launch.accepts(agent));
    };
    // By pool, or all at once.
    const std::vector<std::string> anywhere{ {} };
    for (const std::string &pool : launch.pools.empty() ? anywhere : launch.pools) {
        Agent *best = nullptr;
        for (auto &[number, agent] : m_agents) {
            if ((!pool.empty() && poolOf(agent) != pool) || !takes(agent))
                continue;
            if (!launch.spread)
                return &agent;
            if (!best || agent.total.cpus - agent.used.cpus > best->total.cpus - best->used.cpus)
                best = &agent;
        }
        if (best)
            return best;
    }
    return nullptr;
}

void World::charge(FrameworkState &framework, Agent &agent, const Resources &resources, int sign)
{
    const std::string &role = framework.info.isMultiRole() ? framework.info.roles.front() : framework.info.role;
    for (Resources *sum : { &agent.used, &agent.usedByRole[role] }) {
        if (sign > 0)
            *sum += resources;
        else
            *sum -= resources;
    }
    // Ports of different agents become one set, which is as wrong here as in a real master: the first task to end
    // takes its port out for all.
    for (Resources *sum : { &framework.info.used, &framework.info.usedByRole[role] }) {
        if (sign > 0)
            *sum += resources;
        else
            *sum -= resources;
    }
    if (agent.usedByRole[role].isEmpty())
        agent.usedByRole.erase(role);
    if (framework.info.usedByRole[role].isEmpty())
        framework.info.usedByRole.erase(role);
}

bool World::launch(Launch launch)
{
    const auto owner = m_frameworks.find(launch.framework);
    Agent *agent = owner == m_frameworks.end() || !owner->second.info.active ? nullptr : place(launch);
    if (!agent)
        return false;
    FrameworkState &framework = owner->second;

    Task task;
    task.id = launch.id;
    task.name = launch.name;
    task.frameworkId = framework.info.id;
    task.agentId = agent->id;
    task.address = agent->address;
    task.role = framework.info.isMultiRole() ? framework.info.roles.front() : framework.info.role;
    task.resources = launch.resources;
    task.labels = std::move(launch.labels);
    task.containerId = m_random.uuid();
    if (!launch.ports.empty()) {
        const std::vector<NamedPort> ports = freePorts(*agent, launch.ports);
        Resources taken; // neighbours become one range
        for (const NamedPort &port : ports)
            taken += Resources{ 0, 0, 0, 0, { { port.number, port.number } } };
        task.resources.ports = taken.ports;
        task.discovery = Discovery{ task.name, launch.environment, {}, ports };
    }
    charge(framework, *agent, task.resources, +1);
    if (launch.thermos) {
        Executor executor;
        executor.id = task.executorId = "thermos-" + task.id;
        executor.name = "AuroraExecutor";
        executor.frameworkId = task.frameworkId;
        executor.agentId = task.agentId;
        executor.role = task.role;
        executor.source = task.name;
        executor.command = "${MESOS_SANDBOX=.}/thermos_executor.pex --announcer-ensemble zk.cantareira.internal:2181";
        executor.uris = { "/usr/share/aurora/bin/thermos_executor.pex" };
        executor.resources = executorOverhead();
        executor.containerId = task.containerId;
        charge(framework, *agent, executor.resources, +1);
        framework.executors[executor.id] = std::move(executor);
    }
    const std::pair key(launch.framework, launch.id);
    m_started[key] = std::move(launch.started);
    m_ended[key] = std::move(launch.ended);
    const Task &added = framework.tasks[launch.id] = std::move(task);
    for (WorldObserver *observer : m_observers)
        observer->taskAdded(added);

    const Moment starting = m_now + std::chrono::microseconds(m_random.between(400'000, 2'000'000));
    const Moment running = starting + std::chrono::microseconds(m_random.between(900'000, 8'000'000));
    at(starting, [this, key] { goOn(key.first, key.second, TaskState::Starting); });
    at(running, [this, key] { goOn(key.first, key.second, TaskState::Running); });
    return true;
}

void World::goOn(int number, const std::string &id, TaskState state)
{
    const auto framework = m_frameworks.find(number);
    if (framework == m_frameworks.end())
        return;
    const auto task = framework->second.tasks.find(id);
    if (task == framework->second.tasks.end() || task->second.state == TaskState::Killing)
        return;
    update(framework->second, task->second, { state, m_now, "SOURCE_EXECUTOR", {}, {}, {}, true });
    if (state != TaskState::Running)
        return;
    const auto started = m_started.extract({ number, id });
    if (started && started.mapped())
        started.mapped()(task->second);
}

void World::update(FrameworkState &, Task &task, Status status)
{
    task.state = status.state;
    if (!task.statuses.empty() && task.statuses.back().state == status.state)
        task.statuses.back() = status;
    else
        task.statuses.push_back(status);
    for (WorldObserver *observer : m_observers)
        observer->taskUpdated(task, status);
}

void World::finish(FrameworkState &framework, const std::string &id, Status status, bool unreachable)
{
    auto node = framework.tasks.extract(id);
    assert(node);
    Task &task = node.mapped();
    const auto agent
        = std::ranges::find_if(m_agents, [&](const auto &entry) { return entry.second.id == task.agentId; });
    if (agent != m_agents.end()) {
        charge(framework, agent->second, task.resources, -1);
        if (const auto executor = framework.executors.extract(task.executorId))
            charge(framework, agent->second, executor.mapped().resources, -1);
    }
    update(framework, task, std::move(status));
    const int number = std::ranges::find_if(m_frameworks, [&](const auto &entry) {
                           return entry.second.info.id == framework.info.id;
                       })->first;
    m_started.erase({ number, id });
    const auto ended = m_ended.extract({ number, id });
    std::deque<Task> &list = unreachable ? framework.unreachable : framework.completed;
    list.push_back(task);
    if (list.size() > maxCompletedTasks)
        list.pop_front();
    if (agent != m_agents.end())
        checkDrained(agent->second);
    if (ended && ended.mapped())
        ended.mapped()(task);
}

void World::killTask(int number, const std::string &id, std::chrono::microseconds after, const std::string &message)
{
    const auto framework = m_frameworks.find(number);
    if (framework == m_frameworks.end() || !framework->second.tasks.contains(id))
        return;
    Task &task = framework->second.tasks[id];
    const Agent *agent = findAgent(task.agentId);
    if (!agent || !(agent->active || agent->deactivated))
        return; // it does not hear of it; the task will be lost with it
    if (task.state != TaskState::Killing)
        update(framework->second, task, { TaskState::Killing, m_now, "SOURCE_EXECUTOR", {}, {}, {}, true });
    at(m_now + after, [this, number, id, message] { endTask(number, id, TaskState::Killed, message); });
}

void World::endTask(int number, const std::string &id, TaskState state, std::string message, std::string reason,
                    std::string_view source)
{
    const auto framework = m_frameworks.find(number);
    if (framework == m_frameworks.end() || !framework->second.tasks.contains(id))
        return;
    const Task &task = framework->second.tasks[id];
    const auto agent = findAgent(task.agentId);
    if (!agent || !(agent->active || agent->deactivated))
        return; // nobody hears of it; it will be lost with its agent
    finish(framework->second, id, { state, m_now, source, std::move(message), std::move(reason), {}, true }, false);
}

} // namespace sim
