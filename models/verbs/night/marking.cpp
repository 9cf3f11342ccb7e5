// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/marking.h"

#include "models/verbs/night/airflownote.h"
#include "models/verbs/night/freshrun.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MarkVerb", text);
}

airflow::calls::TaskKey keyOf(const actions::Step &step)
{
    return { step.payload.value("dag"_L1).toString(), step.payload.value("run"_L1).toString(),
             step.payload.value("task"_L1).toString(), step.payload.value("index"_L1).toInt(-1) };
}

} // namespace

actions::Step markStep(const airflow::TaskInstance &instance, const QString &dagId, airflow::TaskState state)
{
    const airflow::Reference place{ instance.taskId, instance.mapIndex };
    actions::Step step;
    step.key = step.item = step.name = nameOf(place);
    step.object = u"node/%1/%2"_s.arg(instance.runId, step.key);
    step.call = u"set %1 %2 to %3, the reason as its note"_s.arg(instance.runId, step.key, airflow::word(state));
    step.payload = { { u"dag"_s, dagId },
                     { u"run"_s, instance.runId },
                     { u"task"_s, instance.taskId },
                     { u"index"_s, instance.mapIndex } };
    step.ends = airflow::isActive(instance.state) ? 1 : 0;
    return step;
}

bool isMark(const actions::Step &step)
{
    return step.payload.contains("task"_L1);
}

QCoro::Task<core::Result<actions::Answer>> sendMark(Context context, actions::Step step, airflow::TaskState state,
                                                    actions::Sending sending, std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    airflow::calls::StateChange change;
    change.task = keyOf(step);
    change.state = state;
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

QCoro::Task<core::Result<actions::Look>> lookAtMark(Context context, actions::Step step, airflow::TaskState state,
                                                    std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const airflow::calls::TaskKey key = keyOf(step);
    const core::Result<airflow::TaskInstanceDetails> now = co_await context.airflow->client()->taskInstance(key, stop);
    if (!now)
        co_return core::failure(now.error());
    actions::Look look;
    look.effect = now->instance.state == state ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("it is %1").arg(airflow::word(now->instance.state));
    co_return look;
}

} // namespace verbs
