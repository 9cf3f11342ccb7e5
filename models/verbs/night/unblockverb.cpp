// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/unblockverb.h"

#include "models/core/tr.h"
#include "models/dag/analysis/structure.h"
#include "models/verbs/night/clearplan.h"
#include "models/verbs/night/failedbelow.h"
#include "models/verbs/night/nodejobs.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;

using core::tr;

/// Any instance of it, where it is mapped.
bool isAny(const FreshRun &run, const QString &taskId, TaskState state)
{
    return std::ranges::any_of(run.instances, [&](const airflow::TaskInstance &instance) {
        return instance.taskId == taskId && instance.state == state;
    });
}

/// Itself, or all of its instances that have failed: while one is, what waits for it stays blocked.
QList<airflow::TaskInstance> failedOf(const FreshRun &fresh, const airflow::Reference &node)
{
    QList<airflow::TaskInstance> failed = namedIn(fresh, { { node.taskId } });
    failed.removeIf([](const airflow::TaskInstance &instance) { return instance.state != TaskState::Failed; });
    return failed;
}

actions::Step markStep(const airflow::TaskInstance &instance, const QString &dagId)
{
    actions::Step mark = MarkVerb::step(MarkVerb::Way::Success, dagId, instance);
    mark.object = u"run/%1/%2"_s.arg(dagId, instance.runId); // as the clear's: one after the other
    mark.things = 0; // what is counted is unblocked
    return mark;
}

actions::Plan draw(const actions::Request &request, const airflow::Reference &node, const FreshRun &fresh,
                   const dag::Graph &graph, const Context &context)
{
    const QString dagId = request.what.value("dag"_L1).toString();
    const QString name = nameOf(node);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    actions::ItemTable marked;
    marked.title = tr("Marked as success");
    marked.nameTitle = tr("Node");
    marked.columns = itemColumns();
    bool isWhole = true;
    for (const airflow::TaskInstance &instance : failedOf(fresh, node)) {
        marked.items << actions::tickedBy(request, itemOf(instance, fresh.readAt));
        isWhole = isWhole && marked.items.last().ticked;
    }
    actions::ItemTable table;
    table.title = tr("Blocked by it alone, cleared so that they run");
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    QList<SeenTask> cleared;
    bool isUnticked = false;
    for (const QString &task : blockedByAlone(graph, fresh, node.taskId)) {
        for (const airflow::TaskInstance &instance : fresh.instances) {
            if (instance.taskId != task || instance.state != TaskState::UpstreamFailed)
                continue;
            actions::Item item = actions::tickedBy(request, itemOf(instance, fresh.readAt));
            isUnticked = isUnticked || !item.ticked;
            item.ticked = true; // Airflow clears it with the mark
            table.items << item;
            cleared.append({ { instance.taskId, instance.mapIndex }, instance.state, instance.tryNumber });
        }
    }
    plan.tables = { marked, table };
    const int count = nodeCount(cleared);
    plan.title.label = tr("Unblock %1 below %2").arg(counted(count, tr("1 node"), tr("%1 nodes")), name);
    plan.title.place = dagId;
    plan.title.outcome = tr("Unblocked %1 of %2 nodes");
    plan.title.late = tr("did not change");
    plan.title.touched = counted(count + 1, tr("1 node"), tr("%1 nodes"));
    plan.facts = { actions::Harm::Disruptive,        false, false, count + 1, 0, context.production,
                   actions::GradingFacts::defaultCap };
    const int blocked = fresh.count(TaskState::UpstreamFailed);
    plan.effects = { actions::countEffect(tr("Nodes blocked"), blocked, blocked - count) };
    plan.question = { tr("Of %1 blocked nodes, how many stay blocked? Type the number:").arg(blocked), 0 };
    plan.canBeUndone = tr("Mark %1 as failed again; what has begun meanwhile goes on.").arg(name);
    plan.warnings << tr("What %1 should have made is missing: whoever reads it takes what is there.").arg(name);
    if (count < blocked)
        plan.warnings << counted(blocked - count, tr("1 blocked node waits for another failure, too, and stays so."),
                                 tr("%1 blocked nodes wait for another failure, too, and stay so."));
    if (isUnticked)
        plan.warnings << tr("None of those blocked below can be left out: Airflow clears them with the mark.");
    QStringList again = failedBelow(fresh, graph, { node.taskId });
    again.removeIf([&fresh](const QString &id) { return !isAny(fresh, id, TaskState::Failed); });
    if (!again.isEmpty())
        plan.warnings
            << tr("Airflow clears with it what has failed below, which runs again: %1.").arg(again.join(u", "_s));
    plan.notTouched = tr("Jobs in Aurora: what a node has started lives on.");
    plan.command = context.command() + u"dag unblock %1 %2"_s.arg(fresh.run.id, name);
    plan.watch.goal = tr("each is cleared");
    if (!isWhole || count == 0)
        return plan;
    for (const airflow::TaskInstance &instance : failedOf(fresh, node))
        plan.steps << markStep(instance, dagId);
    actions::Step clear = clearStep(dagId, fresh.run.id, cleared);
    clear.phase = 1;
    plan.steps << clear;
    return plan;
}

} // namespace

