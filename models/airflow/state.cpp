// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/state.h"

#include <algorithm>
#include <tuple>

namespace airflow {

namespace {

auto placeOf(const TaskInstance &instance)
{
    return std::tie(instance.taskId, instance.mapIndex);
}

bool isBefore(const TaskInstance &a, const TaskInstance &b)
{
    return placeOf(a) < placeOf(b);
}

core::TimePoint momentOf(const Run &run)
{
    return core::isKnown(run.runAfter) ? run.runAfter : run.start;
}

} // namespace

const Run *State::run(const QString &id) const
{
    const auto found = std::ranges::find(runs, id, &Run::id);
    return found == runs.end() ? nullptr : &*found;
}

RunTasks merged(const RunTasks *before, QList<TaskInstance> changed, core::TimePoint at)
{
    std::stable_sort(changed.begin(), changed.end(), isBefore);
    RunTasks result;
    result.at = at;
    if (!before) {
        result.instances = std::move(changed);
        return result;
    }
    result.instances.reserve(before->instances.size() + changed.size());
    auto old = before->instances.cbegin();
    for (TaskInstance &instance : changed) {
        while (old != before->instances.cend() && isBefore(*old, instance))
            result.instances.append(*old++);
        if (old != before->instances.cend() && placeOf(*old) == placeOf(instance))
            ++old;
        if (!result.instances.isEmpty() && placeOf(result.instances.last()) == placeOf(instance))
            result.instances.last() = std::move(instance); // told twice: it moved between two pages
        else
            result.instances.append(std::move(instance));
    }
    result.instances.append({ old, before->instances.cend() });
    return result;
}

QList<Run> mergedRuns(const QList<Run> &before, const QList<Run> &fresh, qsizetype most)
{
    QList<Run> result = fresh;
    for (const Run &run : before) {
        if (std::ranges::find(fresh, run.id, &Run::id) == fresh.end())
            result.append(run);
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Run &a, const Run &b) { return momentOf(a) > momentOf(b); });
    if (result.size() > most)
        result.resize(most);
    return result;
}

} // namespace airflow
