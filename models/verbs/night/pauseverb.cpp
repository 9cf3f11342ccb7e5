// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/record.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/freshrun.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Way = PauseVerb::Way;

QString tr(const char *text)
{
    return QCoreApplication::translate("PauseVerb", text);
}

} // namespace

PauseVerb::PauseVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

QString PauseVerb::verbName(Way way)
{
    return way == Way::Pause ? u"dag-pause"_s : u"dag-unpause"_s;
}

actions::Request PauseVerb::request(Way way, const QString &dagId)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = { { u"dag"_s, dagId } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> PauseVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const bool pause = m_way == Way::Pause;
    const QString dagId = request.what.value("dag"_L1).toString();
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Dag> dag = co_await context.airflow->client()->dag(dagId, stop);
    if (!dag)
        co_return core::failure(dag.error());
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    plan.title.label = pause ? tr("Pause %1").arg(dagId) : tr("Unpause %1").arg(dagId);
    plan.title.place = context.stack;
    plan.title.outcome = pause ? tr("Paused %1").arg(dagId) : tr("Unpaused %1").arg(dagId);
    plan.title.touched = tr("1 DAG");
    actions::Item item;
    item.key = item.name = dagId;
    item.facts = { dag->paused ? tr("paused") : tr("runs"),
                   core::isKnown(dag->nextRunAt) ? core::formatClock(dag->nextRunAt, plan.readAt)
                                                 : QString::fromUtf16(core::notKnown) };
    item.seen = dag->paused ? u"paused"_s : u"runs"_s;
    actions::ItemTable table;
    table.nameTitle = tr("DAG");
    table.columns = { tr("State"), tr("Next run") };
    table.items = { actions::tickedBy(request, item) };
    plan.tables = { table };
    plan.facts
        = { actions::Harm::Reversible, false, false, 1, 0, context.production, actions::GradingFacts::defaultCap };
    plan.canBeUndone = pause ? tr("unpause it") : tr("pause it");
    plan.notTouched = tr("Nodes that run: they go on to their end.");
    if (pause)
        plan.warnings << tr("No further node begins and no new run is made until it is unpaused.");
    plan.command = context.command() + (pause ? u"dag pause"_s : u"dag unpause"_s);
    if (dag->paused == pause) {
        plan.warnings << (pause ? tr("It is paused already.") : tr("It is not paused."));
        co_return plan;
    }
    actions::Step step;
    step.key = step.item = step.name = dagId;
    step.object = u"dag/"_s + dagId;
    step.call = u"PATCH dags/%1 is_paused=%2"_s.arg(dagId, pause ? u"true"_s : u"false"_s);
    step.payload = { { u"dag"_s, dagId } };
    plan.steps = { step };
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> PauseVerb::perform(actions::Step step, actions::Sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    const bool pause = m_way == Way::Pause;
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Dag> done
        = co_await context.airflow->client()->setPaused(step.payload.value("dag"_L1).toString(), pause, stop);
    if (!done)
        co_return core::failure(done.error());
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ tr("OK"), { { u"paused"_s, !pause } }, { { u"paused"_s, done->paused } } };
}

QCoro::Task<core::Result<actions::Look>> PauseVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const bool pause = m_way == Way::Pause;
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Dag> dag
        = co_await context.airflow->client()->dag(step.payload.value("dag"_L1).toString(), stop);
    if (!dag)
        co_return core::failure(dag.error());
    actions::Look look;
    look.effect = dag->paused == pause ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = dag->paused ? tr("it is paused") : tr("it is not paused");
    co_return look;
}

std::optional<actions::Request> PauseVerb::inverse(const actions::Record &record) const
{
    const QString dagId = record.plan->request.what.value("dag"_L1).toString();
    return request(m_way == Way::Pause ? Way::Unpause : Way::Pause, dagId);
}

} // namespace verbs
