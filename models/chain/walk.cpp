// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/walk.h"

#include "models/chain/linkof.h"
#include "models/core/tr.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chain {

namespace {

using core::tr;

const mesos::Agent *agentOf(const mesos::State *state, const QByteArray &id)
{
    if (!state || id.isEmpty())
        return nullptr;
    const std::string wanted = id.toStdString();
    const auto agent
        = std::ranges::find_if(state->agents, [&](const mesos::Agent &each) { return state->view(each.id) == wanted; });
    return agent == state->agents.end() ? nullptr : &*agent;
}

} // namespace

Walk::Walk(const Pictures &pictures)
    : m_pictures(pictures)
{
}

void Walk::from(const links::ObjectRef &ref)
{
    m_begin = ref.kind;
    const QString id = QString::fromUtf8(ref.id);
    switch (ref.kind) {
    case Kind::Node:
        return fromNode(id);
    case Kind::Job:
        return fromJob(id, std::nullopt);
    case Kind::Instance:
        return fromJob(id.section(u'/', 0, -2), id.section(u'/', -1).toInt());
    case Kind::Task:
        return fromTask(id.section(u'/', 0, 0), id.section(u'/', 1));
    case Kind::Agent:
        return fromAgent(ref.id);
    case Kind::Machine:
        return fromMachine(id);
    case Kind::Pool:
        return fromPool(id);
    case Kind::Log:
        return from(links::fromPath(id));
    default:
        return;
    }
}

bool Walk::has(Kind kind) const
{
    return std::ranges::any_of(m_links, [kind](const Link &link) { return link.ref.kind == kind; });
}

void Walk::add(const Link &link)
{
    const bool isKnown = std::ranges::any_of(
        m_links, [&](const Link &known) { return known.ref == link.ref && known.text == link.text; });
    if (!isKnown)
        m_links.append(link);
}

void Walk::addNodesOf(const QByteArray &job)
{
    if (!m_pictures.night)
        return;
    const auto &nodes = m_pictures.night->graph->nodes;
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].job == job)
            add(linkOfNode(*m_pictures.night, i, m_pictures.now));
    }
}

void Walk::addPlaces(const QList<tasklogs::Place> &places)
{
    m_waits = !places.isEmpty() && !places.first().over && places.first().host.isEmpty();
    for (const tasklogs::Place &place : places)
        addPlace(place);
}

void Walk::addPlace(const tasklogs::Place &place)
{
    if (place.instance >= 0) {
        addNodesOf(place.job.toUtf8());
        add(linkOfJob(m_pictures.aurora.get(), place.job));
        add(linkOfInstance(place.job, place.instance, place.stateWord));
    }
    add(linkOfTask(place, m_pictures.now));
    addHost(place);
    if (!place.host.isEmpty()) // else nothing has run there yet
        add(linkOfLog(place));
}

void Walk::addHost(const tasklogs::Place &place)
{
    if (const mesos::Agent *const agent = agentOf(m_pictures.mesos.get(), place.agent.toUtf8()))
        return addAgent(*agent);
    if (place.host.isEmpty())
        return;
    const QString why = m_pictures.mesos ? tr("not registered any more") : tr("Mesos was not read yet");
    add({ { Kind::Agent, {} }, place.host, u"gone"_s, why });
    if (!m_pictures.pools)
        return;
    const auto &machines = m_pictures.pools->machines;
    const auto machine = std::ranges::find(machines, place.host, &pools::Machine::agentHost);
    if (machine != machines.end())
        addMachine(*machine);
}

void Walk::addAgent(const mesos::Agent &agent)
{
    const mesos::State &state = *m_pictures.mesos;
    add(linkOfAgent(state, agent));
    if (!m_pictures.pools)
        return;
    const auto &machines = m_pictures.pools->machines;
    const auto machine = std::ranges::find(machines, state.string(agent.id).toUtf8(), &pools::Machine::agentId);
    if (machine != machines.end())
        addMachine(*machine);
}

void Walk::addMachine(const pools::Machine &machine)
{
    if (!machine.instance.isEmpty())
        add(linkOfMachine(machine));
    addPool(machine.pool);
}

void Walk::addPool(const QString &name)
{
    if (!name.isEmpty())
        add(linkOfPool(m_pictures.pools.get(), name));
}

void Walk::fromNode(const QString &id)
{
    if (!m_pictures.night)
        return;
    const auto &nodes = m_pictures.night->graph->nodes;
    const auto node = std::ranges::find(nodes, id, &dag::Node::id);
    if (node == nodes.end())
        return;
    const auto index = static_cast<size_t>(node - nodes.begin());
    add(linkOfNode(*m_pictures.night, index, m_pictures.now)); // first: its job may have others
    if (!node->job.isEmpty())
        fromJob(QString::fromUtf8(node->job), std::nullopt);
    addPool(node->pool);
    if (m_pictures.night->nodes[index].tryNumber > 0)
        add({ { Kind::Log, "node/" + id.toUtf8() }, node->label, {}, {} }); // Airflow's
}

void Walk::fromJob(const QString &job, std::optional<int> instance)
{
    addNodesOf(job.toUtf8());
    add(linkOfJob(m_pictures.aurora.get(), job));
    const QList<tasklogs::Place> places
        = tasklogs::urgentPlaces(m_pictures.aurora.get(), m_pictures.mesos.get(), job, instance, mostOfAKind);
    addPlaces(places);
    if (instance && places.isEmpty())
        add(linkOfInstance(job, *instance, {}));
}

void Walk::fromTask(const QString &framework, const QString &task)
{
    std::optional<tasklogs::Place> place;
    if (m_pictures.mesos)
        place = tasklogs::placeOfTask(*m_pictures.mesos, framework, task);
    if (!place && m_pictures.aurora)
        place = tasklogs::placeOfAuroraTask(*m_pictures.aurora, m_pictures.mesos.get(), task);
    if (place)
        addPlaces({ *place });
}

void Walk::fromAgent(const QByteArray &id)
{
    const mesos::Agent *const agent = agentOf(m_pictures.mesos.get(), id);
    if (!agent)
        return;
    const mesos::State &state = *m_pictures.mesos;
    addAgent(*agent); // first, so that it stands first of its kind
    QList<const mesos::Task *> here;
    for (const mesos::Task &task : state.tasks) {
        if (task.agent == agent->id && task.list != mesos::TaskList::Completed)
            here.append(&task);
    }
    std::ranges::sort(here, tasklogs::isMoreUrgent);
    QList<tasklogs::Place> places;
    for (const mesos::Task *task : here.mid(0, mostOfAKind))
        places.append(tasklogs::placeOf(state, *task));
    addPlaces(places);
}

void Walk::fromMachine(const QString &id)
{
    if (!m_pictures.pools)
        return;
    const auto &machines = m_pictures.pools->machines;
    const auto machine = std::ranges::find(machines, id, &pools::Machine::instance);
    if (machine == machines.end())
        return;
    addMachine(*machine);
    if (!machine->agentId.isEmpty())
        fromAgent(machine->agentId);
}

void Walk::fromPool(const QString &name)
{
    addPool(name);
    if (m_pictures.night) {
        const auto &nodes = m_pictures.night->graph->nodes;
        for (size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].pool == name)
                add(linkOfNode(*m_pictures.night, i, m_pictures.now));
        }
    }
    if (!m_pictures.pools)
        return;
    for (const pools::Machine &machine : m_pictures.pools->machines) {
        if (machine.pool == name && !machine.instance.isEmpty())
            add(linkOfMachine(machine));
    }
}

} // namespace chain
