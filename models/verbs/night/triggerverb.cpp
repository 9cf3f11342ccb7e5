// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/tr.h"
#include "models/verbs/night/dagverbs.h"
#include "models/verbs/night/freshrun.h"
#include "models/verbs/night/runconf.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// What Airflow 3 says no to, in words that say what to write instead; empty: nothing. A site may allow more letters
/// than others, so those are left to Airflow.
QString flawOfRunId(const QString &runId)
{
    constexpr qsizetype longest = 250;
    if (std::ranges::any_of(runId, [](QChar letter) { return letter.isSpace(); }))
        return tr("«%1» has a blank in it, which Airflow refuses in the id of a run. Write - or _ instead.").arg(runId);
    if (runId.size() > longest)
        return tr("The id of a run has %1 letters at most, this one has %2.").arg(longest).arg(runId.size());
    return {};
}

} // namespace

TriggerVerb::TriggerVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request TriggerVerb::request(const QString &dagId, const QString &runId, const QJsonObject &conf,
                                      const QJsonObject &known)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"dag"_s, dagId }, { u"run"_s, runId }, { u"conf"_s, conf } };
    if (!known.isEmpty())
        request.what.insert(u"known"_s, known);
    return request;
}

QString TriggerVerb::freshRunId(core::TimePoint now)
{
    return u"manual__"_s + core::formatIso(now);
}

QCoro::Task<core::Result<actions::Plan>> TriggerVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const QString dagId = request.what.value("dag"_L1).toString();
    const QString runId = request.what.value("run"_L1).toString();
    const QJsonObject conf = request.what.value("conf"_L1).toObject();
    if (const QString flaw = flawOfRunId(runId); !flaw.isEmpty())
        co_return core::failure(airflowRefusal(flaw));
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Dag> dag = co_await context.airflow->client()->dag(dagId, stop);
    if (!dag)
        co_return core::failure(dag.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    airflow::calls::RunQuery query;
    query.dagId = dagId;
    query.newestFirst = true;
    query.page.limit = 10;
    const core::Result<airflow::Page<airflow::Run>> runs = co_await context.airflow->client()->runs(query, stop);
    if (!runs)
        co_return core::failure(runs.error());
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    int active = 0;
    for (const airflow::Run &run : runs->items) {
        active += !airflow::isOver(run.state);
        if (run.id == runId)
            co_return core::failure(airflowRefusal(tr("There is a run %1 already.").arg(runId)));
    }
    plan.title.label = tr("Trigger %1").arg(dagId);
    plan.title.place = context.stack;
    plan.title.outcome = tr("Triggered %1").arg(runId);
    plan.title.touched = tr("1 run");
    actions::Item item;
    item.key = item.name = runId;
    item.facts = { compact(conf) };
    item.seen = u"new"_s;
    actions::ItemTable table;
    table.nameTitle = tr("Run");
    table.columns = { tr("Parameters") };
    table.items = { actions::tickedBy(request, item) };
    plan.tables = { table };
    plan.facts
        = { actions::Harm::Disruptive, false, false, 1, 0, context.production, actions::GradingFacts::defaultCap };
    plan.effects = { actions::countEffect(tr("Active runs"), active, active + 1) };
    if (dag->paused)
        plan.warnings << tr("The DAG is paused: the run stays queued until it is unpaused.");
    if (active > 0)
        plan.others << counted(active, tr("1 run is under way; both make the same jobs."),
                               tr("%1 runs are under way; all make the same jobs."));
    if (!runs->items.isEmpty()) {
        QJsonObject before = QJsonDocument::fromJson(runs->items.first().conf).object();
        const QJsonObject known = request.what.value("known"_L1).toObject();
        for (auto it = known.begin(); it != known.end(); ++it)
            before.insert(it.key(), it.value());
        if (isOtherTransaction(conf, before))
            plan.warnings << tr("Another transaction: whatever the last run has made is made anew.");
        plan.warnings << confDifferences(conf, before);
    }
    plan.canBeUndone = tr("Mark the run as failed.");
    plan.notTouched = tr("Every other run.");
    plan.command = context.command() + u"dag trigger '%1'"_s.arg(compact(conf));
    if (!table.items.first().ticked)
        co_return plan;
    actions::Step step;
    step.key = step.item = step.name = runId;
    step.object = u"dag/"_s + dagId;
    step.call = u"POST dags/%1/dagRuns %2 conf=%3"_s.arg(dagId, runId, compact(conf));
    step.payload = { { u"dag"_s, dagId }, { u"run"_s, runId }, { u"conf"_s, conf } };
    plan.steps = { step };
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> TriggerVerb::perform(actions::Step step, actions::Sending sending,
                                                                std::stop_token stop)
{
    const Context context = m_context;
    if (!context.airflow)
        co_return core::failure(noAirflow());
    airflow::calls::Trigger trigger;
    trigger.dagId = step.payload.value("dag"_L1).toString();
    trigger.runId = step.payload.value("run"_L1).toString();
    trigger.conf = step.payload.value("conf"_L1).toObject();
    trigger.note = sending.reason;
    const core::Result<airflow::Run> run = co_await context.airflow->client()->trigger(trigger, stop);
    if (!run)
        co_return core::failure(run.error());
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ tr("OK, the run is %1").arg(airflow::word(run->state)), {}, {} };
}

QCoro::Task<core::Result<actions::Look>> TriggerVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Run> run = co_await context.airflow->client()->run(
        step.payload.value("dag"_L1).toString(), step.payload.value("run"_L1).toString(), stop);
    actions::Look look;
    if (!run && run.error().kind != core::Error::Kind::NotFound)
        co_return core::failure(run.error());
    look.effect = run ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = run ? tr("it is %1").arg(airflow::word(run->state)) : tr("it is not there");
    co_return look;
}

} // namespace verbs
