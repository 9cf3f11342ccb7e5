// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/world.h"

#include <algorithm>
#include <cassert>

namespace sim {

using namespace std::chrono_literals;

namespace {

constexpr auto pingTimeout = 75s; // agent_ping_timeout × max_agent_ping_timeouts
constexpr auto sampleEvery = 5min;
constexpr size_t samplesKept = size_t(36) * 12 * 8; // 36 h, at most eight pools
constexpr size_t eventsKept = 500;

const std::string &poolOf(const Agent &agent)
{
    static const std::string none;
    const auto found = std::ranges::find(agent.attributes, "slave-type", &std::pair<std::string, std::string>::first);
    return found == agent.attributes.end() ? none : found->second;
}

int lowestFreePort(const Agent &agent)
{
    int port = agent.total.ports.front().begin;
    for (const PortRange &range : agent.used.ports) {
        if (port < range.begin)
            break;
        port = range.end + 1;
    }
    return port;
}

Resources executorOverhead()
{
    return { 0.01, 128.0, 0, 0, {} };
}

} // namespace

World::World(uint32_t seed, Moment begin)
    : m_seed(seed)
    , m_begin(begin)
    , m_now(begin)
    , m_random(seed, 1)
    , m_masterId(m_random.uuid())
{
    sample();
}

void World::at(Moment t, std::function<void()> what)
{
    m_due.push({ std::max(t, m_now), m_order++, std::move(what) });
}

void World::runUntil(Moment t)
{
    while (!m_due.empty() && m_due.top().at <= t) {
        const auto what = m_due.top().what;
        m_now = m_due.top().at;
        m_due.pop();
        what();
    }
    m_now = std::max(m_now, t);
}

int World::runningTasks() const
{
    int running = 0;
    for (const auto &[number, framework] : m_frameworks) {
        for (const auto &[id, task] : framework.tasks)
            running += task.state == TaskState::Running;
    }
    return running;
}

void World::note(std::string glyph, std::string text)
{
    m_events.push_back({ m_now, std::move(glyph), std::move(text) });
    if (m_events.size() > eventsKept)
        m_events.pop_front();
}

void World::sample()
{
    std::map<std::string, WorldSample> byPool; // "" is the cluster
    std::map<std::string, std::string> poolById;
    for (const auto &[number, agent] : m_agents) {
        if (agent.unreachable)
            continue;
        poolById[agent.id] = poolOf(agent);
        for (const std::string &pool : { std::string(), poolOf(agent) }) {
            WorldSample &sum = byPool[pool];
            Resources total = agent.total;
            Resources used = agent.used;
            total.ports.clear();
            used.ports.clear();
            sum.total += total;
            sum.allocated += used;
            ++sum.agents;
        }
    }
    for (const auto &[number, framework] : m_frameworks) {
        for (const auto &[id, task] : framework.tasks) {
            ++byPool[{}].tasks;
            ++byPool[poolById[task.agentId]].tasks;
        }
    }
    for (auto &[pool, sum] : byPool) {
        sum.at = m_now;
        sum.pool = pool;
        m_samples.push_back(std::move(sum));
    }
    while (m_samples.size() > samplesKept)
        m_samples.pop_front();
    at(m_now + sampleEvery, [this] { sample(); });
}

int World::addAgent(Agent agent)
{
    const int number = m_nextAgent++;
    agent.id = m_masterId + "-S" + std::to_string(number);
    agent.registered = m_now;
    const Agent &added = m_agents[number] = std::move(agent);
    for (WorldObserver *observer : m_observers)
        observer->agentAdded(added);
    return number;
}

int World::agentNumber(const std::string &hostname) const
{
    for (const auto &[number, agent] : m_agents) {
        if (agent.hostname == hostname && !agent.unreachable)
            return number;
    }
    return -1;
}

void World::loseTasksOn(const Agent &agent, bool unreachable, const std::string &message)
{
    for (auto &[number, framework] : m_frameworks) {
        std::vector<std::string> lost;
        for (const auto &[id, task] : framework.tasks) {
            if (task.agentId == agent.id)
                lost.push_back(id);
        }
        for (const std::string &id : lost) {
            note("TASK_LOST", framework.tasks[id].name + " TASK_LOST, " + agent.hostname + " is gone");
            finish(framework, id,
                   { TaskState::Lost,
                     m_now,
                     "SOURCE_MASTER",
                     message,
                     "REASON_AGENT_REMOVED",
                     {},
                     false,
                     unreachable ? m_now : Moment{} },
                   unreachable);
        }
    }
}

void World::removeAgent(int number)
{
    const auto found = m_agents.find(number);
    if (found == m_agents.end())
        return;
    loseTasksOn(found->second, false, "Agent " + found->second.hostname + " unregistered");
    const Agent gone = std::move(found->second);
    m_agents.erase(found);
    if (gone.unreachable)
        return; // it had left all lists before
    for (WorldObserver *observer : m_observers)
        observer->agentRemoved(gone);
}

void World::disconnectAgent(int number)
{
    const auto found = m_agents.find(number);
    if (found == m_agents.end() || !found->second.active)
        return;
    found->second.active = false;
    note("unreachable", found->second.hostname + " lost its connection, slave-type=" + poolOf(found->second));
    at(m_now + pingTimeout, [this, number] {
        const auto silent = m_agents.find(number);
        if (silent == m_agents.end() || silent->second.active)
            return;
        silent->second.unreachable = true;
        note("unreachable", silent->second.hostname + " unreachable, slave-type=" + poolOf(silent->second));
        loseTasksOn(silent->second, true, "health check timed out");
    });
}

int World::addFramework(Framework framework)
{
    const int number = m_nextFramework++;
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
    framework.id = m_masterId + '-' + digits;
    framework.registered = framework.reregistered = m_now;
    FrameworkState &added = m_frameworks[number];
    added.info = std::move(framework);
    for (WorldObserver *observer : m_observers)
        observer->frameworkAdded(added);
    return number;
}

void World::removeFramework(int number)
{
    const auto found = m_frameworks.find(number);
    if (found == m_frameworks.end())
        return;
    FrameworkState &framework = found->second;
    while (!framework.tasks.empty()) {
        const std::string id = framework.tasks.begin()->first;
        finish(framework, id,
               { TaskState::Killed,
                 m_now,
                 "SOURCE_MASTER",
                 "Framework " + framework.info.id + " removed",
                 "REASON_FRAMEWORK_REMOVED",
                 {},
                 false },
               false);
    }
    framework.info.active = framework.info.connected = false;
    framework.info.unregistered = m_now;
    m_completedFrameworks.push_back(std::move(framework));
    m_frameworks.erase(found);
    if (m_completedFrameworks.size() > maxCompletedFrameworks)
        m_completedFrameworks.pop_front();
    for (WorldObserver *observer : m_observers)
        observer->frameworkRemoved(m_completedFrameworks.back());
}

void World::resubscribeFramework(int number)
{
    const auto found = m_frameworks.find(number);
    if (found == m_frameworks.end())
        return;
    Framework &info = found->second.info;
    info.active = info.connected = true;
    info.reregistered = m_now;
    note("active", "Framework " + info.name + " resubscribed");
    for (WorldObserver *observer : m_observers)
        observer->frameworkUpdated(found->second);
}

void World::disconnectFramework(int number)
{
    const auto found = m_frameworks.find(number);
    if (found == m_frameworks.end())
        return;
    Framework &info = found->second.info;
    info.active = info.connected = false;
    note("unreachable", "Scheduler of " + info.name + " gone, its tasks run on");
    const auto patience = std::chrono::microseconds(static_cast<int64_t>(info.failoverTimeout * 1e6));
    at(m_now + patience, [this, number] {
        const auto waiting = m_frameworks.find(number);
        if (waiting != m_frameworks.end() && !waiting->second.info.active)
            removeFramework(number);
    });
}

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
        return wanted.fits(room);
    };
    for (const std::string &pool : launch.pools) {
        Agent *best = nullptr;
        for (auto &[number, agent] : m_agents) {
            if (poolOf(agent) != pool || !takes(agent))
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
    if (launch.wantsPort) {
        const int port = lowestFreePort(*agent);
        task.resources.ports = { { port, port } };
        task.discovery = Discovery{ task.name, "prod", {}, { { port, "http" } } };
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

Agent *World::findAgent(const std::string &id)
{
    for (auto &[number, agent] : m_agents) {
        if (agent.id == id && !agent.unreachable)
            return &agent;
    }
    return nullptr;
}

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
