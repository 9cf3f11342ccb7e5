// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/freshrun.h"

#include "models/core/tr.h"

#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

airflow::Reference placeOf(const airflow::TaskInstance &instance)
{
    return { instance.taskId, instance.mapIndex };
}

} // namespace

core::Error noAirflow()
{
    return airflowRefusal(tr("This stack has no Airflow. Name its url and dag in the stacks file."));
}

core::Error airflowRefusal(const QString &detail)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = detail;
    return error;
}

const airflow::TaskInstance *FreshRun::find(const airflow::Reference &task) const
{
    const auto found = std::ranges::find_if(
        instances, [&](const airflow::TaskInstance &instance) { return placeOf(instance) == task; });
    return found == instances.end() ? nullptr : &*found;
}

int FreshRun::count(airflow::TaskState state) const
{
    return static_cast<int>(std::ranges::count(instances, state, &airflow::TaskInstance::state));
}

int FreshRun::nodeCount() const
{
    return verbs::nodeCount(instances);
}

int nodeCount(const QList<airflow::TaskInstance> &instances)
{
    QSet<QString> ids;
    for (const airflow::TaskInstance &instance : instances)
        ids.insert(instance.taskId);
    return static_cast<int>(ids.size());
}

int nodeCount(const QList<SeenTask> &tasks)
{
    QSet<QString> ids;
    for (const SeenTask &seen : tasks)
        ids.insert(seen.task.taskId);
    return static_cast<int>(ids.size());
}

QCoro::Task<core::Result<FreshRun>> readRun(Context context, QString dagId, QString runId, std::stop_token stop)
{
    if (!context.airflow)
        co_return core::failure(noAirflow());
    FreshRun fresh;
    const core::Result<airflow::Run> run = co_await context.airflow->client()->run(dagId, runId, stop);
    if (!run)
        co_return core::failure(run.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    const airflow::calls::TaskInstanceQuery query{ dagId, runId, {}, {}, {} };
    const core::Result<QList<airflow::TaskInstance>> instances
        = co_await context.airflow->client()->allTaskInstances(query, stop);
    if (!instances)
        co_return core::failure(instances.error());
    if (!context.airflow)
        co_return core::failure(noAirflow());
    fresh.run = *run;
    fresh.readAt = context.clock->now();
    fresh.instances = airflow::merged(nullptr, *instances, fresh.readAt).instances;
    co_return fresh;
}

QJsonArray toJson(const QList<SeenTask> &tasks)
{
    QJsonArray json;
    for (const SeenTask &seen : tasks)
        json.append(QJsonObject{ { u"task"_s, seen.task.taskId },
                                 { u"index"_s, seen.task.mapIndex },
                                 { u"state"_s, airflow::word(seen.state) },
                                 { u"try"_s, seen.tryNumber } });
    return json;
}

QList<SeenTask> seenTasksFromJson(const QJsonArray &json)
{
    QList<SeenTask> tasks;
    for (const QJsonValue value : json) {
        const QJsonObject object = value.toObject();
        tasks.append({ { object.value("task"_L1).toString(), object.value("index"_L1).toInt(-1) },
                       airflow::taskStateFrom(object.value("state"_L1).toString()),
                       object.value("try"_L1).toInt() });
    }
    return tasks;
}

QJsonArray toJson(const QList<airflow::Reference> &tasks)
{
    QJsonArray json;
    for (const airflow::Reference &task : tasks)
        json.append(QJsonObject{ { u"task"_s, task.taskId }, { u"index"_s, task.mapIndex } });
    return json;
}

QList<airflow::Reference> referencesFromJson(const QJsonArray &json)
{
    QList<airflow::Reference> tasks;
    for (const QJsonValue value : json) {
        const QJsonObject object = value.toObject();
        tasks.append({ object.value("task"_L1).toString(), object.value("index"_L1).toInt(-1) });
    }
    return tasks;
}

QString nameOf(const airflow::Reference &task)
{
    return task.mapIndex < 0 ? task.taskId : task.taskId + u'/' + QString::number(task.mapIndex);
}

QStringList itemColumns()
{
    return { tr("State"), tr("Try"), tr("Ended") };
}

actions::Item itemOf(const airflow::TaskInstance &instance, core::TimePoint now)
{
    const airflow::Reference place{ instance.taskId, instance.mapIndex };
    const bool isOver = airflow::isOver(instance.state) && core::isKnown(instance.end);
    actions::Item item;
    item.key = item.name = nameOf(place);
    item.facts = { airflow::word(instance.state),
                   instance.tryNumber > 0 ? tr("%1 of %2").arg(instance.tryNumber).arg(instance.maxTries + 1)
                                          : tr("never ran"),
                   isOver ? core::formatClock(instance.end, now) : QString::fromUtf16(core::notKnown) };
    item.link = u"node/"_s + instance.taskId;
    item.seen = airflow::word(instance.state) + u' ' + QString::number(instance.tryNumber);
    return item;
}

} // namespace verbs
