// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/unblockverb.h"

#include "models/dag/analysis/structure.h"
#include "models/verbs/night/clearplan.h"
#include "models/verbs/night/nodejobs.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;

QString tr(const char *text)
{
    return QCoreApplication::translate("UnblockVerb", text);
}

/// Any instance of it, where it is mapped.
bool isAny(const FreshRun &run, const QString &taskId, TaskState state)
{
    return std::ranges::any_of(run.instances, [&](const airflow::TaskInstance &instance) {
        return instance.taskId == taskId && instance.state == state;
    });
}

actions::Plan draw(const actions::Request &request, const airflow::Reference &node, const FreshRun &fresh,
                   const dag::Graph &graph, const Context &context)
{
    const QString dagId = request.what.value("dag"_L1).toString();
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    const actions::Item failed = actions::tickedBy(request, itemOf(*fresh.find(node), fresh.readAt));
    actions::ItemTable marked;
    marked.title = tr("Marked as success");
    marked.nameTitle = tr("Node");
    marked.columns = itemColumns();
    marked.items = { failed };
    actions::ItemTable table;
    table.title = tr("Blocked by it alone, cleared so that they run");
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    QList<SeenTask> cleared;
    for (const QString &task : blockedByAlone(graph, fresh, node.taskId)) {
        for (const airflow::TaskInstance &instance : fresh.instances) {
            if (instance.taskId != task || instance.state != TaskState::UpstreamFailed)
                continue;
            const actions::Item item = actions::tickedBy(request, itemOf(instance, fresh.readAt));
            table.items << item;
            if (item.ticked)
                cleared.append({ { instance.taskId, instance.mapIndex }, instance.state, instance.tryNumber });
        }
    }
    plan.tables = { marked, table };
    const auto count = static_cast<int>(cleared.size());
    plan.title.label = tr("Unblock %1 below %2").arg(counted(count, tr("1 node"), tr("%1 nodes")), failed.name);
    plan.title.place = dagId;
    plan.title.outcome = tr("Unblocked %1 of %2 nodes");
    plan.title.late = tr("did not change");
    plan.title.touched = counted(count + 1, tr("1 node"), tr("%1 nodes"));
    plan.facts = { actions::Harm::Disruptive,        false, false, count + 1, 0, context.production,
                   actions::GradingFacts::defaultCap };
    const int blocked = fresh.count(TaskState::UpstreamFailed);
    plan.effects = { actions::countEffect(tr("Nodes blocked"), blocked, blocked - count) };
    plan.question = { tr("Of %1 blocked nodes, how many stay blocked? Type the number:").arg(blocked), 0 };
    plan.canBeUndone = tr("mark %1 as failed again; what has begun meanwhile goes on").arg(failed.name);
    plan.warnings << tr("What %1 should have made is missing: whoever reads it takes what is there.").arg(failed.name);
    if (count < blocked)
        plan.warnings << counted(blocked - count, tr("1 blocked node waits for another failure, too, and stays so."),
                                 tr("%1 blocked nodes wait for another failure, too, and stay so."));
    plan.notTouched = tr("Jobs in Aurora: what a node has started lives on.");
    plan.command = context.command() + u"dag unblock %1 %2"_s.arg(fresh.run.id, failed.name);
    plan.watch.goal = tr("each is cleared");
    if (!failed.ticked || count == 0)
        return plan;
    actions::Step mark;
    mark.key = mark.item = mark.name = failed.name;
    mark.object = u"run/%1/%2"_s.arg(dagId, fresh.run.id);
    mark.call = u"set %1 %2 to success"_s.arg(fresh.run.id, failed.name);
    mark.payload = {
        { u"dag"_s, dagId }, { u"run"_s, fresh.run.id }, { u"task"_s, node.taskId }, { u"index"_s, node.mapIndex }
    };
    mark.things = 0; // what is counted is unblocked
    actions::Step clear = clearStep(dagId, fresh.run.id, cleared);
    clear.phase = 1;
    plan.steps = { mark, clear };
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
    const airflow::TaskInstance *const instance = fresh->find(node);
    if (!instance)
        co_return core::failure(airflowRefusal(tr("The run %1 has no node %2.").arg(runId, nameOf(node))));
    if (instance->state != TaskState::Failed)
        co_return core::failure(airflowRefusal(tr("%1 is %2. Only a node that has failed blocks others.")
                                                   .arg(nameOf(node), airflow::word(instance->state))));
    const core::Result<dag::GraphPtr> graph = co_await readGraph(context, dagId, stop);
    if (!graph)
        co_return core::failure(graph.error());
    co_return draw(request, node, *fresh, **graph, context);
}

QCoro::Task<core::Result<actions::Answer>> UnblockVerb::perform(actions::Step step, actions::Sending sending,
                                                                std::stop_token stop)
{
    const std::shared_ptr<actions::Verb> part = partOf(step);
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
