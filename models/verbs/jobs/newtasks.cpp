// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/newtasks.h"

#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/verbs/context.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/selection.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString statusWord(aurora::TaskStatus status)
{
    return core::toQString(aurora::word(status));
}

QString lastMessage(const aurora::Task &task)
{
    const QString message = task.events.isEmpty() ? QString() : task.events.last().message;
    return message.isEmpty() ? statusWord(task.status) : message;
}

/// Aurora tries again by itself where it may; what it has given up is over.
bool isGivenUp(const aurora::Task &task)
{
    return aurora::isTerminal(task.status) && task.status != aurora::TaskStatus::Finished;
}

} // namespace

QList<int> NewTasks::instances() const
{
    QList<int> list;
    for (int i = 0; i < count; ++i)
        list << first + i;
    return list;
}

QList<aurora::Task> NewTasks::among(const QList<aurora::Task> &tasksOfJob) const
{
    std::map<int, const aurora::Task *> newest;
    for (const aurora::Task &task : tasksOfJob) {
        const bool isNew = !task.events.isEmpty() && task.events.first().at > after;
        if (!isNew || task.instance < first || task.instance >= first + count)
            continue;
        const aurora::Task *&kept = newest[task.instance];
        if (!kept || kept->events.first().at < task.events.first().at)
            kept = &task;
    }
    QList<aurora::Task> tasks;
    for (const auto &[instance, task] : newest)
        tasks << *task;
    return tasks;
}

QJsonObject toJson(const NewTasks &tasks)
{
    return { { u"job"_s, tasks.job.text() },
             { u"first"_s, tasks.first },
             { u"count"_s, tasks.count },
             { u"after"_s, static_cast<double>(tasks.after.time_since_epoch().count()) } };
}

core::Result<NewTasks> newTasksFromJson(const QJsonObject &json)
{
    const auto job = aurora::JobKey::parse(json.value("job"_L1).toString());
    NewTasks tasks;
    tasks.first = json.value("first"_L1).toInt(-1);
    tasks.count = json.value("count"_L1).toInt(0);
    tasks.after = core::TimePoint(core::Duration(json.value("after"_L1).toInteger()));
    if (!job || tasks.first < 0 || tasks.count < 1)
        return core::failure(unreadableStep());
    tasks.job = *job;
    return tasks;
}

NewTasks newTasks(const aurora::JobKey &job, int first, int count, const QList<aurora::Task> &tasksOfJob)
{
    NewTasks tasks{ job, first, count, {} };
    const QList<aurora::Task> earlier = tasks.among(tasksOfJob); // after the epoch: the newest of each number
    for (const aurora::Task &task : earlier)
        tasks.after = std::max(tasks.after, task.events.first().at);
    return tasks;
}

actions::Look lookFor(const NewTasks &wanted, const QList<aurora::Task> &tasksOfJob)
{
    const QList<aurora::Task> made = wanted.among(tasksOfJob);
    actions::Look look;
    if (made.isEmpty()) {
        look.effect = actions::Look::Effect::NotDone;
        look.words = tr("%1 has no new task").arg(wanted.job.text());
    } else {
        look.effect = actions::Look::Effect::Done;
        look.words = tr("%1 has %2").arg(wanted.job.text(), counted(made.size(), tr("1 new task"), tr("%1 new tasks")));
    }
    return look;
}

actions::Watch watchFor(const NewTasks &wanted, const QString &stepKey, const QList<aurora::Task> &tasksOfJob,
                        const QList<aurora::PendingReason> &reasons)
{
    actions::Watch watch;
    watch.things = 0;
    int running = 0;
    QStringList waiting;
    QStringList gone;
    QList<int> unseen = wanted.instances();
    for (const aurora::Task &task : wanted.among(tasksOfJob)) {
        unseen.removeAll(task.instance);
        const QString name = wanted.job.name + u'/' + QString::number(task.instance);
        if (task.status == aurora::TaskStatus::Running || task.status == aurora::TaskStatus::Finished) {
            ++watch.things;
            running += task.status == aurora::TaskStatus::Running ? 1 : 0;
        } else if (isGivenUp(task)) {
            gone << tr("%1: %2").arg(name, lastMessage(task));
        } else {
            const auto why = std::ranges::find(reasons, task.id, &aurora::PendingReason::taskId);
            waiting << (why == reasons.end() ? tr("%1, %2").arg(name, statusWord(task.status))
                                             : tr("%1, %2: %3").arg(name, statusWord(task.status), why->reason));
        }
    }
    for (const int instance : std::as_const(unseen))
        waiting << wanted.job.name + u'/' + QString::number(instance);
    if (!gone.isEmpty()) {
        watch.failed << stepKey;
        watch.reasons << gone.first();
    } else if (waiting.isEmpty()) {
        watch.reached << stepKey;
    }
    watch.waitingFor = waitingText(waiting);
    if (waiting.isEmpty() && gone.isEmpty())
        watch.summary = running == wanted.count ? tr("All run.")
            : running == 0 ? counted(wanted.count, tr("It has ended well."), tr("All %1 have ended well."))
                           : tr("%1 run, the others have ended well.").arg(running);
    return watch;
}

QCoro::Task<core::Result<actions::Look>> lookForNewTasks(Context context, actions::Step step, std::stop_token stop)
{
    const auto wanted = newTasksFromJson(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    const auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(wanted->job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    co_return lookFor(*wanted, *tasks);
}

QCoro::Task<core::Result<actions::Watch>> watchNewTasks(Context context, actions::Step step, std::stop_token stop)
{
    const auto wanted = newTasksFromJson(step.payload);
    if (!wanted)
        co_return core::failure(wanted.error());
    const auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(wanted->job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    QList<aurora::PendingReason> reasons;
    const bool waits = std::ranges::any_of(
        *tasks, [](const aurora::Task &task) { return task.status == aurora::TaskStatus::Pending; });
    if (waits && context.aurora) {
        // Only told beside what is waited for: without them the rest is as true.
        const auto told
            = co_await context.aurora->client()->pendingReasons(aurora::TaskQuery::forJob(wanted->job), stop);
        if (told)
            reasons = *told;
    }
    co_return watchFor(*wanted, step.key, *tasks, reasons);
}

} // namespace verbs
