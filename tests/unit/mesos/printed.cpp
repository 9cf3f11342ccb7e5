// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/mesos/printed.h"

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 10);
}

QString number(float value)
{
    return QString::number(static_cast<double>(value), 'g', 7);
}

template <typename Amounts>
QString amounts(const Amounts &r)
{
    return QStringList{ number(r.cpus), number(r.mem), number(r.disk), number(r.gpus) }.join(u'/');
}

QString ms(TimePoint t)
{
    return QString::number(t.time_since_epoch().count());
}

QString ascii(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

QString agentLine(const State &state, const Agent &agent)
{
    QStringList attributes;
    for (const Attribute &attribute : state.attributesOf(agent))
        attributes << state.string(attribute.name) + u'=' + state.string(attribute.value);
    QStringList reservations;
    for (const Reservation &reservation : state.reservationsOf(agent))
        reservations << state.string(reservation.role) + u'=' + amounts(reservation.resources);
    return QStringList{ u"agent"_s,
                        state.string(agent.id),
                        state.string(agent.hostname),
                        state.string(agent.address),
                        state.string(agent.version),
                        amounts(agent.total),
                        amounts(agent.used),
                        amounts(agent.offered),
                        state.string(agent.ports),
                        state.string(agent.usedPorts),
                        attributes.join(u';'),
                        reservations.join(u';'),
                        ms(agent.registered),
                        ms(agent.reregistered),
                        ascii(word(agent.phase)) }
        .join(u'\t');
}

QString texts(const State &state, std::span<const TextId> ids)
{
    QStringList list;
    for (const TextId id : ids)
        list << state.string(id);
    return list.join(u',');
}

QString frameworkLine(const State &state, const Framework &framework)
{
    return QStringList{ u"framework"_s,
                        state.string(framework.id),
                        state.string(framework.name),
                        state.string(framework.user),
                        state.string(framework.principal),
                        state.string(framework.host),
                        state.string(framework.address),
                        state.string(framework.webUi),
                        texts(state, state.rolesOf(framework)),
                        texts(state, state.capabilitiesOf(framework)),
                        amounts(framework.used),
                        amounts(framework.offered),
                        ms(framework.registered),
                        ms(framework.reregistered),
                        ms(framework.unregistered),
                        QString::number(framework.failoverTimeout.count()),
                        framework.checkpoint ? u"true"_s : u"false"_s,
                        ascii(word(framework.phase)) }
        .join(u'\t');
}

QString taskLine(const State &state, const Task &task)
{
    static const QStringList lists{ u"live"_s, u"unreachable"_s, u"completed"_s };
    static const QStringList healths{ u"?"_s, u"healthy"_s, u"unhealthy"_s };
    QStringList line{ u"task"_s,
                      lists[static_cast<int>(task.list)],
                      state.string(task.id),
                      state.string(task.name),
                      state.string(task.executor),
                      state.string(task.framework),
                      state.string(task.agent),
                      state.string(task.role),
                      task.state == TaskState::Unknown ? state.string(task.stateWord) : ascii(word(task.state)),
                      amounts(task.resources),
                      state.string(task.ports),
                      ms(task.started),
                      ms(task.changed),
                      healths[static_cast<int>(task.health)] };
    if (!task.message.isEmpty() || !task.reason.isEmpty())
        line << state.string(task.message) << state.string(task.reason);
    return line.join(u'\t');
}

QString executorLine(const State &state, const Executor &executor)
{
    return QStringList{ u"executor"_s,
                        state.string(executor.id),
                        state.string(executor.name),
                        state.string(executor.framework),
                        state.string(executor.agent),
                        state.string(executor.source),
                        amounts(executor.resources) }
        .join(u'\t');
}

QString clusterLine(const State &state)
{
    const Cluster &cluster = state.cluster;
    QStringList line{ u"cluster"_s,
                      state.string(cluster.name),
                      state.string(cluster.leader),
                      state.string(cluster.leaderAddress),
                      state.string(cluster.version),
                      state.string(cluster.masterId),
                      ms(cluster.started),
                      ms(cluster.elected) };
    for (const uint32_t count :
         { cluster.activatedAgents, cluster.deactivatedAgents, cluster.unreachableAgents, cluster.recoveredAgents })
        line << QString::number(count);
    return line.join(u'\t');
}

} // namespace

QStringList printed(const State &state)
{
    QStringList lines{ clusterLine(state) };
    for (const Agent &agent : state.agents)
        lines << agentLine(state, agent);
    for (const Framework &framework : state.frameworks)
        lines << frameworkLine(state, framework);
    for (const Task &task : state.tasks)
        lines << taskLine(state, task);
    for (const Executor &executor : state.executors)
        lines << executorLine(state, executor);
    lines.sort();
    return lines;
}

QStringList printedRoles(const State &state)
{
    const auto quota = [](const std::optional<ResourceSum> &sum) { return sum ? amounts(*sum) : u"none"_s; };
    QStringList lines;
    for (const Role &role : state.roles) {
        lines << QStringList{ state.string(role.name), number(role.weight),
                              quota(role.guarantee),   quota(role.limit),
                              amounts(role.allocated), amounts(role.offered),
                              amounts(role.reserved),  QString::number(role.frameworks) }
                     .join(u'\t');
    }
    lines.sort();
    return lines;
}

QStringList printedPhases(const State &state)
{
    QStringList lines;
    for (const Agent &agent : state.agents)
        lines << state.string(agent.id) + u'\t' + ascii(word(agent.phase)) + u'\t' + ms(agent.drainStarted);
    lines.sort();
    return lines;
}

State withoutWhatOnlyOneWayTells(const State &state)
{
    State rest = state;
    for (Framework &framework : rest.frameworks)
        framework.address = {};
    for (Task &task : rest.tasks) {
        task.message = {};
        task.reason = {};
    }
    return rest;
}

} // namespace mesos
