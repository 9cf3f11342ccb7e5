// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chain/chain.h"

#include "models/dag/nightboard.h"
#include "models/pools/board.h"
#include "models/tasklogs/place.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace chain {

namespace {

using Kind = links::ObjectRef::Kind;

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Collects links by walking along the layers. A layer that does not know the object ends the walk in its direction.
class Walk
{
public:
    explicit Walk(const Pictures &pictures)
        : m_pictures(pictures)
    {
    }

    void from(const links::ObjectRef &ref)
    {
        switch (ref.kind) {
        case Kind::Node:
            return fromNode(QString::fromUtf8(ref.id));
        case Kind::Job:
            return fromJob(ref.id, std::nullopt);
        case Kind::Instance: {
            const qsizetype slash = ref.id.lastIndexOf('/');
            return fromJob(ref.id.left(slash), ref.id.mid(slash + 1).toInt());
        }
        case Kind::Task:
            return fromTask(ref.id.mid(ref.id.indexOf('/') + 1));
        case Kind::Agent:
            return fromAgent(ref.id);
        case Kind::Machine:
            return fromMachine(QString::fromUtf8(ref.id));
        case Kind::Pool:
            return fromPool(QString::fromUtf8(ref.id));
        case Kind::Log:
            return from(links::fromPath(QString::fromUtf8(ref.id)));
        default:
            return;
        }
    }

    QList<Link> inOrder()
    {
        constexpr std::array order{ Kind::Node,  Kind::Job,     Kind::Instance, Kind::Task,
                                    Kind::Agent, Kind::Machine, Kind::Pool,     Kind::Log };
        QList<Link> sorted;
        for (const Kind kind : order) {
            int count = 0;
            for (const Link &link : std::as_const(m_links)) {
                if (link.ref.kind == kind && ++count <= mostOfAKind)
                    sorted.append(link);
            }
        }
        return sorted;
    }

private:
    void add(Kind kind, const QByteArray &id, const QString &text, const QString &state = {})
    {
        const bool known
            = std::ranges::any_of(m_links, [&](const Link &l) { return l.ref.kind == kind && l.ref.id == id; });
        if (!id.isEmpty() && !known)
            m_links.append({ { kind, id }, text, state });
    }

    void addNode(size_t index)
    {
        const dag::Node &node = m_pictures.night->graph->nodes[index];
        add(Kind::Node, node.id.toUtf8(), node.label, dag::stateWord(m_pictures.night->nodes[index].state));
    }

