// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearplan.h"

#include "models/core/tr.h"
#include "models/verbs/jobs/jobeffects.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;

using core::tr;

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

bool isFailed(TaskState state)
{
    return state == TaskState::Failed || state == TaskState::UpstreamFailed;
}

/// The instances that could be cleared, and which of them are ticked.
struct Rows
{
    QList<airflow::TaskInstance> instances;
    QList<actions::Item> items;
    QStringList whole; ///< mapped tasks of which more is cleared than was wanted, as Airflow 2 cannot less
};

/// Whether somebody named it, or it comes along as a neighbour; not so another index of a named task.
bool isWanted(const airflow::calls::Clearing &clearing, const airflow::TaskInstance &instance)
{
    const auto named = [&](const airflow::Reference &task) { return task.taskId == instance.taskId; };
    const auto meant = [&](const airflow::Reference &task) {
        return named(task) && (task.mapIndex < 0 || task.mapIndex == instance.mapIndex);
    };
    return std::ranges::any_of(clearing.tasks, meant) || std::ranges::none_of(clearing.tasks, named);
}

/// Whether of a mapped task what is ticked has failed: then Airflow 2 can leave its other instances alone.
bool isOfFailed(const Rows &rows, const QString &task)
{
    for (qsizetype i = 0; i < rows.items.size(); ++i) {
        const airflow::TaskInstance &instance = rows.instances[i];
        if (instance.taskId == task && rows.items[i].ticked && (instance.mapIndex < 0 || !isFailed(instance.state)))
            return false;
    }
    return true;
}

/// Airflow 2 clears of a mapped task all instances, or all that failed: what goes along is ticked along.
void takeAlong(Rows *rows)
{
    QStringList ids;
    for (qsizetype i = 0; i < rows->items.size(); ++i) {
        if (rows->items[i].ticked)
            ids << rows->instances[i].taskId;
    }
    const Rows before = *rows;
    for (qsizetype i = 0; i < rows->items.size(); ++i) {
        const airflow::TaskInstance &instance = rows->instances[i];
        if (before.items[i].ticked || instance.mapIndex < 0 || !ids.contains(instance.taskId)
            || (!isFailed(instance.state) && isOfFailed(before, instance.taskId)))
            continue;
        rows->items[i].ticked = true;
        if (!rows->whole.contains(instance.taskId))
            rows->whole << instance.taskId;
    }
}

Rows rowsOf(const actions::Request &request, const airflow::calls::Clearing &clearing, const FreshRun &fresh,
            const QList<airflow::Reference> &references, airflow::Api api)
{
    Rows rows;
    for (const airflow::TaskInstance &instance : namedIn(fresh, references)) {
        if (clearing.onlyFailed && !isFailed(instance.state))
            continue; // another index of a mapped task, which 2.x names without one
        actions::Item item = itemOf(instance, fresh.readAt);
        item.tickedAtFirst = isWanted(clearing, instance);
        rows.instances << instance;
        rows.items << actions::tickedBy(request, item);
    }
    if (api == airflow::Api::V1)
        takeAlong(&rows);
    return rows;
}

/// What is cleared by the rows that are ticked, and what goes with it.
struct Cleared
{
    QList<SeenTask> nodes;
    QList<SeenTask> ofFailed; ///< of these: in a call of their own, where Airflow 2 is told so
    QStringList ids;
    int running = 0;
    int done = 0;
    int killed = 0; ///< tasks in Aurora, first
};

Cleared clearedBy(const Rows &rows, airflow::Api api)
{
    Cleared cleared;
    for (qsizetype i = 0; i < rows.items.size(); ++i) {
        const airflow::TaskInstance &instance = rows.instances[i];
        if (!rows.items[i].ticked)
            continue;
        cleared.nodes.append({ { instance.taskId, instance.mapIndex }, instance.state, instance.tryNumber });
        if (api == airflow::Api::V1 && isOfFailed(rows, instance.taskId))
            cleared.ofFailed << cleared.nodes.last();
        cleared.ids << instance.taskId;
        cleared.running += airflow::isActive(instance.state);
        cleared.done += instance.state == TaskState::Success;
    }
    return cleared;
}

actions::Title titleOf(const Cleared &cleared, bool resumes, const QString &dagId)
{
    const int count = nodeCount(cleared.nodes);
    actions::Title title;
    title.label = resumes ? counted(count, tr("Resume the run: clear 1 node"), tr("Resume the run: clear %1 nodes"))
                          : counted(count, tr("Clear 1 node"), tr("Clear %1 nodes"));
    if (cleared.killed > 0)
        title.label = tr("%1, kill %2 first").arg(title.label, counted(cleared.killed, tr("1 task"), tr("%1 tasks")));
    title.place = dagId;
    title.outcome = tr("Cleared %1 of %2 nodes");
    title.late = tr("did not change");
    title.touched = counted(count, tr("1 node"), tr("%1 nodes"));
    return title;
}

QList<actions::Effect> effectsOf(const Cleared &cleared, const FreshRun &fresh)
{
    const int total = fresh.nodeCount();
    const int failed = fresh.count(TaskState::Failed) + fresh.count(TaskState::UpstreamFailed);
    const auto failedCleared = static_cast<int>(
        std::ranges::count_if(cleared.nodes, [](const SeenTask &seen) { return isFailed(seen.state); }));
    return { actions::countEffect(tr("Nodes that stay as they are"), total, total - nodeCount(cleared.nodes)),
             actions::countEffect(tr("Nodes failed or blocked"), failed, failed - failedCleared) };
}

