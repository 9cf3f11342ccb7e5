// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/markverb.h"

#include "models/core/tr.h"
#include "models/verbs/night/airflownote.h"
#include "models/verbs/night/clearplan.h"
#include "models/verbs/night/failedbelow.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;
using Way = MarkVerb::Way;

using core::tr;

TaskState stateOf(Way way)
{
    return way == Way::Success ? TaskState::Success : TaskState::Failed;
}

actions::Plan draw(const actions::Request &request, Way way, const FreshRun &fresh, const dag::Graph &graph,
                   const Context &context)
{
    const QString dagId = request.what.value("dag"_L1).toString();
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    actions::ItemTable table;
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    int running = 0;
    int already = 0;
    QStringList names;
    for (const airflow::Reference &task : referencesFromJson(request.what.value("tasks"_L1).toArray())) {
        const QList<airflow::TaskInstance> named = namedIn(fresh, { task });
        if (named.isEmpty())
            plan.warnings << tr("%1 is not in this run.").arg(nameOf(task));
        for (const airflow::TaskInstance &instance : named) {
            actions::Item item = itemOf(instance, fresh.readAt);
            // A mapped node as a whole: what is well already, or over, is not meant.
            item.tickedAtFirst = task.mapIndex == instance.mapIndex
                || (way == Way::Success ? instance.state != TaskState::Success : !airflow::isOver(instance.state));
            item = actions::tickedBy(request, item);
            table.items << item;
            if (!item.ticked)
                continue;
            if (instance.state == stateOf(way)) {
                ++already;
                continue;
            }
            running += airflow::isActive(instance.state);
            names << item.name;
            plan.steps << MarkVerb::step(way, dagId, instance);
        }
    }
    plan.tables = { table };
    const auto count = static_cast<int>(plan.steps.size());
    plan.title.label = way == Way::Success
        ? counted(count, tr("Mark 1 node as success"), tr("Mark %1 nodes as success"))
        : counted(count, tr("Mark 1 node as failed"), tr("Mark %1 nodes as failed"));
    plan.title.place = dagId;
    plan.title.outcome
        = way == Way::Success ? tr("Marked %1 of %2 nodes as success") : tr("Marked %1 of %2 nodes as failed");
    plan.title.touched = counted(count, tr("1 node"), tr("%1 nodes"));
    plan.facts = { actions::Harm::Disruptive,        running > 0, false, count, running, context.production,
                   actions::GradingFacts::defaultCap };
    const int there = fresh.count(stateOf(way));
    const int others = static_cast<int>(fresh.instances.size()) - there;
    plan.effects = { actions::countEffect(way == Way::Success ? tr("Nodes not done") : tr("Nodes not failed"), others,
                                          others - count) };
    plan.question
        = { way == Way::Success ? tr("Of %1 nodes not done, how many stay so? Type the number:").arg(others)
                                : tr("Of %1 nodes not failed, how many stay so? Type the number:").arg(others),
            0 };
    if (already > 0)
        plan.warnings << counted(already, tr("1 node is so already."), tr("%1 nodes are so already."));
    if (running > 0)
        plan.cannotBeUndone
            = counted(running, tr("1 running node is ended by Airflow."), tr("%1 running nodes are ended by Airflow."));
    plan.canBeUndone = tr("Clear it, and it runs again.");
    QStringList marked;
    for (const actions::Step &step : std::as_const(plan.steps))
        marked << step.payload.value("task"_L1).toString();
    const qsizetype cleared = failedBelow(fresh, graph, marked).size();
    if (cleared > 0 && way == Way::Success)
        plan.warnings << counted(cleared,
                                 tr("Airflow clears with it 1 failed or blocked node below: it runs, unless another "
                                    "failure holds it."),
                                 tr("Airflow clears with it %1 failed or blocked nodes below: they run, unless another "
                                    "failure holds them."));
    else if (cleared > 0)
        plan.warnings << counted(cleared,
                                 tr("Airflow clears with it 1 failed or blocked node below: it is blocked anew, or "
                                    "runs where its rule lets it."),
                                 tr("Airflow clears with it %1 failed or blocked nodes below: they are blocked anew, "
                                    "or run where their rules let them."));
    plan.notTouched = tr("Jobs in Aurora: what a node has started lives on.");
    plan.command = context.command()
        + u"dag mark %1 %2 %3"_s.arg(way == Way::Success ? u"success"_s : u"failed"_s, fresh.run.id, names.join(u' '));
    return plan;
}

} // namespace

