// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/tr.h"
#include "models/verbs/night/airflownote.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/freshrun.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Way = MarkRunVerb::Way;

using core::tr;

airflow::RunState stateOf(Way way)
{
    return way == Way::Success ? airflow::RunState::Success : airflow::RunState::Failed;
}

actions::Plan draw(const actions::Request &request, Way way, const FreshRun &fresh, const Context &context)
{
    const QString dagId = request.what.value("dag"_L1).toString();
    const QString runId = fresh.run.id;
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    // One call for the run: its nodes are no rows, as none could be left out.
    QStringList running;
    int open = 0;
    for (const airflow::TaskInstance &instance : fresh.instances) {
        open += !airflow::isOver(instance.state);
        if (airflow::isActive(instance.state))
            running << nameOf({ instance.taskId, instance.mapIndex });
    }
    const auto ended = static_cast<int>(running.size());
    plan.seen = running.join(u' ');
    const QString word = airflow::word(stateOf(way));
    plan.title.label = way == Way::Failed ? tr("Mark the run as failed") : tr("Mark the run as success");
    plan.title.place = dagId;
    plan.title.outcome = tr("Marked %1 as %2").arg(runId, word);
    plan.title.touched = tr("1 run");
    plan.facts = { actions::Harm::Disruptive,        ended > 0, true, 1 + open, ended, context.production,
                   actions::GradingFacts::defaultCap };
    plan.effects
        = { actions::countEffect(tr("Nodes that run"), ended, 0), actions::countEffect(tr("Nodes not over"), open, 0) };
    plan.question = { tr("Of %1 nodes that are not over, how many go on after this? Type the number:").arg(open), 1 };
    if (ended > 0)
        plan.cannotBeUndone
            = counted(ended, tr("1 running node is ended by Airflow: "), tr("%1 running nodes are ended by Airflow: "))
            + running.join(u", "_s) + u'.';
    plan.canBeUndone = tr("Clear its nodes, and the run goes on.");
    plan.notTouched = tr("Jobs in Aurora, Spark frameworks and machines: they live on.");
    plan.command = context.command() + u"dag mark %1 %2"_s.arg(word, runId);
    if (fresh.run.state == stateOf(way)) {
        plan.warnings << tr("The run is %1 already.").arg(word);
        return plan;
    }
    actions::Item whole;
    whole.key = whole.name = runId;
    whole.facts = { airflow::word(fresh.run.state),
                    u"%1 of %2"_s.arg(fresh.instances.size() - open).arg(fresh.instances.size()) };
    whole.seen = airflow::word(fresh.run.state);
    whole = actions::tickedBy(request, whole);
    actions::ItemTable table;
    table.nameTitle = tr("Run");
    table.columns = { tr("State"), tr("Nodes over") };
    table.items = { whole };
    plan.tables = { table };
    if (!whole.ticked)
        return plan;
    actions::Step step;
    step.key = step.item = step.name = runId;
    step.object = u"run/%1/%2"_s.arg(dagId, runId);
    step.call = u"PATCH dagRuns/%1 state=%2, the reason as its note"_s.arg(runId, word);
    step.payload = { { u"dag"_s, dagId }, { u"run"_s, runId } };
    step.ends = ended;
    plan.steps = { step };
    return plan;
}

} // namespace

MarkRunVerb::MarkRunVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

QString MarkRunVerb::verbName(Way way)
{
    return way == Way::Success ? u"dag-run-success"_s : u"dag-run-failed"_s;
}

actions::Request MarkRunVerb::request(Way way, const QString &dagId, const QString &runId)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = { { u"dag"_s, dagId }, { u"run"_s, runId } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> MarkRunVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const core::Result<FreshRun> fresh = co_await readRun(context, request.what.value("dag"_L1).toString(),
                                                          request.what.value("run"_L1).toString(), stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    co_return draw(request, way, *fresh, context);
}

QCoro::Task<core::Result<actions::Answer>> MarkRunVerb::perform(actions::Step step, actions::Sending sending,
                                                                std::stop_token stop)
{
    const Context context = m_context;
    const airflow::RunState state = stateOf(m_way);
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Run> run = co_await context.airflow->client()->markRun(
        step.payload.value("dag"_L1).toString(), step.payload.value("run"_L1).toString(), state, stop);
    if (!run)
        co_return core::failure(run.error());
    const QList<airflow::calls::TaskKey> places{ { run->dagId, run->id, {} } };
    const QString note = co_await leaveNote(context, places, sending, stop);
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ tr("OK, the run is %1").arg(airflow::word(run->state)) + note, {}, {} };
}

QCoro::Task<core::Result<actions::Look>> MarkRunVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const airflow::RunState wanted = stateOf(m_way);
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Run> run = co_await context.airflow->client()->run(
        step.payload.value("dag"_L1).toString(), step.payload.value("run"_L1).toString(), stop);
    if (!run)
        co_return core::failure(run.error());
    actions::Look look;
    look.effect = run->state == wanted ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("it is %1").arg(airflow::word(run->state));
    co_return look;
}

} // namespace verbs
