// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/state.h"

#include <algorithm>

namespace aurora {

bool isWaiting(TaskStatus status)
{
    return status == TaskStatus::Pending || status == TaskStatus::Throttled || status == TaskStatus::Init;
}

const JobRow *State::job(TextId key) const
{
    const auto place = std::ranges::lower_bound(jobs, key.value, {}, [](const JobRow &job) { return job.key.value; });
    return place != jobs.end() && place->key == key ? &*place : nullptr;
}

const JobRow *State::job(const JobKey &key) const
{
    const QByteArray text = key.text().toUtf8();
    const std::string_view wanted(text.constData(), static_cast<size_t>(text.size()));
    const auto found = std::ranges::find(jobs, wanted, [this](const JobRow &job) { return view(job.key); });
    return found != jobs.end() ? &*found : nullptr;
}

JobKey State::keyOf(const JobRow &job) const
{
    return { string(job.role), string(job.environment), string(job.name) };
}

std::span<const TaskRow> State::tasksOf(const JobRow &job) const
{
    return std::span(tasks).subspan(job.tasks.first, job.tasks.count);
}

std::span<const RowConstraint> State::constraintsOf(const JobRow &job) const
{
    return std::span(constraints).subspan(job.constraints.first, job.constraints.count);
}

TextId State::constraint(const JobRow &job, std::string_view name) const
{
    const std::span<const RowConstraint> all = constraintsOf(job);
    const auto found = std::ranges::find(all, name, [this](const RowConstraint &c) { return view(c.name); });
    return found == all.end() ? TextId() : found->value;
}

const PendingRow *State::pendingReason(TextId task) const
{
    const auto place
        = std::ranges::lower_bound(pending, task.value, {}, [](const PendingRow &reason) { return reason.task.value; });
    return place != pending.end() && place->task == task ? &*place : nullptr;
}

const UpdateRow *State::updateOf(const JobRow &job) const
{
    return job.update == noRow ? nullptr : &updates[job.update];
}

} // namespace aurora
