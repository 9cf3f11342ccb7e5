// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/nodejobs.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/night/airflownight.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// Job → the nodes among `nodes` it stands behind.
QMap<aurora::JobKey, QStringList> jobsOf(const dag::Graph &graph, const QStringList &nodes)
{
    QMap<aurora::JobKey, QStringList> jobs;
    for (const dag::Node &node : graph.nodes) {
        const auto job = aurora::JobKey::parse(QString::fromUtf8(node.job));
        if (job && nodes.contains(node.id))
            jobs[*job] << node.id;
    }
    return jobs;
}

} // namespace

QCoro::Task<core::Result<dag::GraphPtr>> readGraph(Context context, FreshRun run, std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const QString dagId = run.run.dagId;
    QList<airflow::RunTasksPtr> told{ std::make_shared<const airflow::RunTasks>(
        airflow::RunTasks{ run.instances, run.readAt }) };
    // Airflow is asked for its tasks once a version: half a second of its time each.
    const airflow::Snapshot known = context.airflow->snapshot();
    if (known && known->structure && known->dag.id == dagId) {
        for (const airflow::Run &earlier : known->runs)
            told.append(known->tasksOf(earlier.id));
        co_return night::withToldJobs(night::graphOf(dagId, *known->structure, context.nodeJobs), context.nodeJobs,
                                      told);
    }
    const core::Result<airflow::DagStructure> structure = co_await context.airflow->client()->structure(dagId, stop);
    if (!structure)
        co_return core::failure(structure.error());
    co_return night::withToldJobs(night::graphOf(dagId, *structure, context.nodeJobs), context.nodeJobs, told);
}

QList<aurora::Task> begunSince(const QList<aurora::Task> &tasks, core::TimePoint since)
{
    QList<aurora::Task> begun;
    std::ranges::copy_if(tasks, std::back_inserter(begun), [since](const aurora::Task &task) {
        return !task.events.isEmpty() && core::isKnown(since) && task.events.first().at >= since;
    });
    return begun;
}

Chosen LiveJob::chosen() const
{
    return { job, tasks, static_cast<int>(tasks.size()) + older, tasks.first().config };
}

QCoro::Task<core::Result<NodeJobs>> readNodeJobs(Context context, dag::GraphPtr graph, QStringList nodes,
                                                 core::TimePoint since, std::stop_token stop)
{
    NodeJobs result;
    const QMap<aurora::JobKey, QStringList> jobs = jobsOf(*graph, nodes);
    if (!context.aurora || jobs.isEmpty())
        co_return result;
    QStringList roles;
    for (auto it = jobs.begin(); it != jobs.end(); ++it) {
        if (!roles.contains(it.key().role))
            roles << it.key().role;
    }
    core::Result<FreshJobs> fresh = co_await readJobs(context, roles, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    result.fresh = *std::move(fresh);
    for (auto it = jobs.begin(); it != jobs.end(); ++it) {
        const QList<aurora::Task> active = result.fresh.of(it.key());
        LiveJob live{ it.key(), it.value(), begunSince(active, since), 0 };
        live.older = static_cast<int>(active.size() - live.tasks.size());
        if (live.older > 0)
            result.untouched << tr("%1 of %2: older than the run, left alone.")
                                    .arg(counted(live.older, tr("1 task"), tr("%1 tasks")), live.job.text());
        if (!live.tasks.isEmpty())
            result.live << live;
    }
    co_return result;
}

actions::Item itemOf(const LiveJob &live, core::TimePoint now)
{
    const RunningTime time = runningTime(live.tasks, now);
    const int active = static_cast<int>(live.tasks.size()) + live.older;
    actions::Item item;
    item.key = live.job.text();
    item.name = live.job.name;
    item.facts = { live.nodes.join(u", "_s), tr("%1 of %2").arg(live.tasks.size()).arg(active),
                   time.longest.count() > 0 ? core::formatSpan(time.longest) : tr("not running"),
                   time.sum.count() > 0 ? core::formatSpan(time.sum) : u"0"_s };
    item.link = u"job/"_s + live.job.text();
    for (const aurora::Task &task : live.tasks) // whichever state they pass through: what is ended are these
        item.seen += task.id + u';';
    return item;
}

QStringList liveJobColumns()
{
    return { tr("Behind"), tr("Tasks"), tr("Running for"), tr("Work lost") };
}

actions::Step killStepOf(const LiveJob &live, int phase)
{
    InstanceStep payload{ live.job, {} };
    for (const aurora::Task &task : live.tasks)
        payload.tasks.append({ task.instance, task.id });
    const QString instances = rangesText(payload.instances());
    actions::Step step;
    step.key = step.item = step.object = live.job.text();
    step.name = live.job.name;
    step.call = u"killTasks %1 [%2]"_s.arg(live.job.text(), instances);
    step.payload = toJson(payload);
    step.phase = phase;
    step.things = 0; // what is counted are nodes
    step.ends = static_cast<int>(live.tasks.size());
    return step;
}

Selection selectionOf(const QList<LiveJob> &jobs)
{
    Selection selection;
    for (const LiveJob &live : jobs)
        selection.parts << Selection::Part{ live.job, {} };
    return selection;
}

} // namespace verbs
