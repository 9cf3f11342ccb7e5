// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/workingpicture.h"

#include "models/mesos/decoding/rowtexts.h"

#include <algorithm>

namespace mesos {

namespace {

/// Where the master lists a task after an update. It does not say so; these are its rules.
TaskList listAfter(const V1TaskUpdate &update, std::string_view reason)
{
    if (update.newest == TaskState::Unreachable)
        return TaskList::Unreachable;
    if (reason == "REASON_FRAMEWORK_REMOVED")
        return TaskList::Completed;
    // Tasks of frameworks that do not know partitions are lost with their agent, and listed as unreachable.
    if (update.newest == TaskState::Lost && (reason == "REASON_AGENT_REMOVED" || reason == "REASON_SLAVE_REMOVED"))
        return TaskList::Unreachable;
    return isTerminal(update.newest) ? TaskList::Completed : TaskList::Live;
}

} // namespace

void WorkingPicture::clear()
{
    m_agents.clear();
    m_frameworks.clear();
    m_vanished = {};
    m_unreachable = 0;
}

void WorkingPicture::setAgent(V1Agent agent)
{
    m_agents[agent.row.id.value] = std::move(agent);
}

void WorkingPicture::setFramework(V1Framework framework)
{
    m_frameworks.set(std::move(framework));
}

void WorkingPicture::loadTask(const Task &task)
{
    m_frameworks.put(task);
    if (task.list == TaskList::Completed)
        m_frameworks.entryOf(task.framework).completed.push_back(task.id);
}

void WorkingPicture::loadExecutor(const Executor &executor)
{
    m_frameworks.entryOf(executor.framework).executors.push_back(executor);
}

/// Adds (1) or takes away (-1) what a task holds, unless it holds nothing.
void WorkingPicture::hold(const Task &task, int sign)
{
    if (task.list != TaskList::Live)
        return;
    const auto change = [sign](ResourceSum &sum, const Resources &by) {
        sum.cpus = std::max(0.0, sum.cpus + sign * static_cast<double>(by.cpus));
        sum.mem = std::max(0.0, sum.mem + sign * static_cast<double>(by.mem));
        sum.disk = std::max(0.0, sum.disk + sign * static_cast<double>(by.disk));
        sum.gpus = std::max(0.0, sum.gpus + sign * static_cast<double>(by.gpus));
    };
    change(m_frameworks.entryOf(task.framework).framework.used, task.resources);
    const auto agent = m_agents.find(task.agent.value);
    if (agent == m_agents.end())
        return;
    change(agent->second.used, task.resources);
    const Ranges ports = Ranges::parse(m_texts->view(task.ports));
    if (sign > 0)
        agent->second.usedPorts.add(ports);
    else
        agent->second.usedPorts.remove(ports);
}

void WorkingPicture::addAgent(V1Agent agent)
{
    // What it holds is announced task by task. Whether the announced sums hold them already depends on the moment.
    const auto known = m_agents.find(agent.row.id.value);
    const bool isBack = known == m_agents.end() || known->second.row.phase == AgentPhase::Unreachable
        || known->second.row.phase == AgentPhase::Recovering;
    agent.used = isBack ? ResourceSum() : known->second.used;
    agent.usedPorts = isBack ? Ranges() : known->second.usedPorts;
    setAgent(std::move(agent));
}

void WorkingPicture::removeAgent(TextId id)
{
    m_agents.erase(id.value);
    m_frameworks.removeExecutorsOn(id);
}

void WorkingPicture::addFramework(V1Framework framework)
{
    if (const FrameworkLists::Entry *const known = m_frameworks.find(framework.row.id)) {
        framework.used = known->framework.used;
        framework.offered = known->framework.offered;
        m_frameworks.reopen(framework.row.id);
    }
    setFramework(std::move(framework));
}

void WorkingPicture::removeFramework(TextId id)
{
    FrameworkLists::Entry &entry = m_frameworks.entryOf(id);
    std::vector<TextId> left;
    for (Task &task : entry.tasks) {
        if (task.list == TaskList::Completed)
            continue;
        hold(task, -1);
        task.list = TaskList::Completed;
        left.push_back(task.id);
    }
    for (const TextId task : left)
        m_frameworks.completeTask(entry, task);
    entry.executors.clear();
    Framework &row = entry.framework.row;
    if (row.phase == FrameworkPhase::Completed)
        return;
    row.phase = FrameworkPhase::Completed;
    entry.framework.used = {};
    entry.framework.offered = {};
    m_frameworks.complete(id);
}

void WorkingPicture::addTask(const Task &task)
{
    if (Task *const known = m_frameworks.find(task.framework, task.id)) {
        hold(*known, -1);
        Task again = task; // the history of one that comes back is told shorter than we know it
        if (core::isKnown(known->started) && (!core::isKnown(task.started) || known->started < task.started))
            again.started = known->started;
        *known = again;
    } else {
        m_frameworks.put(task);
    }
    hold(task, 1);
    if (task.list == TaskList::Completed)
        m_frameworks.completeTask(m_frameworks.entryOf(task.framework), task.id);
}

void WorkingPicture::updateTask(const V1TaskUpdate &update)
{
    Task *const task = m_frameworks.find(update.framework, update.status.id);
    if (!task)
        return; // it has fallen out of the master's list of completed ones
    const TaskList list = listAfter(update, m_texts->view(update.status.reason));
    const bool wasCompleted = task->list == TaskList::Completed;
    hold(*task, -1);
    task->state = update.newest;
    task->stateWord = update.newestWord;
    task->changed = update.status.changed;
    task->health = update.status.health;
    task->message = update.status.message;
    task->reason = update.status.reason;
    if (update.isRunning && !core::isKnown(task->started))
        task->started = update.status.changed;
    task->list = wasCompleted ? TaskList::Completed : list;
    hold(*task, 1);
    if (task->list == TaskList::Completed && !wasCompleted)
        m_frameworks.completeTask(m_frameworks.entryOf(update.framework), update.status.id);
}

void WorkingPicture::setUnreachableCount(uint32_t unreachable)
{
    m_unreachable = unreachable;
}

/// The ids among those we have and the master does not list that are to be shown as unreachable.
std::vector<TextId> WorkingPicture::vanished(const std::unordered_set<uint32_t> &listed, uint32_t returned)
{
    std::unordered_map<uint32_t, VanishedAgents::Candidate> missing;
    for (const auto &[number, agent] : m_agents) {
        if (!listed.contains(number))
            missing.emplace(number, VanishedAgents::Candidate{ agent.row.id, agent.row.phase });
    }
    for (const auto &[number, entry] : m_frameworks.entries()) {
        if (missing.empty())
            break; // as nearly always
        for (const Task &task : entry.tasks) {
            const auto found = missing.find(task.agent.value);
            if (found == missing.end())
                continue;
            found->second.hasUnreachableTasks |= task.list == TaskList::Unreachable;
            found->second.hasGoneTasks |= task.state == TaskState::GoneByOperator;
        }
    }
    std::vector<VanishedAgents::Candidate> candidates;
    for (const auto &[number, candidate] : missing)
        candidates.push_back(candidate);
    std::ranges::sort(candidates, {}, [](const VanishedAgents::Candidate &c) { return c.id.value; });
    return m_vanished.keep(std::move(candidates), m_unreachable, returned);
}

void WorkingPicture::reconcile(std::vector<V1Agent> listed)
{
    std::unordered_set<uint32_t> ids;
    uint32_t returned = 0;
    for (const V1Agent &agent : listed) {
        ids.insert(agent.row.id.value);
        returned += core::isKnown(agent.row.reregistered) && !m_agents.contains(agent.row.id.value) ? 1 : 0;
    }
    std::map<uint32_t, V1Agent> agents;
    for (const TextId id : vanished(ids, returned)) {
        V1Agent &agent = agents[id.value] = m_agents[id.value];
        agent.row.phase = AgentPhase::Unreachable;
    }
    for (V1Agent &agent : listed)
        agents[agent.row.id.value] = std::move(agent);
    m_agents = std::move(agents);
}

void WorkingPicture::reconcile(std::vector<V1Framework> listed)
{
    for (V1Framework &framework : listed) {
        FrameworkLists::Entry *const known = m_frameworks.find(framework.row.id);
        if (!known)
            continue; // newer than the stream, which will announce it
        const bool wasCompleted = known->framework.row.phase == FrameworkPhase::Completed;
        const bool isCompleted = framework.row.phase == FrameworkPhase::Completed;
        if (wasCompleted == isCompleted)
            known->framework = std::move(framework);
    }
}

void WorkingPicture::copyTo(State &state) const
{
    for (const auto &[number, agent] : m_agents) {
        Agent &row = state.agents.emplace_back(agent.row);
        row.used = packed(agent.used);
        row.usedPorts = m_texts->intern(agent.usedPorts.text());
        row.attributes
            = { static_cast<uint32_t>(state.attributes.size()), static_cast<uint32_t>(agent.attributes.size()) };
        row.reservations
            = { static_cast<uint32_t>(state.reservations.size()), static_cast<uint32_t>(agent.reservations.size()) };
        state.attributes.insert(state.attributes.end(), agent.attributes.begin(), agent.attributes.end());
        state.reservations.insert(state.reservations.end(), agent.reservations.begin(), agent.reservations.end());
    }
    m_frameworks.copyTo(state);
    Cluster &cluster = state.cluster;
    cluster.unreachableAgents = m_unreachable;
    for (const Agent &agent : state.agents) {
        const bool counts = agent.phase != AgentPhase::Unreachable && agent.phase != AgentPhase::Recovering;
        cluster.activatedAgents += agent.phase == AgentPhase::Active ? 1 : 0;
        cluster.deactivatedAgents += counts && agent.phase != AgentPhase::Active ? 1 : 0;
        cluster.recoveredAgents += agent.phase == AgentPhase::Recovering ? 1 : 0;
    }
}

void WorkingPicture::translate(const core::StringPool &old)
{
    const auto move = [&](TextId &id) { id = m_texts->intern(old.view(id)); };
    std::map<uint32_t, V1Agent> agents;
    for (auto &[number, agent] : m_agents) {
        forEachText(agent.row, move);
        for (Attribute &attribute : agent.attributes) {
            move(attribute.name);
            move(attribute.value);
        }
        for (Reservation &reservation : agent.reservations)
            move(reservation.role);
        agents.emplace(agent.row.id.value, std::move(agent));
    }
    m_agents = std::move(agents);
    m_frameworks.translate(old, *m_texts);
}

WorkingPicture WorkingPicture::branch(Texts *texts) const
{
    WorkingPicture copy = *this;
    copy.m_texts = texts;
    return copy;
}

} // namespace mesos
