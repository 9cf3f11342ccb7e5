// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"

#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/night/airflownote.h"
#include "models/verbs/night/nodejobs.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;

QString tr(const char *text)
{
    return QCoreApplication::translate("ClearVerb", text);
}

airflow::calls::Clearing clearingOf(const QJsonObject &what)
{
    return { what.value("dag"_L1).toString(),
             what.value("run"_L1).toString(),
             referencesFromJson(what.value("tasks"_L1).toArray()),
             what.value("downstream"_L1).toBool(),
             what.value("upstream"_L1).toBool(),
             what.value("only-failed"_L1).toBool() };
}

/// 2.x names a mapped task without its index: all of its instances are meant.
QList<airflow::TaskInstance> named(const FreshRun &fresh, const QList<airflow::Reference> &references)
{
    QList<airflow::TaskInstance> found;
    for (const airflow::TaskInstance &instance : fresh.instances) {
        const bool meant = std::ranges::any_of(references, [&](const airflow::Reference &reference) {
            return reference.taskId == instance.taskId
                && (reference.mapIndex == instance.mapIndex || reference.mapIndex < 0);
        });
        if (meant)
            found.append(instance);
    }
    return found;
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

QString argumentsOf(const airflow::calls::Clearing &clearing)
{
    QStringList words;
    for (const airflow::Reference &task : clearing.tasks)
        words << nameOf(task);
    if (clearing.downstream)
        words << u"downstream"_s;
    if (clearing.upstream)
        words << u"upstream"_s;
    if (clearing.onlyFailed)
        words << u"failed"_s;
    return words.join(u' ');
}

/// The jobs alive behind the nodes that are cleared, with a step for each that is ticked. Returns what was ticked.
QList<LiveJob> addJobs(actions::Plan *plan, const QStringList &nodes, const NodeJobs &jobs, const Context &context)
{
    const bool withJobs = plan->request.what.value("withJobs"_L1).toBool();
    actions::ItemTable table;
    table.title = tr("Jobs still alive behind them, killed first");
    table.nameTitle = tr("Job");
    table.columns = liveJobColumns();
    QList<LiveJob> killed;
    QStringList left;
    for (const LiveJob &live : jobs.live) {
        const bool isBehind
            = std::ranges::any_of(live.nodes, [&](const QString &node) { return nodes.contains(node); });
        if (!isBehind)
            continue;
        actions::Item item = itemOf(live, plan->readAt);
        item.tickedAtFirst = withJobs;
        item.protection = context.protection.reason(live.tasks.first().config, context.poolAttribute);
        item = actions::tickedBy(plan->request, item);
        table.items << item;
        if (!item.ticked) {
            left << live.job.text();
            continue;
        }
        killed << live;
        plan->steps << killStepOf(live, 0);
        if (const aurora::UpdateSummary *update = jobs.fresh.updateOf(live.job))
            plan->others << tr("%1 is being updated by %2; Aurora refuses to kill it until that ends or is aborted.")
                                .arg(live.job.text(), update->user);
    }
    if (!table.items.isEmpty())
        plan->tables << table;
    if (!left.isEmpty())
        plan->warnings << tr("Still alive, and found there by the new try: %1. Tick what should be killed first.")
                              .arg(left.join(u", "_s));
    return killed;
}

actions::Plan draw(const actions::Request &request, const airflow::calls::Clearing &clearing, const FreshRun &fresh,
                   const QList<airflow::Reference> &references, const NodeJobs &jobs, const Context &context)
{
    const bool resumes = request.what.value("resumes"_L1).toBool();
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    actions::ItemTable table;
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    QList<SeenTask> cleared;
    QStringList ids;
    int running = 0;
    int done = 0;
    for (const airflow::TaskInstance &instance : named(fresh, references)) {
        const actions::Item item = actions::tickedBy(request, itemOf(instance, fresh.readAt));
        table.items << item;
        if (!item.ticked)
            continue;
        cleared.append({ { instance.taskId, instance.mapIndex }, instance.state, instance.tryNumber });
        ids << instance.taskId;
        running += airflow::isActive(instance.state);
        done += instance.state == TaskState::Success;
    }
    plan.tables = { table };
    const QList<LiveJob> killed = addJobs(&plan, ids, jobs, context);
    int tasks = 0;
    QList<Chosen> ended;
    for (const LiveJob &live : killed) {
        tasks += static_cast<int>(live.tasks.size());
        ended << live.chosen();
    }
    const auto count = static_cast<int>(cleared.size());
    const auto total = static_cast<int>(fresh.instances.size());
    plan.title.label = resumes
        ? counted(count, tr("Resume the run: clear 1 node"), tr("Resume the run: clear %1 nodes"))
        : counted(count, tr("Clear 1 node"), tr("Clear %1 nodes"));
    if (tasks > 0)
        plan.title.label = tr("%1, kill %2 first").arg(plan.title.label, counted(tasks, tr("1 task"), tr("%1 tasks")));
    plan.title.place = clearing.dagId;
    plan.title.outcome = tr("Cleared %1 of %2 nodes");
    plan.title.late = tr("did not change");
    plan.title.touched = counted(count, tr("1 node"), tr("%1 nodes"));
    plan.facts = { tasks > 0 ? actions::Harm::Irreversible : actions::Harm::Disruptive,
                   running + tasks > 0,
                   false,
                   count + static_cast<int>(killed.size()),
                   running + tasks,
                   context.production,
                   actions::GradingFacts::defaultCap };
    const int failed = fresh.count(TaskState::Failed) + fresh.count(TaskState::UpstreamFailed);
    const auto failedCleared = static_cast<int>(std::ranges::count_if(cleared, [](const SeenTask &seen) {
        return seen.state == TaskState::Failed || seen.state == TaskState::UpstreamFailed;
    }));
    plan.effects = { actions::countEffect(tr("Nodes that stay as they are"), total, total - count),
                     actions::countEffect(tr("Nodes failed or blocked"), failed, failed - failedCleared) };
    if (!ended.isEmpty())
        plan.effects << killEffects(selectionOf(killed), jobs.fresh, ended);
    plan.question = { tr("Of %1 nodes of the run, how many stay as they are? Type the number:").arg(total), 0 };
    QStringList anew;
    if (running > 0)
        anew << counted(running, tr("1 running node"), tr("%1 running nodes"));
    if (done > 0)
        anew << counted(done, tr("1 node that is done"), tr("%1 nodes that are done"));
    if (!anew.isEmpty())
        plan.cannotBeUndone = tr("Begun anew: %1.").arg(anew.join(tr(" and ")));
    if (tasks > 0)
        plan.cannotBeUndone += tr(" Killed: %1.").arg(counted(tasks, tr("1 task"), tr("%1 tasks")));
    plan.notTouched = tasks > 0 ? tr("Every other job in Aurora, and the machines.")
                                : tr("Jobs in Aurora: what a node has started and not ended lives on.");
    if (airflow::isOver(fresh.run.state))
        plan.warnings << tr("The run is over (%1); it runs again.").arg(airflow::word(fresh.run.state));
    plan.watch.goal = tr("each is cleared");
    plan.command = context.command() + u"dag clear %1 "_s.arg(clearing.runId) + argumentsOf(clearing);
    for (const LiveJob &live : killed)
        plan.command += u" kill:"_s + live.job.text();
    if (count == 0)
        return plan; // no node, and so no job behind one
    actions::Step step = ClearVerb::stepOf(clearing.dagId, clearing.runId, cleared);
    step.phase = killed.isEmpty() ? 0 : 1;
    step.ends = running;
    plan.steps << step;
    return plan;
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

actions::Step ClearVerb::stepOf(const QString &dagId, const QString &runId, const QList<SeenTask> &nodes)
{
    QStringList names;
    for (const SeenTask &seen : nodes)
        names << nameOf(seen.task);
    const auto count = static_cast<int>(nodes.size());
    actions::Step step;
    step.key = step.item = names.first();
    step.object = u"run/%1/%2"_s.arg(dagId, runId);
    step.name = counted(count, names.first(), tr("%1 nodes"));
    step.call = u"clearTaskInstances %1 [%2], the reason as the note of what failed"_s.arg(runId, names.join(u", "_s));
    step.payload = { { u"dag"_s, dagId }, { u"run"_s, runId }, { u"tasks"_s, toJson(nodes) } };
    step.things = count;
    return step;
}

QCoro::Task<core::Result<actions::Plan>> ClearVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const airflow::calls::Clearing clearing = clearingOf(request.what);
    const core::Result<FreshRun> fresh = co_await readRun(context, clearing.dagId, clearing.runId, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    for (const airflow::Reference &task : clearing.tasks) {
        if (!fresh->find(task) && named(*fresh, { task }).isEmpty())
            co_return core::failure(airflowRefusal(tr("The run %1 has no node %2.").arg(clearing.runId, nameOf(task))));
    }
    const core::Result<QList<airflow::Reference>> references
        = co_await context.airflow->client()->clearDryRun(clearing, stop);
    if (!references)
        co_return core::failure(references.error());
    const core::Result<dag::GraphPtr> graph = co_await readGraph(context, clearing.dagId, stop);
    if (!graph)
        co_return core::failure(graph.error());
    QStringList nodes;
    for (const airflow::Reference &reference : *references)
        nodes << reference.taskId;
    const core::Result<NodeJobs> jobs = co_await readNodeJobs(context, *graph, nodes, fresh->run.start, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    co_return draw(request, clearing, *fresh, *references, *jobs, context);
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
    for (const SeenTask &seen : seenTasksFromJson(step.payload.value("tasks"_L1).toArray()))
        clearing.tasks.append(seen.task);
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
        for (const SeenTask &seen : tasks) {
            if (canTell(seen) && isUntouched(seen, fresh->find(seen.task)))
                waiting << nameOf(seen.task);
        }
        watch.things += static_cast<int>(tasks.size() - waiting.size());
        if (waiting.isEmpty())
            watch.reached << step.key;
        else
            watch.waitingFor = waiting.mid(0, 3).join(u", "_s);
    }
    co_return watch;
}

} // namespace verbs
