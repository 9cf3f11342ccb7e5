// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/world.h"

#include <algorithm>
#include <iterator>

namespace sim {

using namespace std::chrono_literals;

namespace {

constexpr auto pingTimeout = 75s; // agent_ping_timeout × max_agent_ping_timeouts
constexpr auto sampleEvery = 5min;
constexpr size_t samplesKept = size_t(36) * 12 * 8; // 36 h, at most eight pools
constexpr size_t eventsKept = 500;

} // namespace

const std::string &poolOf(const Agent &agent)
{
    static const std::string none;
    const auto found = std::ranges::find(agent.attributes, "slave-type", &std::pair<std::string, std::string>::first);
    return found == agent.attributes.end() ? none : found->second;
}

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
    for (WorldObserver *observer : m_observers)
        observer->sampled(byPool);
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
    // What is closed to tasks still answers.
    if (found == m_agents.end() || !(found->second.active || found->second.deactivated))
        return;
    found->second.active = false;
    found->second.deactivated = false; // nobody's order any more: it is gone
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

void World::forgetEnded()
{
    const auto forget = [this](std::deque<Task> *tasks) {
        std::ranges::move(*tasks, std::back_inserter(m_forgotten));
        tasks->clear();
    };
    for (auto &[number, framework] : m_frameworks) {
        forget(&framework.completed);
        forget(&framework.unreachable);
    }
    for (FrameworkState &framework : m_completedFrameworks)
        forget(&framework.completed);
    m_completedFrameworks.clear();
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

Agent *World::findAgent(const std::string &id)
{
    for (auto &[number, agent] : m_agents) {
        if (agent.id == id && !agent.unreachable)
            return &agent;
    }
    return nullptr;
}

} // namespace sim
