// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"

#include "models/core/tr.h"
#include "models/verbs/night/airflownote.h"
#include "models/verbs/night/clearplan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;

using core::tr;

airflow::calls::Clearing clearingOf(const QJsonObject &what)
{
    return { what.value("dag"_L1).toString(),
             what.value("run"_L1).toString(),
             referencesFromJson(what.value("tasks"_L1).toArray()),
             what.value("downstream"_L1).toBool(),
             what.value("upstream"_L1).toBool(),
             what.value("only-failed"_L1).toBool() };
}

/// Whether a clear can be seen on it: who waited before waits after, too.
bool canTell(const SeenTask &seen)
{
    return seen.state != TaskState::None && seen.state != TaskState::Scheduled;
}

bool isUntouched(const SeenTask &seen, const airflow::TaskInstance *now)
{
    if (!now || now->tryNumber != seen.tryNumber)
        return false;
    if (now->state == seen.state)
        return true;
    // What ran may have come to an end by itself, or because its job was killed first: that is no clear.
    return airflow::isActive(seen.state) && now->state != TaskState::None && now->state != TaskState::Scheduled
        && now->state != TaskState::Queued && now->state != TaskState::Restarting;
}

/// Of mapped tasks what failed and nothing else: only so told, Airflow 2 leaves their other instances alone.
bool isOfFailedIndices(const QList<SeenTask> &tasks)
{
    const auto isMapped = [](const SeenTask &seen) { return seen.task.mapIndex >= 0; };
    const auto isFailed = [](const SeenTask &seen) {
        return seen.state == TaskState::Failed || seen.state == TaskState::UpstreamFailed;
    };
    return std::ranges::any_of(tasks, isMapped) && std::ranges::all_of(tasks, isFailed);
}

bool isKill(const actions::Step &step)
{
    return step.payload.contains("job"_L1);
}

/// Where the reason is left: on what had failed, as it is about that; else on the first. Each is two questions to
/// Airflow, so not on hundreds.
QList<airflow::calls::TaskKey> notedOf(const actions::Step &step)
{
    constexpr qsizetype most = 10;
    const QString dag = step.payload.value("dag"_L1).toString();
    const QString run = step.payload.value("run"_L1).toString();
    const QList<SeenTask> tasks = seenTasksFromJson(step.payload.value("tasks"_L1).toArray());
    QList<airflow::calls::TaskKey> places;
    for (const SeenTask &seen : tasks) {
        if (seen.state == TaskState::Failed && places.size() < most)
            places.append({ dag, run, seen.task.taskId, seen.task.mapIndex });
    }
    if (places.isEmpty() && !tasks.isEmpty())
        places.append({ dag, run, tasks.first().task.taskId, tasks.first().task.mapIndex });
    return places;
}

} // namespace

ClearVerb::ClearVerb(Context context)
    : m_context(std::move(context))
    , m_kill(std::make_shared<KillVerb>(m_context))
{
}

actions::Request ClearVerb::request(const airflow::calls::Clearing &clearing, bool withJobs)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"dag"_s, clearing.dagId },           { u"run"_s, clearing.runId },
                     { u"tasks"_s, toJson(clearing.tasks) }, { u"downstream"_s, clearing.downstream },
                     { u"upstream"_s, clearing.upstream },   { u"only-failed"_s, clearing.onlyFailed } };
    if (withJobs)
        request.what.insert(u"withJobs"_s, true);
    return request;
}

actions::Request ClearVerb::ofNode(const dag::Night &night, dag::NodeIndex node, bool downstream, bool withJobs)
{
    airflow::calls::Clearing clearing;
    clearing.dagId = night.run.dag;
    clearing.runId = night.run.id;
    clearing.tasks = { { night.graph->nodes[static_cast<size_t>(node)].id } };
    clearing.downstream = downstream;
    return request(clearing, withJobs);
}

actions::Request ClearVerb::resumeRequest(const QString &dagId, const QString &runId,
                                          const QList<airflow::Reference> &nodes)
{
    actions::Request resume = request({ dagId, runId, nodes, false, false, false });
    resume.what.insert(u"resumes"_s, true);
    return resume;
}

