// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/retireverb.h"

#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/pools/poolorders.h"
#include "models/verbs/pools/retiregate.h"
#include "models/verbs/pools/retireplan.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using steps::Kind;
using Way = RetireVerb::Way;

using core::tr;

core::Error refused(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Rejected;
    error.detail = sentence;
    return error;
}

/// Agents of the pool that may run something, as the reads of what runs there want them.
QList<mesos::FreshAgent> agentsIn(const QList<pools::Machine> &machines)
{
    QList<mesos::FreshAgent> agents;
    for (const pools::Machine &machine : machines) {
        if (machine.agentId.isEmpty())
            continue;
        mesos::FreshAgent agent;
        agent.id = QString::fromUtf8(machine.agentId);
        agent.hostname = machine.agentHost;
        agents << agent;
    }
    return agents;
}

/// The master must know how to close an agent, or nothing keeps new work away.
QCoro::Task<core::Result<void>> checkMaster(Context context, QList<mesos::FreshAgent> agents, std::stop_token stop)
{
    if (agents.isEmpty())
        co_return core::Result<void>();
    if (!context.mesos)
        co_return core::failure(closing());
    const QString first = agents.first().id;
    const core::Result<mesos::FreshAgent> agent = co_await context.mesos->agent(first, stop);
    if (agent && !agent->tellsDeactivation) {
        co_return core::failure(
            unusable(tr("This master cannot close an agent to new tasks (Mesos before 1.9), so nothing could be ended "
                        "without ending work. Host maintenance of Aurora makes agents less liked: comportactl host "
                        "maintenance start; terminate what has run empty then.")));
    }
    co_return core::Result<void>();
}

/// The last look before a machine ends: its agent is closed and holds nothing, by the master's own word.
QCoro::Task<core::Result<void>> checkEmpty(Context context, steps::Machine machine, std::stop_token stop)
{
    if (machine.agent.isEmpty())
        co_return core::Result<void>(); // the gate saw that no agent has come
    if (!context.mesos)
        co_return core::failure(closing());
    const core::Result<mesos::FreshAgent> agent = co_await context.mesos->agent(machine.agent, stop);
    if (!agent) {
        // Whatever the master said: back to the gate, which tells an agent that has gone from one not told of.
        core::Error error;
        error.kind = core::Error::Kind::Unreachable;
        error.detail = tr("the master does not tell what is on %1").arg(machine.host);
        co_return core::failure(error);
    }
    if (!agent->deactivated)
        co_return core::failure(refused(tr("%1 takes tasks again").arg(machine.host)));
    if (agent->isUsed)
        co_return core::failure(refused(tr("something runs on %1").arg(machine.host)));
    co_return core::Result<void>();
}

/// One machine goes. One that went by itself has gone, unless its group was to shrink by it, and replaces it instead.
QCoro::Task<core::Result<actions::Answer>> end(Context context, actions::Step step, std::stop_token stop)
{
    const steps::Machine machine = steps::machineOf(step);
    const core::Result<void> empty = co_await checkEmpty(context, machine, stop);
    core::Result<actions::Answer> answer = actions::Answer();
    if (empty)
        answer = co_await sendToAws(context, step, stop);
    else
        answer = actions::notSent(empty.error()); // which is an answer, too
    if ((empty && answer) || steps::decrements(step))
        co_return answer;
    co_return co_await unlessGone(context, machine.instance, answer, stop);
}

QCoro::Task<core::Result<actions::Look>> lookAtEnd(Context context, actions::Step step, std::stop_token stop)
{
    const core::Result<bool> alive = co_await isAlive(context, steps::machineOf(step).instance, stop);
    if (!alive)
        co_return core::failure(alive.error());
    actions::Look look;
    look.effect = *alive ? actions::Look::Effect::NotDone : actions::Look::Effect::Done;
    look.words = *alive ? tr("%1 runs").arg(steps::machineOf(step).instance)
                        : tr("%1 is gone").arg(steps::machineOf(step).instance);
    co_return look;
}

} // namespace

RetireVerb::RetireVerb(Context context, Way way, SavesLogs saves)
    : m_context(std::move(context))
    , m_way(way)
    , m_saves(std::move(saves))
    , m_emptySince(std::make_shared<QHash<QString, core::TimePoint>>())
{
}

QString RetireVerb::verbName(Way way)
{
    switch (way) {
    case Way::ScaleIn:
        return u"scale-in"_s;
    case Way::Terminate:
        return u"terminate"_s;
    case Way::Cycle:
        return u"cycle"_s;
    case Way::Stop:
        return u"instances-stop"_s;
    }
    Q_UNREACHABLE();
}

actions::Request RetireVerb::scaleIn(const QString &group, int by, const QJsonObject &seen, const QJsonObject &sizes)
{
    actions::Request request;
    request.verb = verbName(Way::ScaleIn);
    request.what = { { u"pool"_s, group }, { u"by"_s, by } };
    if (!seen.isEmpty())
        request.what.insert(u"seen"_s, seen);
    if (!sizes.isEmpty())
        request.what.insert(u"sizes"_s, sizes);
    return request;
}

