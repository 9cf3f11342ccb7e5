// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/pauseverb.h"

#include "models/core/tr.h"
#include "models/verbs/night/freshrun.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Way = PauseVerb::Way;

constexpr std::chrono::hours patience{ 1 }; ///< after the pause's end, before its action counts as late

using core::tr;

core::TimePoint momentOf(const QJsonObject &json)
{
    return core::TimePoint(core::Duration(json.value("until"_L1).toInteger()));
}

actions::Step stepOf(const QString &dagId, bool pause, core::TimePoint until)
{
    actions::Step step;
    step.key = pause ? u"pause"_s : u"unpause"_s;
    step.item = step.name = dagId;
    step.object = pausedObject(dagId);
    step.call = u"PATCH dags/%1 is_paused=%2"_s.arg(dagId, pause ? u"true"_s : u"false"_s);
    step.payload = { { u"dag"_s, dagId }, { u"paused"_s, pause } };
    if (core::isKnown(until))
        step.payload.insert(u"until"_s, static_cast<qint64>(until.time_since_epoch().count()));
    return step;
}

actions::Plan draw(const actions::Request &request, bool pause, const airflow::Dag &dag, const Context &context)
{
    const QString dagId = request.what.value("dag"_L1).toString();
    const core::TimePoint until = momentOf(request.what);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    const QString end = core::isKnown(until) ? core::formatClock(until, plan.readAt) : QString();
    plan.title.label = !pause ? tr("Unpause %1").arg(dagId)
        : end.isEmpty()       ? tr("Pause %1").arg(dagId)
                              : tr("Pause %1 until %2").arg(dagId, end);
    plan.title.place = context.stack;
    plan.title.outcome = pause ? tr("Paused %1").arg(dagId) : tr("Unpaused %1").arg(dagId);
    plan.title.touched = tr("1 DAG");
    actions::Item item;
    item.key = item.name = dagId;
    item.facts = { dag.paused ? tr("paused") : tr("runs"),
                   core::isKnown(dag.nextRunAt) ? core::formatClock(dag.nextRunAt, plan.readAt)
                                                : QString::fromUtf16(core::notKnown) };
    item.seen = dag.paused ? u"paused"_s : u"runs"_s;
    actions::ItemTable table;
    table.nameTitle = tr("DAG");
    table.columns = { tr("State"), tr("Next run") };
    table.items = { actions::tickedBy(request, item) };
    plan.tables = { table };
    plan.facts = { pause ? actions::Harm::Disruptive : actions::Harm::Reversible,
                   false,
                   false,
                   1,
                   0,
                   context.production,
                   actions::GradingFacts::defaultCap };
    plan.canBeUndone = pause ? tr("Letting it go on takes it back.") : tr("Pausing it takes it back.");
    plan.notTouched = tr("Nodes that run: they go on to their end.");
    if (pause)
        plan.warnings << (end.isEmpty() ? tr("No further node begins and no new run is made until it is unpaused.")
                                        : tr("No further node begins and no new run is made until %1; then this "
                                             "console, or one that takes the action over, lets it go on.")
                                              .arg(end));
    plan.command = context.command() + (pause ? u"dag pause"_s : u"dag unpause"_s);
    if (!end.isEmpty())
        plan.command += u" --for %1s"_s.arg(
            std::max<qint64>(1, std::chrono::round<std::chrono::seconds>(until - plan.readAt).count()));
    if (dag.paused == pause) {
        plan.warnings << (pause ? tr("It is paused already.") : tr("It is not paused."));
        return plan;
    }
    if (!table.items.first().ticked)
        return plan;
    plan.steps = { stepOf(dagId, pause, until) };
    if (end.isEmpty())
        return plan;
    actions::Step back = stepOf(dagId, false, {});
    back.call += u", at "_s + end;
    back.phase = 1;
    back.things = 0;
    plan.steps << back;
    plan.watch.goal = tr("it goes on at %1").arg(end);
    plan.watch.limit = std::chrono::ceil<std::chrono::seconds>(until - plan.readAt) + patience;
    return plan;
}

