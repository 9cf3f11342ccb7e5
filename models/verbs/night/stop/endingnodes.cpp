// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/endingnodes.h"

#include "models/core/tr.h"
#include "models/verbs/night/airflownote.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace verbs::endingnodes {

namespace {

using core::tr;

constexpr int mostNotes = 10; ///< on what a whole run's end ends: each is two questions to Airflow

struct Target
{
    airflow::calls::TaskKey key; ///< without a task: the whole run
    bool isRun() const { return key.taskId.isEmpty(); }
};

Target targetOf(const actions::Step &step)
{
    const QJsonObject &payload = step.payload;
    return { { payload.value("dag"_L1).toString(), payload.value("run"_L1).toString(),
               payload.value("task"_L1).toString(), payload.value("index"_L1).toInt(-1) } };
}

struct Standing
{
    bool isOver = false;
    bool hasBegun = false; ///< a node alone
    QString word; ///< Airflow's own for the state
    QString note; ///< that stands there
};

/// One question, whatever the size of the run.
QCoro::Task<core::Result<Standing>> stand(Context context, Target target, std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    if (target.isRun()) {
        const auto run = co_await context.airflow->client()->run(target.key.dagId, target.key.runId, stop);
        if (!run)
            co_return core::failure(run.error());
        co_return Standing{ airflow::isOver(run->state), false, airflow::word(run->state), run->note };
    }
    const auto now = co_await context.airflow->client()->taskInstance(target.key, stop);
    if (!now)
        co_return core::failure(now.error());
    const airflow::TaskState state = now->instance.state;
    const bool hasBegun = airflow::isActive(state) || state == airflow::TaskState::UpForRetry;
    co_return Standing{ airflow::isOver(state), hasBegun, airflow::word(state), now->instance.note };
}

/// What a run has under way, whose end needs a reason of its own; of hundreds only some. A stop does not wait for an
/// answer to this: without one they get no note.
QCoro::Task<QList<airflow::calls::TaskKey>> activeOf(Context context, airflow::calls::TaskKey run, std::stop_token stop)
{
    QList<airflow::calls::TaskKey> places;
    if (!context.airflow)
        co_return places;
    using enum airflow::TaskState;
    airflow::calls::TaskInstanceQuery query;
    query.dagId = run.dagId;
    query.runId = run.runId;
    query.states = { Queued, Running, Restarting, UpForReschedule, Deferred };
    query.page.limit = mostNotes;
    const auto active = co_await context.airflow->client()->taskInstances(query, stop);
    if (!active)
        co_return places;
    for (const airflow::TaskInstance &instance : active->items)
        places.append({ run.dagId, run.runId, instance.taskId, instance.mapIndex });
    co_return places;
}

} // namespace

QCoro::Task<core::Result<actions::Answer>> perform(Context context, actions::Step step, actions::Sending sending,
                                                   std::stop_token stop)
{
    const Target target = targetOf(step);
    const core::Result<Standing> before = co_await stand(context, target, stop);
    if (!before)
        co_return actions::notSent(before.error());
    const QJsonObject was{ { u"state"_s, before->word } };
    if (before->isOver)
        co_return actions::Answer{ tr("it has ended by itself: %1").arg(before->word), was, {} };
    if (!context.airflow)
        co_return core::failure(noAirflow());
    QList<airflow::calls::TaskKey> ended;
    airflow::TaskState end = airflow::TaskState::Failed;
    if (target.isRun()) {
        ended = co_await activeOf(context, target.key, stop);
        if (!context.airflow)
            co_return core::failure(noAirflow());
        const auto run = co_await context.airflow->client()->markRun(target.key.dagId, target.key.runId,
                                                                     airflow::RunState::Failed, stop);
        if (!run)
            co_return core::failure(run.error());
    } else {
        airflow::calls::StateChange change;
        change.task = target.key;
        if (!before->hasBegun && step.payload.value("end"_L1) == airflow::word(airflow::TaskState::Skipped))
            end = airflow::TaskState::Skipped;
        change.state = end;
        const auto set = co_await context.airflow->client()->setState(change, stop);
        if (!set)
            co_return core::failure(set.error());
    }
    QString note = co_await leaveNoteOver(context, target.key, before->note, sending, stop);
    if (note.isEmpty())
        note = co_await leaveNote(context, ended, sending, stop);
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ tr("OK") + note, was, { { u"state"_s, airflow::word(end) } } };
}

QCoro::Task<core::Result<actions::Look>> look(Context context, actions::Step step, std::stop_token stop)
{
    const core::Result<Standing> now = co_await stand(context, targetOf(step), stop);
    if (!now)
        co_return core::failure(now.error());
    actions::Look look;
    look.effect = now->isOver ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("it is %1").arg(now->word);
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> watch(Context context, QList<actions::Step> steps, std::stop_token stop)
{
    actions::Watch watch;
    const Target first = targetOf(steps.first());
    const core::Result<FreshRun> fresh = co_await readRun(context, first.key.dagId, first.key.runId, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    for (const actions::Step &step : steps) {
        const Target target = targetOf(step);
        QString still;
        if (target.isRun()) {
            if (!airflow::isOver(fresh->run.state))
                still = airflow::word(fresh->run.state);
        } else if (const auto *instance = fresh->find({ target.key.taskId, target.key.mapIndex });
                   instance && !airflow::isOver(instance->state)) {
            still = airflow::word(instance->state);
        }
        if (still.isEmpty()) {
            watch.reached << step.key;
        } else {
            watch.failed << step.key;
            watch.reasons << tr("it is %1 again").arg(still);
        }
    }
    co_return watch;
}

} // namespace verbs::endingnodes