actions::Request RetireVerb::terminate(const QString &pool, const QStringList &instances, bool replace)
{
    actions::Request request;
    request.verb = verbName(Way::Terminate);
    request.what
        = { { u"pool"_s, pool }, { u"machines"_s, QJsonArray::fromStringList(instances) }, { u"replace"_s, replace } };
    return request;
}

actions::Request RetireVerb::cycle(const QString &group, int atOnce, std::chrono::seconds pause)
{
    actions::Request request;
    request.verb = verbName(Way::Cycle);
    request.what = { { u"pool"_s, group }, { u"atOnce"_s, atOnce } };
    request.batching.pause = pause;
    return request;
}

actions::Request RetireVerb::stop(const QString &pool, const QStringList &instances)
{
    actions::Request request;
    request.verb = verbName(Way::Stop);
    request.what = { { u"pool"_s, pool } };
    if (!instances.isEmpty())
        request.what.insert(u"machines"_s, QJsonArray::fromStringList(instances));
    return request;
}

QCoro::Task<core::Result<actions::Plan>> RetireVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const QString pool = request.what.value("pool"_L1).toString();
    const QStringList names{ pool };
    const core::Result<FreshPools> read = co_await readPools(context, names, stop);
    if (!read)
        co_return core::failure(read.error());
    RetireReads reads;
    reads.pools = *read;
    if (const aws::Group *group = read->group(pool))
        reads.group = *group;
    const QList<pools::Machine> machines = read->joined->machinesOf(pool);
    if (!reads.group && way != Way::Stop && way != Way::Terminate)
        co_return core::failure(unusable(tr("No Auto Scaling group is called %1.").arg(pool)));
    if (reads.group && way == Way::Stop) {
        co_return core::failure(
            unusable(tr("%1 is an Auto Scaling group: it would replace what is stopped. Scale it in.").arg(pool)));
    }
    if (!reads.group && request.what.value("replace"_L1).toBool())
        co_return core::failure(unusable(tr("Nobody replaces a machine of %1: it is in no group.").arg(pool)));
    const QList<mesos::FreshAgent> agents = agentsIn(machines);
    const core::Result<void> master = co_await checkMaster(context, agents, stop);
    if (!master)
        co_return core::failure(master.error());
    core::Result<EndangeredTasks> tasks = EndangeredTasks();
    if (!agents.isEmpty())
        tasks = co_await readEndangered(context, agents, true, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    reads.choice = chooseMachines(machines, *tasks);
    co_return drawRetirement(request, reads, way, context);
}

QCoro::Task<core::Result<actions::Answer>> RetireVerb::perform(actions::Step step, actions::Sending,
                                                               std::stop_token stop)
{
    const Context context = m_context;
    const std::optional<Kind> kind = steps::kindOf(step);
    const steps::Machine machine = steps::machineOf(step);
    if (!kind)
        co_return core::failure(unreadableStep());
    if (kind == Kind::Sizes || kind == Kind::Protect || kind == Kind::Tag)
        co_return co_await sendToAws(context, step, stop);
    if (kind == Kind::End)
        co_return co_await end(context, step, stop);
    if (kind == Kind::Open) {
        const core::Result<bool> alive = co_await isAlive(context, machine.instance, stop);
        if (!alive)
            co_return actions::notSent(alive.error());
        if (!*alive)
            co_return actions::Answer{ tr("nothing to do: its machine is gone"), {}, {} };
    }
    co_return co_await sendToAgent(context, step, stop);
}

QCoro::Task<core::Result<actions::Look>> RetireVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const std::optional<Kind> kind = steps::kindOf(step);
    if (!kind)
        co_return core::failure(unreadableStep());
    switch (*kind) {
    case Kind::Sizes:
    case Kind::Protect:
        co_return co_await lookAtGroup(context, step, stop);
    case Kind::End:
        co_return co_await lookAtEnd(context, step, stop);
    case Kind::Tag:
        co_return co_await lookAtTags(context, step, stop);
    case Kind::Close:
        co_return co_await lookAtAgent(context, step, true, stop);
    case Kind::Open: {
        const core::Result<actions::Look> ended = co_await lookAtEnd(context, step, stop);
        if (!ended || ended->effect == actions::Look::Effect::Done)
            co_return ended; // there is nothing to open any more
        co_return co_await lookAtAgent(context, step, false, stop);
    }
    }
    Q_UNREACHABLE();
}

QCoro::Task<core::Result<actions::Ready>> RetireVerb::ready(actions::Record record, QStringList keys,
                                                            std::stop_token stop)
{
    const Context context = m_context;
    const auto emptySince = m_emptySince;
    return retireGate(context, record, keys, emptySince, m_saves, stop);
}

QCoro::Task<core::Result<actions::Watch>> RetireVerb::watch(QList<actions::Step> steps, std::stop_token)
{
    const Context context = m_context;
    co_return co_await watchRetirement(context, steps);
}

std::optional<actions::Request> RetireVerb::inverse(const actions::Record &record) const
{
    return retirementUndone(record, m_way);
}

} // namespace verbs
