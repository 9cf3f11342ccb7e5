// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/restartfailures.h"

#include "models/core/tr.h"

#include <algorithm>

namespace verbs {

namespace {

using core::tr;

/// The newest of the tasks that came for the one that was restarted and ended badly, and how many there are.
struct NewFailures
{
    const aurora::Task *last = nullptr;
    int count = 0;
};

NewFailures failuresAfter(const QList<aurora::Task> &tasks, int instance, const QString &restarted)
{
    const auto old = std::ranges::find(tasks, restarted, &aurora::Task::id);
    NewFailures failures;
    if (old == tasks.end() || old->events.isEmpty())
        return failures; // long gone: what is newer cannot be told
    for (const aurora::Task &task : tasks) {
        const bool isNewer = task.instance == instance && task.id != restarted && !task.events.isEmpty()
            && task.events.first().at > old->events.first().at;
        if (!isNewer || (task.status != aurora::TaskStatus::Failed && task.status != aurora::TaskStatus::Lost))
            continue;
        ++failures.count;
        if (!failures.last || failures.last->events.last().at < task.events.last().at)
            failures.last = &task;
    }
    return failures;
}

} // namespace

const aurora::Task *newestOf(const QList<aurora::Task> &tasks, int instance)
{
    const aurora::Task *newest = nullptr;
    for (const aurora::Task &task : tasks) {
        if (task.instance != instance)
            continue;
        const bool better = !newest || aurora::isActive(task.status)
            || (!aurora::isActive(newest->status) && !task.events.isEmpty() && !newest->events.isEmpty()
                && task.events.last().at > newest->events.last().at);
        if (better)
            newest = &task;
    }
    return newest;
}

std::optional<QString> restartFailure(const QList<aurora::Task> &tasks, int instance, const QString &restarted,
                                      int allowed)
{
    const auto words = [](const aurora::Task *task) {
        const bool isTold = task && !task->events.isEmpty() && !task->events.last().message.isEmpty();
        return isTold ? task->events.last().message : tr("the new task ended");
    };
    const aurora::Task *now = newestOf(tasks, instance);
    if (!now || (now->id != restarted && !aurora::isActive(now->status)))
        return words(now); // Aurora starts it no more
    const NewFailures failures = failuresAfter(tasks, instance, restarted);
    if (failures.count <= allowed)
        return std::nullopt;
    return words(failures.last);
}

} // namespace verbs