    void addNodesOf(const QByteArray &job)
    {
        if (!m_pictures.night)
            return;
        const auto &nodes = m_pictures.night->graph->nodes;
        for (size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].job == job)
                addNode(i);
        }
    }

    void fromNode(const QString &id)
    {
        if (!m_pictures.night)
            return;
        const auto &nodes = m_pictures.night->graph->nodes;
        const auto node = std::ranges::find(nodes, id, &dag::Node::id);
        if (node == nodes.end())
            return;
        addNode(static_cast<size_t>(node - nodes.begin()));
        if (!node->job.isEmpty())
            fromJob(node->job, std::nullopt);
        if (!node->pool.isEmpty())
            addPool(node->pool);
        add(Kind::Log, "node/" + id.toUtf8(), id);
    }

    /// `instance`: that one's task alone.
    void fromJob(const QByteArray &job, std::optional<int> instance)
    {
        addNodesOf(job);
        const QString key = QString::fromUtf8(job);
        add(Kind::Job, job, key);
        if (!m_pictures.mesos)
            return;
        const mesos::State &state = *m_pictures.mesos;
        QList<const mesos::Task *> tasks = tasklogs::newestTasks(state, key);
        if (instance)
            tasks.removeIf(
                [&](const mesos::Task *t) { return tasklogs::instanceOf(key, state.string(t->id)) != *instance; });
        addTasks(std::move(tasks));
        if (instance)
            add(Kind::Instance, job + '/' + QByteArray::number(*instance), instanceText(key, *instance));
    }

    static QString instanceText(const QString &job, int instance)
    {
        return job.mid(job.lastIndexOf(u'/') + 1) + u'/' + QString::number(instance);
    }

    void addTasks(QList<const mesos::Task *> tasks)
    {
        std::ranges::sort(tasks, tasklogs::isMoreUrgent);
        for (const mesos::Task *task : tasks.mid(0, mostOfAKind))
            addTask(*task);
    }

    void addTask(const mesos::Task &task)
    {
        const mesos::State &state = *m_pictures.mesos;
        const QString id = state.string(task.id);
        const QString name = state.string(task.name);
        const QString word = toString(mesos::word(task.state));
        const QByteArray ref = (state.string(task.framework) + u'/' + id).toUtf8();
        const int instance = tasklogs::instanceOf(name, id);
        if (instance >= 0) {
            addNodesOf(name.toUtf8());
            add(Kind::Job, name.toUtf8(), name);
            add(Kind::Instance, name.toUtf8() + '/' + QByteArray::number(instance), instanceText(name, instance), word);
        }
        add(Kind::Task, ref, id, word);
        if (const mesos::Agent *agent = state.agent(task.agent))
            addAgent(*agent);
        add(Kind::Log, "task/" + ref, instance >= 0 ? instanceText(name, instance) : id, word);
    }

    void fromTask(const QByteArray &id)
    {
        if (!m_pictures.mesos)
            return;
        const mesos::State &state = *m_pictures.mesos;
        const std::string wanted = id.toStdString();
        const auto task
            = std::ranges::find_if(state.tasks, [&](const mesos::Task &each) { return state.view(each.id) == wanted; });
        if (task != state.tasks.end())
            addTask(*task);
    }

    void addAgent(const mesos::Agent &agent)
    {
        const mesos::State &state = *m_pictures.mesos;
        const QByteArray id = state.string(agent.id).toUtf8();
        add(Kind::Agent, id, state.string(agent.hostname), toString(mesos::word(agent.phase)));
        if (!m_pictures.pools)
            return;
        const auto &machines = m_pictures.pools->machines;
        const auto machine = std::ranges::find(machines, id, &pools::Machine::agentId);
        if (machine == machines.end())
            return;
        add(Kind::Machine, machine->instance.toUtf8(), machine->instance);
        addPool(machine->pool);
    }

    void addPool(const QString &name) { add(Kind::Pool, name.toUtf8(), name); }

    void fromAgent(const QByteArray &id)
    {
        if (!m_pictures.mesos)
            return;
        const mesos::State &state = *m_pictures.mesos;
        const std::string wanted = id.toStdString();
        const auto agent = std::ranges::find_if(
            state.agents, [&](const mesos::Agent &each) { return state.view(each.id) == wanted; });
        if (agent == state.agents.end())
            return;
        addAgent(*agent); // first, so that it stands first of its kind
        QList<const mesos::Task *> here;
        for (const mesos::Task &task : state.tasks) {
            if (task.agent == agent->id && task.list != mesos::TaskList::Completed)
                here.append(&task);
        }
        addTasks(std::move(here));
    }

    void fromMachine(const QString &id)
    {
        if (!m_pictures.pools)
            return;
        const auto &machines = m_pictures.pools->machines;
        const auto machine = std::ranges::find(machines, id, &pools::Machine::instance);
        if (machine == machines.end())
            return;
        add(Kind::Machine, id.toUtf8(), id);
        addPool(machine->pool);
        if (!machine->agentId.isEmpty())
            fromAgent(machine->agentId);
    }

    void fromPool(const QString &name)
    {
        addPool(name);
        if (m_pictures.night) {
            const auto &nodes = m_pictures.night->graph->nodes;
            for (size_t i = 0; i < nodes.size(); ++i) {
                if (nodes[i].pool == name)
                    addNode(i);
            }
        }
        if (!m_pictures.pools)
            return;
        for (const pools::Machine &machine : m_pictures.pools->machines) {
            if (machine.pool == name)
                add(Kind::Machine, machine.instance.toUtf8(), machine.instance);
        }
    }

    const Pictures &m_pictures;
    QList<Link> m_links;
};

} // namespace

Pictures picturesOf(const stack::Stack &stack)
{
    Pictures pictures;
    pictures.mesos = stack.mesos()->snapshot();
    if (stack.night())
        pictures.night = stack.night()->night();
    pictures.pools = stack.poolBoard()->pools();
    return pictures;
}

QList<Link> of(const Pictures &pictures, const links::ObjectRef &ref)
{
    Walk walk(pictures);
    walk.from(ref);
    return walk.inOrder();
}

} // namespace chain
