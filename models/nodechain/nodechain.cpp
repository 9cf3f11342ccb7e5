// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nodechain/nodechain.h"

#include "models/aurora/rows/jobstate.h"
#include "models/core/format.h"
#include "models/pools/words.h"
#include "models/tasklogs/place.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nodechain {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Chain", text);
}

QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "failed · 3 min 12 s ago"
QString sinceText(const QString &word, core::TimePoint since, core::TimePoint now)
{
    return core::isKnown(since) ? tr("%1 · %2 ago").arg(word, core::formatSpan(now - since)) : word;
}

Link missing(Kind kind, const QString &why)
{
    return { kind, {}, {}, why, {} };
}

Link nodeLink(const dag::Node &node, const dag::NodeRun &run, core::TimePoint now)
{
    QStringList parts{ dag::stateWord(run.state) };
    if (run.tryNumber > 0)
        parts << (run.maxTries > 1 ? tr("try %1 of %2").arg(run.tryNumber).arg(run.maxTries)
                                   : tr("try %1").arg(run.tryNumber));
    const core::TimePoint moment = core::isKnown(run.ended) ? run.ended : run.started;
    if (core::isKnown(moment))
        parts << core::formatSpan(now - moment) + tr(" ago");
    const QString word = dag::stateWord(run.state);
    return { Kind::Node, node.label, run.state == dag::NodeState::UpForRetry ? u"up_for_retry"_s : word,
             parts.join(u" · "_s), u"node/"_s + node.id };
}

/// The task that says most of the node.
const aurora::TaskRow *tellingTask(const aurora::State &state, const aurora::JobRow &job, dag::NodeState node)
{
    const aurora::TaskRow *best = nullptr;
    int bestRank = 0;
    for (const aurora::TaskRow &task : state.tasksOf(job)) {
        const bool failed = task.status == aurora::TaskStatus::Failed || task.status == aurora::TaskStatus::Lost;
        const bool wanted = node == dag::NodeState::Failed ? failed : !aurora::isTerminal(task.status);
        const int rank = (wanted ? 2 : 0) + (task.host.isEmpty() ? 0 : 1);
        if (!best || rank > bestRank || (rank == bestRank && task.since > best->since)) {
            best = &task;
            bestRank = rank;
        }
    }
    return best;
}

Link jobLink(const aurora::State *state, const QByteArray &key, const aurora::JobRow *job)
{
    if (key.isEmpty())
        return missing(Kind::Job, tr("no rule names one"));
    const QString name = QString::fromUtf8(key);
    if (!state)
        return { Kind::Job, name, {}, tr("Aurora was not read yet"), u"job/"_s + name };
    if (!job)
        return { Kind::Job, name, u"gone"_s, tr("Aurora does not list it"), {} };
    const QString word = toString(aurora::word(aurora::jobState(*state, *job)));
    const QString instances
        = job->instances == 1 ? tr("1 instance") : tr("%1 instances").arg(core::formatCount(job->instances));
    return { Kind::Job, name, word, instances + u" · "_s + word, u"job/"_s + name };
}

std::optional<tasklogs::Place> placeOf(const Sources &sources, const aurora::JobRow *job, const QByteArray &key,
                                       dag::NodeState node)
{
    const mesos::State *const mesos = sources.mesos.get();
    if (job) {
        if (const aurora::TaskRow *const task = tellingTask(*sources.aurora, *job, node))
            return tasklogs::placeOfAuroraTask(*sources.aurora, mesos, sources.aurora->string(task->id));
    }
    const auto parsed = aurora::JobKey::parse(QString::fromUtf8(key));
    if (!mesos || !parsed)
        return std::nullopt;
    // Aurora tells ended tasks only of jobs that are looked at; Mesos remembers some.
    return tasklogs::placeOfInstance(*mesos, *parsed, 0);
}

Link taskLink(const tasklogs::Place &place, core::TimePoint now)
{
    return { Kind::Task, place.task, place.stateWord, sinceText(place.stateWord, place.since, now),
             place.framework.isEmpty() ? QString() : u"task/%1/%2"_s.arg(place.framework, place.task) };
}

const mesos::Agent *agentOf(const mesos::State *mesos, const tasklogs::Place &place)
{
    if (!mesos || place.host.isEmpty())
        return nullptr;
    const std::string host = place.host.toStdString();
    const auto found
        = std::ranges::find_if(mesos->agents, [&](const mesos::Agent &a) { return mesos->view(a.hostname) == host; });
    return found == mesos->agents.end() ? nullptr : &*found;
}