QCoro::Task<core::Result<bool>> isPaused(Context context, QString dagId, std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::Result<airflow::Dag> dag = co_await context.airflow->client()->dag(dagId, stop);
    if (!dag)
        co_return core::failure(dag.error());
    co_return dag->paused;
}

/// The pause of a step with an end is over: by the clock, or because somebody was earlier.
bool isOver(const actions::Step &step, bool paused, core::TimePoint now)
{
    const core::TimePoint until = momentOf(step.payload);
    return core::isKnown(until) && (!paused || now >= until);
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

actions::Request PauseVerb::request(Way way, const QString &dagId, core::TimePoint until)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = { { u"dag"_s, dagId } };
    if (core::isKnown(until))
        request.what.insert(u"until"_s, static_cast<qint64>(until.time_since_epoch().count()));
    return request;
}

QCoro::Task<core::Result<actions::Plan>> PauseVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const bool pause = m_way == Way::Pause;
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::TimePoint until = momentOf(request.what);
    if (core::isKnown(until) && until <= context.clock->now())
        co_return core::failure(airflowRefusal(tr("The pause would be over already.")));
    const core::Result<airflow::Dag> dag
        = co_await context.airflow->client()->dag(request.what.value("dag"_L1).toString(), stop);
    if (!dag)
        co_return core::failure(dag.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    co_return draw(request, pause, *dag, context);
}

QCoro::Task<core::Result<actions::Answer>> PauseVerb::perform(actions::Step step, actions::Sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    const bool pause = step.payload.value("paused"_L1).toBool();
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
    const bool pause = step.payload.value("paused"_L1).toBool();
    const core::Result<bool> paused = co_await isPaused(context, step.payload.value("dag"_L1).toString(), stop);
    if (!paused)
        co_return core::failure(paused.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::TimePoint until = momentOf(step.payload);
    const bool isLate = core::isKnown(until) && context.clock->now() >= until;
    actions::Look look;
    look.effect = *paused == pause || isLate ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = *paused ? tr("it is paused") : tr("it is not paused");
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> PauseVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const actions::Step step = steps.constFirst(); // each is a phase of its own
    const core::Result<bool> paused = co_await isPaused(context, step.payload.value("dag"_L1).toString(), stop);
    if (!paused)
        co_return core::failure(paused.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const core::TimePoint now = context.clock->now();
    const bool pause = step.payload.value("paused"_L1).toBool();
    actions::Watch watch;
    if (pause ? isOver(step, *paused, now) : !*paused)
        watch.reached << step.key;
    else
        watch.waitingFor = pause ? core::formatClock(momentOf(step.payload), now) : step.name;
    co_return watch;
}

std::optional<actions::Request> PauseVerb::inverse(const actions::Record &record) const
{
    if (core::isKnown(momentOf(record.plan->request.what))) // it took itself back
        return std::nullopt;
    const QString dagId = record.plan->request.what.value("dag"_L1).toString();
    return request(m_way == Way::Pause ? Way::Unpause : Way::Pause, dagId);
}

QString pausedObject(const QString &dagId)
{
    return u"dag/"_s + dagId;
}

std::optional<PauseNote> pauseNoteOf(const QList<actions::Touch> &touches)
{
    const auto found = std::ranges::find_if(touches, [](const actions::Touch &touch) {
        const QString &verb = touch.request.verb;
        const bool isAboutPause = verb == PauseVerb::verbName(Way::Pause) || verb == PauseVerb::verbName(Way::Unpause);
        return isAboutPause && touch.step.attempts > 0;
    });
    if (found == touches.end() || found->request.verb != PauseVerb::verbName(Way::Pause))
        return std::nullopt;
    return PauseNote{ found->user, found->reason, found->startedAt, momentOf(found->request.what),
                      actions::isUnderWay(found->state) };
}

} // namespace verbs
