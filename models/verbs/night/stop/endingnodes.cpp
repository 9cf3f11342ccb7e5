// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/endingnodes.h"

#include "models/verbs/night/airflownote.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace verbs::endingnodes {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StopVerb", text);
}

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
    QString word; ///< Airflow's own for the state
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
        co_return Standing{ airflow::isOver(run->state), airflow::word(run->state) };
    }
    const auto now = co_await context.airflow->client()->taskInstance(target.key, stop);
    if (!now)
        co_return core::failure(now.error());
    co_return Standing{ airflow::isOver(now->instance.state), airflow::word(now->instance.state) };
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
    if (target.isRun()) {
        const auto run = co_await context.airflow->client()->markRun(target.key.dagId, target.key.runId,
                                                                     airflow::RunState::Failed, stop);
        if (!run)
            co_return core::failure(run.error());
    } else {
        airflow::calls::StateChange change;
        change.task = target.key;
        change.state = airflow::TaskState::Failed;
        const auto set = co_await context.airflow->client()->setState(change, stop);
        if (!set)
            co_return core::failure(set.error());
    }
    QString note; // of a run alone: a stop may end hundreds of nodes
    if (target.isRun()) {
        const QList<airflow::calls::TaskKey> places{ target.key };
        note = co_await leaveNote(context, places, sending, stop);
    }
    if (context.airflow)
        context.airflow->refresh();
    co_return actions::Answer{ tr("OK") + note, was, { { u"state"_s, u"failed"_s } } };
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