QStringList blockedByAlone(const dag::Graph &graph, const FreshRun &run, const QString &taskId)
{
    const dag::Structure structure(graph);
    QStringList freed;
    const auto isHindrance = [&](const QString &parent) {
        return parent != taskId && !freed.contains(parent)
            && (isAny(run, parent, TaskState::Failed) || isAny(run, parent, TaskState::UpstreamFailed));
    };
    for (const dag::NodeIndex node : structure.order()) {
        const QString &id = graph.nodes[static_cast<size_t>(node)].id;
        if (!isAny(run, id, TaskState::UpstreamFailed))
            continue;
        bool isBelow = false;
        bool isHindered = false;
        for (const dag::NodeIndex parent : structure.parents(node)) {
            const QString &name = graph.nodes[static_cast<size_t>(parent)].id;
            isBelow = isBelow || name == taskId || freed.contains(name);
            isHindered = isHindered || isHindrance(name);
        }
        if (isBelow && !isHindered)
            freed << id;
    }
    return freed;
}

UnblockVerb::UnblockVerb(Context context)
    : m_context(std::move(context))
    , m_mark(std::make_shared<MarkVerb>(m_context, MarkVerb::Way::Success))
    , m_clear(std::make_shared<ClearVerb>(m_context))
{
}

actions::Request UnblockVerb::request(const QString &dagId, const QString &runId, const airflow::Reference &node)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"dag"_s, dagId }, { u"run"_s, runId }, { u"tasks"_s, toJson(QList{ node }) } };
    return request;
}

std::shared_ptr<actions::Verb> UnblockVerb::partOf(const actions::Step &step) const
{
    if (step.payload.contains("tasks"_L1))
        return m_clear;
    return m_mark;
}

QCoro::Task<core::Result<actions::Plan>> UnblockVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const QString dagId = request.what.value("dag"_L1).toString();
    const QString runId = request.what.value("run"_L1).toString();
    const airflow::Reference node = referencesFromJson(request.what.value("tasks"_L1).toArray()).value(0);
    const core::Result<FreshRun> fresh = co_await readRun(context, dagId, runId, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    const QList<airflow::TaskInstance> instances = namedIn(*fresh, { node });
    if (instances.isEmpty())
        co_return core::failure(airflowRefusal(tr("The run %1 has no node %2.").arg(runId, nameOf(node))));
    if (failedOf(*fresh, node).isEmpty())
        co_return core::failure(airflowRefusal(tr("%1 is %2. Only a node that has failed blocks others.")
                                                   .arg(nameOf(node), airflow::word(instances.first().state))));
    const core::Result<dag::GraphPtr> graph = co_await readGraph(context, *fresh, stop);
    if (!graph)
        co_return core::failure(graph.error());
    co_return draw(request, node, *fresh, **graph, context);
}

QCoro::Task<core::Result<actions::Answer>> UnblockVerb::perform(actions::Step step, actions::Sending sending,
                                                                std::stop_token stop)
{
    const std::shared_ptr<actions::Verb> part = partOf(step);
    if (!step.payload.contains("tasks"_L1)) // the mark
        co_return co_await part->perform(step, sending, stop);
    // Airflow clears with a node that is marked what has failed below it. What runs already is not begun anew.
    const core::Result<actions::Look> look = co_await part->look(step, stop);
    if (!look)
        co_return actions::notSent(look.error());
    if (look->effect == actions::Look::Effect::Done)
        co_return actions::Answer{ tr("Airflow has cleared them with the mark"), {}, {} };
    if (look->rest)
        step.payload = *look->rest;
    co_return co_await part->perform(step, sending, stop);
}

QCoro::Task<core::Result<actions::Look>> UnblockVerb::look(actions::Step step, std::stop_token stop)
{
    const std::shared_ptr<actions::Verb> part = partOf(step);
    co_return co_await part->look(step, stop);
}

QCoro::Task<core::Result<actions::Watch>> UnblockVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const std::shared_ptr<actions::Verb> part = partOf(steps.constFirst()); // each is a phase of its own
    co_return co_await part->watch(steps, stop);
}

} // namespace verbs