Link agentLink(const mesos::State *mesos, const mesos::Agent *agent, const tasklogs::Place &place)
{
    if (place.host.isEmpty())
        return missing(Kind::Agent, place.over ? tr("not known any more") : tr("none yet: it waits for one"));
    if (!agent)
        return {
            Kind::Agent, place.host, u"gone"_s, mesos ? tr("not registered any more") : tr("Mesos was not read yet"), {}
        };
    const QString phase = toString(mesos::word(agent->phase));
    const QString tasks = agent->liveTasks == 1 ? tr("1 task") : tr("%1 tasks").arg(agent->liveTasks);
    return { Kind::Agent, place.host, phase, phase + u" · "_s + tasks, u"agent/"_s + mesos->string(agent->id) };
}

const pools::Machine *machineOf(const Sources &sources, const mesos::Agent *agent, const QString &host)
{
    if (!sources.pools || host.isEmpty())
        return nullptr;
    const QByteArray id = agent ? sources.mesos->string(agent->id).toUtf8() : QByteArray();
    const auto found = std::ranges::find_if(sources.pools->machines, [&](const pools::Machine &m) {
        return (!id.isEmpty() && m.agentId == id) || m.agentHost == host;
    });
    return found == sources.pools->machines.end() ? nullptr : &*found;
}

Link instanceLink(const pools::Machine *machine, bool hasHost)
{
    if (!machine)
        return missing(Kind::Instance, hasHost ? tr("machine gone, or not EC2's") : tr("none yet"));
    if (machine->instance.isEmpty())
        return missing(Kind::Instance, tr("not known to EC2"));
    QStringList parts{ machine->type, machine->zone };
    if (machine->spot)
        parts << tr("spot");
    if (machine->isProtected)
        parts << tr("protected");
    return { Kind::Instance, machine->instance, machine->isProtected ? u"held"_s : pools::stateWord(machine->state),
             parts.join(u" · "_s), machine->pool.isEmpty() ? QString() : u"pool/"_s + machine->pool };
}

Link poolLink(const pools::Picture *picture, const QString &name)
{
    if (name.isEmpty())
        return missing(Kind::Pool, tr("not known"));
    const pools::Pool *const pool = picture ? picture->pool(name) : nullptr;
    if (!pool)
        return { Kind::Pool, name, {}, tr("not read yet"), u"pool/"_s + name };
    const QString of = pool->wanted ? tr("%1 of %2").arg(pool->registered).arg(*pool->wanted)
                                    : tr("%1 registered").arg(pool->registered);
    return { Kind::Pool, name, pools::stateWord(pool->state), tr("%1 · %2 idle").arg(of).arg(pool->idle),
             u"pool/"_s + name };
}

Link logLink(const tasklogs::Place &place)
{
    if (place.host.isEmpty())
        return missing(Kind::Log, tr("none yet"));
    const QString path = place.instance >= 0 ? u"instance/%1/%2"_s.arg(place.job).arg(place.instance)
                                             : u"task/%1/%2"_s.arg(place.framework, place.task);
    return { Kind::Log, place.title, place.failed ? u"failed"_s : QString(),
             place.failed && !place.message.isEmpty() ? place.message : tr("stdout, stderr"), path };
}

} // namespace

Chain chainOf(const Sources &sources, dag::NodeIndex index)
{
    const dag::Node &node = sources.night->graph->nodes[static_cast<size_t>(index)];
    const dag::NodeRun &run = sources.night->nodes[static_cast<size_t>(index)];
    const auto parsed = aurora::JobKey::parse(QString::fromUtf8(node.job));
    const aurora::JobRow *const job = sources.aurora && parsed ? sources.aurora->job(*parsed) : nullptr;
    Chain chain{ nodeLink(node, run, sources.now),
                 jobLink(sources.aurora.get(), node.job, job),
                 missing(Kind::Task, node.job.isEmpty() ? tr("no job") : tr("none known")),
                 missing(Kind::Agent, tr("no task")),
                 missing(Kind::Instance, tr("no task")),
                 poolLink(sources.pools.get(), node.pool),
                 missing(Kind::Log, tr("no task")) };
    const std::optional<tasklogs::Place> place
        = node.job.isEmpty() ? std::nullopt : placeOf(sources, job, node.job, run.state);
    if (!place)
        return chain;
    const mesos::Agent *const agent = agentOf(sources.mesos.get(), *place);
    const pools::Machine *const machine = machineOf(sources, agent, place->host);
    chain[2] = taskLink(*place, sources.now);
    chain[3] = agentLink(sources.mesos.get(), agent, *place);
    chain[4] = instanceLink(machine, !place->host.isEmpty());
    if (machine)
        chain[5] = poolLink(sources.pools.get(), machine->pool);
    chain[6] = logLink(*place);
    return chain;
}

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Node:
        return tr("DAG node");
    case Kind::Job:
        return tr("Aurora job");
    case Kind::Task:
        return tr("Mesos task");
    case Kind::Agent:
        return tr("Agent");
    case Kind::Instance:
        return tr("EC2 instance");
    case Kind::Pool:
        return tr("Pool");
    case Kind::Log:
        return tr("Log");
    }
    return {};
}

} // namespace nodechain
