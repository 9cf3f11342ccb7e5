// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/gonebook.h"

#include <algorithm>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

/// Most pictures have the agents of the one before, in their order.
bool hasSameAgents(const State &a, const State &b)
{
    return a.pool == b.pool && std::ranges::equal(a.agents, b.agents, {}, &Agent::id, &Agent::id);
}

std::unordered_set<std::string_view> idsOf(const State &state)
{
    std::unordered_set<std::string_view> ids;
    ids.reserve(state.agents.size());
    for (const Agent &agent : state.agents)
        ids.insert(state.view(agent.id));
    return ids;
}

/// Copies agents into a small picture with texts of its own, so that no large one is kept for their sake.
class Copier
{
public:
    void add(const State &from, const Agent &agent, GonePicture::Facts facts)
    {
        const auto copied = [&](TextId id) { return m_pool->intern(from.view(id)); };
        Agent copy = agent;
        for (TextId Agent::*text : { &Agent::id, &Agent::hostname, &Agent::address, &Agent::version, &Agent::ports,
                                     &Agent::usedPorts, &Agent::zone, &Agent::region })
            copy.*text = copied(agent.*text);
        copy.phase = AgentPhase::Gone;
        copy.used = {};
        copy.offered = {};
        copy.liveTasks = 0;
        copy.unavailableFrom = {};
        copy.reservations = {};
        copy.attributes = { static_cast<uint32_t>(m_state->attributes.size()), agent.attributes.count };
        for (const Attribute &attribute : from.attributesOf(agent))
            m_state->attributes.push_back({ copied(attribute.name), copied(attribute.value) });
        m_state->agents.push_back(copy);
        m_facts.push_back(std::move(facts));
    }

    bool isEmpty() const { return m_facts.empty(); }

    GoneAgentsPtr take()
    {
        m_state->pool = m_pool;
        auto picture = std::make_shared<GonePicture>();
        picture->state = std::move(m_state);
        picture->facts = std::move(m_facts);
        return picture;
    }

private:
    std::shared_ptr<core::StringPool> m_pool = std::make_shared<core::StringPool>();
    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::vector<GonePicture::Facts> m_facts;
};

/// What was there at last: its tasks that ran, and those that were unreachable with it.
QList<GonePicture::Facts::Ran> tasksOf(const State &state, TextId agent)
{
    QList<GonePicture::Facts::Ran> ran;
    for (const Task &task : state.tasks) {
        if (task.agent == agent && task.list != TaskList::Completed)
            ran.append(
                { state.string(task.name), u"task/%1/%2"_s.arg(state.string(task.framework), state.string(task.id)) });
    }
    return ran;
}

} // namespace

const Agent *GonePicture::agent(std::string_view id) const
{
    const auto found = std::ranges::find_if(state->agents, [&](const Agent &a) { return state->view(a.id) == id; });
    return found == state->agents.end() ? nullptr : &*found;
}

bool GoneBook::look(const Snapshot &picture, TimePoint at)
{
    const Snapshot before = std::exchange(m_last, picture);
    const TimePoint lastSeen = std::exchange(m_lastAt, at);
    if (!picture)
        return false;
    const bool isOver = m_gone && std::ranges::any_of(m_gone->facts, [at](const GonePicture::Facts &facts) {
                            return facts.missed + kept <= at;
                        });
    if (!isOver && before && hasSameAgents(*before, *picture))
        return false;
    const std::unordered_set<std::string_view> listed = idsOf(*picture);
    Copier copier;
    if (before) {
        for (const Agent &agent : before->agents) {
            if (!listed.contains(before->view(agent.id)))
                copier.add(*before, agent, { lastSeen, at, tasksOf(*before, agent.id) });
        }
    }
    bool changed = !copier.isEmpty();
    for (size_t i = 0; m_gone && i < m_gone->facts.size(); ++i) {
        const Agent &agent = m_gone->state->agents[i];
        const GonePicture::Facts &facts = m_gone->facts[i];
        const bool isKept = i < most && facts.missed + kept > at && !listed.contains(m_gone->state->view(agent.id));
        if (isKept)
            copier.add(*m_gone->state, agent, facts);
        else
            changed = true;
    }
    if (changed)
        m_gone = copier.isEmpty() ? nullptr : copier.take();
    return changed;
}

bool GoneBook::restore(const GoneAgentsPtr &earlier, TimePoint at)
{
    if (!earlier)
        return false;
    const std::unordered_set<std::string_view> listed
        = m_last ? idsOf(*m_last) : std::unordered_set<std::string_view>();
    Copier copier;
    for (size_t i = 0; m_gone && i < m_gone->facts.size(); ++i)
        copier.add(*m_gone->state, m_gone->state->agents[i], m_gone->facts[i]);
    bool added = false;
    for (size_t i = 0; i < std::min(earlier->facts.size(), most); ++i) {
        const Agent &agent = earlier->state->agents[i];
        const std::string_view id = earlier->state->view(agent.id);
        if (earlier->facts[i].missed + kept <= at || listed.contains(id) || (m_gone && m_gone->agent(id)))
            continue;
        copier.add(*earlier->state, agent, earlier->facts[i]);
        added = true;
    }
    if (added)
        m_gone = copier.take();
    return added;
}

} // namespace mesos