QString lostBy(const Cleared &cleared)
{
    QStringList anew;
    if (cleared.running > 0)
        anew << counted(cleared.running, tr("1 running node"), tr("%1 running nodes"));
    if (cleared.done > 0)
        anew << counted(cleared.done, tr("1 node that is done"), tr("%1 nodes that are done"));
    QString lost;
    if (!anew.isEmpty())
        lost = tr("Begun anew: %1.").arg(anew.join(tr(" and ")));
    if (cleared.killed > 0)
        lost += tr(" Killed: %1.").arg(counted(cleared.killed, tr("1 task"), tr("%1 tasks")));
    return lost;
}

/// A call, or two where Airflow 2 must be told which were failed.
QList<actions::Step> stepsOf(const Cleared &cleared, const airflow::calls::Clearing &clearing, int phase)
{
    QList<SeenTask> others = cleared.nodes;
    others.removeIf([&](const SeenTask &seen) {
        return std::ranges::any_of(cleared.ofFailed, [&](const SeenTask &one) { return one.task == seen.task; });
    });
    QList<actions::Step> steps;
    int running = cleared.running;
    for (const QList<SeenTask> &part : { cleared.ofFailed, others }) {
        if (part.isEmpty())
            continue;
        actions::Step step = clearStep(clearing.dagId, clearing.runId, part);
        step.phase = phase;
        step.ends = std::exchange(running, 0); // told once
        steps << step;
    }
    return steps;
}

} // namespace

QList<airflow::TaskInstance> namedIn(const FreshRun &fresh, const QList<airflow::Reference> &references)
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

actions::Plan clearPlan(const actions::Request &request, const airflow::calls::Clearing &clearing, airflow::Api api,
                        const FreshRun &fresh, const QList<airflow::Reference> &references, const NodeJobs &jobs,
                        const Context &context)
{
    const Rows rows = rowsOf(request, clearing, fresh, references, api);
    Cleared cleared = clearedBy(rows, api);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    for (const QString &task : rows.whole)
        plan.warnings << tr("Airflow 2 clears %1 whole, or what failed of it: more instances go along.").arg(task);
    actions::ItemTable table;
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    table.items = rows.items;
    plan.tables = { table };
    const QList<LiveJob> killed = addJobs(&plan, cleared.ids, jobs, context);
    QList<Chosen> ended;
    for (const LiveJob &live : killed) {
        cleared.killed += static_cast<int>(live.tasks.size());
        ended << live.chosen();
    }
    const int ending = cleared.running + cleared.killed;
    plan.title = titleOf(cleared, request.what.value("resumes"_L1).toBool(), clearing.dagId);
    plan.facts = { cleared.killed > 0 ? actions::Harm::Irreversible : actions::Harm::Disruptive,
                   ending > 0,
                   false,
                   static_cast<int>(cleared.nodes.size() + killed.size()),
                   ending,
                   context.production,
                   actions::GradingFacts::defaultCap };
    plan.effects = effectsOf(cleared, fresh);
    if (!ended.isEmpty())
        plan.effects << killEffects(selectionOf(killed), jobs.fresh, ended);
    plan.question
        = { tr("Of %1 nodes of the run, how many stay as they are? Type the number:").arg(fresh.nodeCount()), 0 };
    plan.cannotBeUndone = lostBy(cleared);
    plan.notTouched = cleared.killed > 0 ? tr("Every other job in Aurora, and the machines.")
                                         : tr("Jobs in Aurora: what a node has started and not ended lives on.");
    if (airflow::isOver(fresh.run.state))
        plan.warnings << tr("The run is over (%1); it runs again.").arg(airflow::word(fresh.run.state));
    plan.watch.goal = tr("each is cleared");
    plan.command = context.command() + u"dag clear %1 "_s.arg(clearing.runId) + argumentsOf(clearing);
    for (const LiveJob &live : killed)
        plan.command += u" kill:"_s + live.job.text();
    if (!cleared.nodes.isEmpty()) // without a node there is no job behind one either
        plan.steps << stepsOf(cleared, clearing, killed.isEmpty() ? 0 : 1);
    return plan;
}

actions::Step clearStep(const QString &dagId, const QString &runId, const QList<SeenTask> &nodes)
{
    QStringList names;
    for (const SeenTask &seen : nodes)
        names << nameOf(seen.task);
    const int count = nodeCount(nodes);
    actions::Step step;
    step.key = step.item = names.first();
    step.object = u"run/%1/%2"_s.arg(dagId, runId);
    step.name = names.size() == 1 ? names.first() : counted(count, nodes.first().task.taskId, tr("%1 nodes"));
    step.call = u"clearTaskInstances %1 [%2], the reason as the note of what failed"_s.arg(runId, names.join(u", "_s));
    step.payload = { { u"dag"_s, dagId }, { u"run"_s, runId }, { u"tasks"_s, toJson(nodes) } };
    step.things = count;
    return step;
}

} // namespace verbs
