// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/endangered.h"

#include "models/core/tr.h"
#include "models/verbs/agents/agentreads.h"
#include "models/verbs/jobs/freshjobs.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QCoro::Task<core::Result<QList<aurora::Task>>> readAuroras(Context context, QStringList hosts, std::stop_token stop)
{
    QList<aurora::TaskStatus> statuses;
    std::ranges::copy_if(aurora::allTaskStatuses, std::back_inserter(statuses), &aurora::isOnAgent);
    const auto query = aurora::TaskQuery::Builder().hosts(hosts).statuses(statuses).build();
    if (!query)
        co_return core::failure(query.error());
    co_return co_await readTasks(context, *query, stop);
}

bool holdsSomething(const mesos::Task &task)
{
    return task.list == mesos::TaskList::Live && !mesos::isTerminal(task.state);
}

/// What the picture adds to Aurora's own tasks, and how many of each job there are.
void addFromPicture(EndangeredTasks &tasks, const mesos::State &state, const QSet<QString> &auroras,
                    const QStringList &agents, bool everything)
{
    for (const mesos::Task &task : state.tasks) {
        if (!holdsSomething(task))
            continue;
        const QString name = state.string(task.name);
        const bool isAurora = aurora::JobKey::parse(name).has_value();
        const mesos::Framework *framework = state.framework(task.framework);
        const QString job = isAurora || !framework ? name : state.string(framework->name);
        ++tasks.running[job];
        const QString agent = state.string(task.agent);
        if (!everything || !agents.contains(agent) || auroras.contains(state.string(task.id)))
            continue;
        tasks.byAgent[agent] << Endangered{ state.string(task.id), name, job, {} };
    }
}

} // namespace

QCoro::Task<core::Result<EndangeredTasks>> readEndangered(Context context, QList<mesos::FreshAgent> agents,
                                                          bool everything, std::stop_token stop)
{
    EndangeredTasks tasks;
    QStringList hosts;
    QStringList ids;
    for (const mesos::FreshAgent &agent : agents) {
        hosts << agent.hostname;
        ids << agent.id;
    }
    QSet<QString> auroras;
    if (context.aurora) {
        const auto fresh = co_await readAuroras(context, hosts, stop);
        if (!fresh)
            co_return core::failure(fresh.error());
        for (const aurora::Task &task : *fresh) {
            auroras.insert(task.id);
            // By agent where Aurora tells it: a host may have been given to a new agent.
            const qsizetype at = ids.contains(task.agentId) ? ids.indexOf(task.agentId) : hosts.indexOf(task.host);
            if (at < 0)
                continue;
            tasks.byAgent[ids[at]] << Endangered{ task.id, u"%1/%2"_s.arg(task.job().name).arg(task.instance),
                                                  task.job().text(),
                                                  context.protection.reason(task.config, context.poolAttribute) };
        }
    }
    if (!context.picture)
        co_return core::failure(closing());
    const mesos::Snapshot picture = context.picture->snapshot();
    const core::Freshness &freshness = context.picture->freshness();
    if (!picture || freshness.phase != core::Freshness::Phase::Fresh)
        co_return core::failure(unusable(
            tr("What runs on these agents is not known for sure now: Mesos does not answer. Wait until it does.")));
    tasks.picturedAt = freshness.fetchedAt;
    addFromPicture(tasks, *picture, auroras, ids, everything);
    for (QList<Endangered> &list : tasks.byAgent)
        std::ranges::sort(list, {}, &Endangered::name);
    co_return tasks;
}

} // namespace verbs