MarkVerb::MarkVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

QString MarkVerb::verbName(Way way)
{
    return way == Way::Success ? u"dag-mark-success"_s : u"dag-mark-failed"_s;
}

actions::Request MarkVerb::request(Way way, const QString &dagId, const QString &runId,
                                   const QList<airflow::Reference> &tasks)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = { { u"dag"_s, dagId }, { u"run"_s, runId }, { u"tasks"_s, toJson(tasks) } };
    return request;
}

actions::Step MarkVerb::step(Way way, const QString &dagId, const airflow::TaskInstance &instance)
{
    const airflow::Reference place{ instance.taskId, instance.mapIndex };
    actions::Step step;
    step.key = step.item = step.name = nameOf(place);
    step.object = u"node/%1/%2"_s.arg(instance.runId, step.key);
    step.call = u"set %1 %2 to %3, the reason as its note"_s.arg(instance.runId, step.key, airflow::word(stateOf(way)));
    step.payload = { { u"dag"_s, dagId },
                     { u"run"_s, instance.runId },
                     { u"task"_s, instance.taskId },
                     { u"index"_s, instance.mapIndex } };
    step.ends = airflow::isActive(instance.state) ? 1 : 0;
    return step;
}

QCoro::Task<core::Result<actions::Plan>> MarkVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const core::Result<FreshRun> fresh = co_await readRun(context, request.what.value("dag"_L1).toString(),
                                                          request.what.value("run"_L1).toString(), stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    const core::Result<dag::GraphPtr> graph = co_await readGraph(context, *fresh, stop);
    if (!graph)
        co_return core::failure(graph.error());
    co_return draw(request, way, *fresh, **graph, context);
}

QCoro::Task<core::Result<actions::Answer>> MarkVerb::perform(actions::Step step, actions::Sending sending,
                                                             std::stop_token stop)
{
    const Context context = m_context;
    if (!context.airflow)
        co_return core::failure(noAirflow());
    airflow::calls::StateChange change;
    change.task = { step.payload.value("dag"_L1).toString(), step.payload.value("run"_L1).toString(),
                    step.payload.value("task"_L1).toString(), step.payload.value("index"_L1).toInt(-1) };
    change.state = stateOf(m_way);
    const core::Result<QList<airflow::Reference>> done = co_await context.airflow->client()->setState(change, stop);
    if (!done)
        co_return core::failure(done.error());
    const QString words = done->isEmpty() ? tr("OK, it was so already") : tr("OK");
    const QList<airflow::calls::TaskKey> places{ change.task };
    const QString note = co_await leaveNote(context, places, sending, stop);
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ words + note, {}, {} };
}

QCoro::Task<core::Result<actions::Look>> MarkVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const TaskState wanted = stateOf(m_way);
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const airflow::calls::TaskKey key{ step.payload.value("dag"_L1).toString(), step.payload.value("run"_L1).toString(),
                                       step.payload.value("task"_L1).toString(),
                                       step.payload.value("index"_L1).toInt(-1) };
    const core::Result<airflow::TaskInstanceDetails> now = co_await context.airflow->client()->taskInstance(key, stop);
    if (!now)
        co_return core::failure(now.error());
    actions::Look look;
    look.effect = now->instance.state == wanted ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("it is %1").arg(airflow::word(now->instance.state));
    co_return look;
}

} // namespace verbs
