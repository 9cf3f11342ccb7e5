// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/markverb.h"

#include "models/verbs/night/freshrun.h"
#include "models/verbs/night/marking.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using airflow::TaskState;
using Way = MarkVerb::Way;

QString tr(const char *text)
{
    return QCoreApplication::translate("MarkVerb", text);
}

TaskState stateOf(Way way)
{
    return way == Way::Success ? TaskState::Success : TaskState::Failed;
}

actions::Plan draw(const actions::Request &request, Way way, const FreshRun &fresh, const Context &context)
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
        const airflow::TaskInstance *const instance = fresh.find(task);
        if (!instance) {
            plan.warnings << tr("%1 is not in this run, or mapped: name its index.").arg(nameOf(task));
            continue;
        }
        const actions::Item item = actions::tickedBy(request, itemOf(*instance, fresh.readAt));
        table.items << item;
        if (!item.ticked)
            continue;
        if (instance->state == stateOf(way)) {
            ++already;
            continue;
        }
        running += airflow::isActive(instance->state);
        names << item.name;
        plan.steps << markStep(*instance, dagId, stateOf(way));
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
    plan.canBeUndone = tr("clear it, and it runs again");
    const int blocked = fresh.count(TaskState::UpstreamFailed);
    if (way == Way::Success && blocked > 0)
        plan.warnings << counted(blocked, tr("1 node of the run is blocked and stays so until it is cleared."),
                                 tr("%1 nodes of the run are blocked and stay so until they are cleared."));
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

QCoro::Task<core::Result<actions::Plan>> MarkVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const core::Result<FreshRun> fresh = co_await readRun(context, request.what.value("dag"_L1).toString(),
                                                          request.what.value("run"_L1).toString(), stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    co_return draw(request, way, *fresh, context);
}

QCoro::Task<core::Result<actions::Answer>> MarkVerb::perform(actions::Step step, actions::Sending sending,
                                                             std::stop_token stop)
{
    const Context context = m_context;
    const TaskState state = stateOf(m_way);
    co_return co_await sendMark(context, step, state, sending, stop);
}

QCoro::Task<core::Result<actions::Look>> MarkVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const TaskState wanted = stateOf(m_way);
    co_return co_await lookAtMark(context, step, wanted, stop);
}

} // namespace verbs