QCoro::Task<core::Result<actions::Plan>> ClearVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const airflow::calls::Clearing clearing = clearingOf(request.what);
    const core::Result<FreshRun> fresh = co_await readRun(context, clearing.dagId, clearing.runId, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    for (const airflow::Reference &task : clearing.tasks) {
        if (!fresh->find(task) && namedIn(*fresh, { task }).isEmpty())
            co_return core::failure(airflowRefusal(tr("The run %1 has no node %2.").arg(clearing.runId, nameOf(task))));
    }
    const core::Result<QList<airflow::Reference>> references
        = co_await context.airflow->client()->clearDryRun(clearing, stop);
    if (!references)
        co_return core::failure(references.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const airflow::Api api = context.airflow->client()->knownVersion().value_or(airflow::Version()).api;
    const core::Result<dag::GraphPtr> graph = co_await readGraph(context, *fresh, stop);
    if (!graph)
        co_return core::failure(graph.error());
    QStringList nodes;
    for (const airflow::Reference &reference : *references)
        nodes << reference.taskId;
    const core::Result<NodeJobs> jobs = co_await readNodeJobs(context, *graph, nodes, fresh->run.start, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    co_return clearPlan(request, clearing, api, *fresh, *references, *jobs, context);
}

QCoro::Task<core::Result<actions::Answer>> ClearVerb::perform(actions::Step step, actions::Sending sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    const std::shared_ptr<KillVerb> kill = m_kill;
    if (isKill(step))
        co_return co_await kill->perform(step, sending, stop);
    if (!context.airflow)
        co_return core::failure(noAirflow());
    airflow::calls::Clearing clearing;
    clearing.dagId = step.payload.value("dag"_L1).toString();
    clearing.runId = step.payload.value("run"_L1).toString();
    const QList<SeenTask> tasks = seenTasksFromJson(step.payload.value("tasks"_L1).toArray());
    for (const SeenTask &seen : tasks)
        clearing.tasks.append(seen.task);
    clearing.onlyFailed = isOfFailedIndices(tasks);
    if (clearing.tasks.isEmpty()) // Airflow would take that for all of them
        co_return core::failure(airflowRefusal(tr("No node is named.")));
    const core::Result<QList<airflow::Reference>> done = co_await context.airflow->client()->clear(clearing, stop);
    if (!done)
        co_return core::failure(done.error());
    const QString note = co_await leaveNote(context, notedOf(step), sending, stop);
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ counted(done->size(), tr("OK, 1 task"), tr("OK, %1 tasks")) + note,
                               { { u"tasks"_s, step.payload.value("tasks"_L1) } },
                               {} };
}

QCoro::Task<core::Result<actions::Look>> ClearVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const std::shared_ptr<KillVerb> kill = m_kill;
    if (isKill(step))
        co_return co_await kill->look(step, stop);
    const core::Result<FreshRun> fresh = co_await readRun(context, step.payload.value("dag"_L1).toString(),
                                                          step.payload.value("run"_L1).toString(), stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    const QList<SeenTask> tasks = seenTasksFromJson(step.payload.value("tasks"_L1).toArray());
    QList<SeenTask> untouched;
    qsizetype telling = 0;
    for (const SeenTask &seen : tasks) {
        telling += canTell(seen);
        if (canTell(seen) && isUntouched(seen, fresh->find(seen.task)))
            untouched.append(seen);
    }
    actions::Look look;
    if (telling == 0) {
        look.effect = actions::Look::Effect::NotDone; // sent once more it changes nothing
        look.words = tr("each waits, as before");
    } else if (untouched.isEmpty()) {
        look.effect = actions::Look::Effect::Done;
        look.words = tr("each has another state since");
    } else if (untouched.size() == telling) {
        look.effect = actions::Look::Effect::NotDone;
        look.words = tr("each is as it was");
    } else {
        look.effect = actions::Look::Effect::Partly;
        look.words = tr("%1 of %2 are as they were").arg(untouched.size()).arg(telling);
        QJsonObject rest = step.payload;
        rest.insert(u"tasks"_s, toJson(untouched));
        look.rest = rest;
    }
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> ClearVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const std::shared_ptr<KillVerb> kill = m_kill;
    if (isKill(steps.constFirst())) // kills are a phase of their own
        co_return co_await kill->watch(steps, stop);
    actions::Watch watch;
    watch.things = 0;
    for (const actions::Step &step : steps) {
        const core::Result<FreshRun> fresh = co_await readRun(context, step.payload.value("dag"_L1).toString(),
                                                              step.payload.value("run"_L1).toString(), stop);
        if (!fresh)
            co_return core::failure(fresh.error());
        QStringList waiting;
        const QList<SeenTask> tasks = seenTasksFromJson(step.payload.value("tasks"_L1).toArray());
        QList<SeenTask> open;
        for (const SeenTask &seen : tasks) {
            if (!canTell(seen) || !isUntouched(seen, fresh->find(seen.task)))
                continue;
            open << seen;
            waiting << nameOf(seen.task);
        }
        watch.things += nodeCount(tasks) - nodeCount(open);
        if (waiting.isEmpty())
            watch.reached << step.key;
        else
            watch.waitingFor = waiting.mid(0, 3).join(u", "_s);
    }
    co_return watch;
}

} // namespace verbs
