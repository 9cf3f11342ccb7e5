// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/leftovers.h"

#include "models/core/tr.h"
#include "models/verbs/frameworks/frameworkstate.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/words.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString taskName(const aurora::Task &task)
{
    return u"%1/%2"_s.arg(task.job().name).arg(task.instance);
}

QCoro::Task<core::Result<void>> readTasksLeft(Context context, StopEnd end, Leftovers *left, std::stop_token stop)
{
    if (end.jobs.isEmpty())
        co_return core::Result<void>();
    const auto query = aurora::TaskQuery::Builder().jobs(end.jobs).statuses(activeStatuses()).build();
    if (!query)
        co_return core::failure(query.error());
    const auto active = co_await readTasks(context, *query, stop);
    if (!active)
        co_return core::failure(active.error());
    for (const aurora::Task &task : begunSince(*active, end.since)) {
        if (task.status == aurora::TaskStatus::Killing)
            left->ending << task;
        else
            left->tasks << task;
    }
    co_return core::Result<void>();
}

QCoro::Task<core::Result<void>> readFrameworksLeft(Context context, StopEnd end, Leftovers *left, std::stop_token stop)
{
    for (const QString &id : end.frameworks) {
        const core::Result<bool> gone = co_await isTornDown(context, id, stop);
        if (!gone)
            co_return core::failure(gone.error());
        if (!*gone)
            left->frameworks << id;
    }
    co_return core::Result<void>();
}

} // namespace

QJsonObject toJson(const StopEnd &end)
{
    QJsonArray jobs;
    for (const aurora::JobKey &job : end.jobs)
        jobs.append(job.text());
    QJsonObject json = toJson(end.wish);
    json.insert(u"kind"_s, u"leftovers"_s);
    json.insert(u"since"_s, static_cast<qint64>(end.since.time_since_epoch().count()));
    json.insert(u"endsRun"_s, end.endsRun);
    json.insert(u"nodes"_s, toJson(end.nodes));
    json.insert(u"jobs"_s, jobs);
    json.insert(u"frameworks"_s, QJsonArray::fromStringList(end.frameworks));
    return json;
}

core::Result<StopEnd> stopEndFromJson(const QJsonObject &json)
{
    StopEnd end;
    end.wish = stopWishFromJson(json);
    end.since = core::TimePoint(core::Duration(json.value("since"_L1).toInteger()));
    end.endsRun = json.value("endsRun"_L1).toBool();
    end.nodes = referencesFromJson(json.value("nodes"_L1).toArray());
    for (const QJsonValue value : json.value("jobs"_L1).toArray()) {
        const auto job = aurora::JobKey::parse(value.toString());
        if (!job)
            return core::failure(unreadableStep());
        end.jobs << *job;
    }
    for (const QJsonValue value : json.value("frameworks"_L1).toArray())
        end.frameworks << value.toString();
    if (end.wish.runId.isEmpty())
        return core::failure(unreadableStep());
    return end;
}

QString Leftovers::words() const
{
    QStringList names;
    if (run)
        names << tr("the run");
    for (const airflow::Reference &node : nodes)
        names << nameOf(node);
    for (const aurora::Task &task : tasks)
        names << taskName(task);
    for (const aurora::Task &task : ending)
        names << tr("%1 (ending)").arg(taskName(task));
    names += frameworks;
    return names.isEmpty() ? tr("nothing is left") : tr("left: %1").arg(waitingText(names));
}

QCoro::Task<core::Result<Leftovers>> readLeftovers(Context context, StopEnd end, std::stop_token stop)
{
    Leftovers left;
    const core::Result<FreshRun> run = co_await readRun(context, end.wish.dagId, end.wish.runId, stop);
    if (!run)
        co_return core::failure(run.error());
    left.run = end.endsRun && !airflow::isOver(run->run.state);
    for (const airflow::Reference &node : end.nodes) {
        const airflow::TaskInstance *const instance = run->find(node);
        if (!instance || airflow::isOver(instance->state))
            continue;
        left.nodes << node;
        left.ends << endOf(*run, *instance);
    }
    const core::Result<void> tasks = co_await readTasksLeft(context, end, &left, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    const core::Result<void> frameworks = co_await readFrameworksLeft(context, end, &left, stop);
    if (!frameworks)
        co_return core::failure(frameworks.error());
    co_return left;
}

QCoro::Task<core::Result<QString>> endLeftovers(Context context, StopEnd end, Leftovers left, QString reason,
                                                std::stop_token stop)
{
    QStringList ended;
    if (left.run) {
        if (!context.airflow)
            co_return core::failure(noAirflow());
        const auto marked = co_await context.airflow->client()->markRun(end.wish.dagId, end.wish.runId,
                                                                        airflow::RunState::Failed, stop);
        if (!marked)
            co_return core::failure(marked.error());
        ended << tr("the run");
    }
    const qsizetype nodes = left.run ? 0 : left.nodes.size(); // else with the run
    for (qsizetype i = 0; i < nodes; ++i) {
        const airflow::Reference &node = left.nodes[i];
        if (!context.airflow)
            co_return core::failure(noAirflow());
        airflow::calls::StateChange change;
        change.task = { end.wish.dagId, end.wish.runId, node.taskId, node.mapIndex };
        change.state = left.ends[i];
        const auto set = co_await context.airflow->client()->setState(change, stop);
        if (!set)
            co_return core::failure(set.error());
        ended << nameOf(node);
    }
    QMap<aurora::JobKey, QList<int>> instances;
    for (const aurora::Task &task : left.tasks)
        instances[task.job()] << task.instance;
    const QList<aurora::JobKey> jobs = instances.keys();
    for (const aurora::JobKey &job : jobs) {
        const auto set = aurora::InstanceSet::of(instances.value(job));
        if (!set || !context.aurora)
            co_return core::failure(noAurora());
        const auto killed = co_await context.aurora->client()->killInstances(job, *set, reason, stop);
        if (!killed)
            co_return core::failure(killed.error());
        ended << u"%1/%2"_s.arg(job.name, rangesText(instances.value(job)));
    }
    for (const QString &id : left.frameworks) {
        if (!context.mesos)
            co_return core::failure(closing());
        const auto torn = co_await context.mesos->teardown(id, stop);
        if (!torn)
            co_return core::failure(torn.error());
        ended << id;
    }
    co_return ended.isEmpty() ? left.words() : tr("ended once more: %1").arg(waitingText(ended));
}

} // namespace verbs
