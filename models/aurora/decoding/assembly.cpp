// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/decoding/assembly.h"

#include <algorithm>

namespace aurora {

namespace {

/// A job that no summary names (any more), but a task does.
JobRow bareJob(uint32_t key, const JobKeys &keys)
{
    JobRow job;
    job.key = TextId{ key };
    const JobKeys::Parts &parts = keys.parts(job.key);
    job.role = parts.role;
    job.environment = parts.environment;
    job.name = parts.name;
    return job;
}

void sortByKey(std::vector<JobRow> &jobs)
{
    const auto key = [](const JobRow &job) { return job.key.value; };
    if (!std::ranges::is_sorted(jobs, {}, key))
        std::ranges::sort(jobs, {}, key);
}

/// Index of each job by the id of its key; noRow elsewhere. Ids are dense, so a table is the fastest map.
std::vector<uint32_t> placesOf(const std::vector<JobRow> &jobs, uint32_t ids)
{
    std::vector<uint32_t> places(ids, noRow);
    for (uint32_t i = 0; i < jobs.size(); ++i)
        places[jobs[i].key.value] = i;
    return places;
}

/// By instance, and of one instance the newest task first, an active one before all that ended.
bool comesBefore(const TaskRow &a, const TaskRow &b)
{
    if (a.instance != b.instance)
        return a.instance < b.instance;
    if (isTerminal(a.status) != isTerminal(b.status))
        return !isTerminal(a.status);
    if (a.created != b.created)
        return a.created > b.created;
    return a.id.value > b.id.value;
}

void tellFromTasks(JobRow &job, std::span<const TaskRow> tasks)
{
    job.pendingSince = {};
    job.changed = {};
    for (const TaskRow &task : tasks) {
        job.changed = std::max(job.changed, task.since);
        if (isWaiting(task.status) && (!core::isKnown(job.pendingSince) || task.created < job.pendingSince))
            job.pendingSince = task.created;
    }
}

} // namespace

State withoutJobs(const State &state)
{
    State copy;
    copy.pool = state.pool;
    copy.scheduler = state.scheduler;
    copy.constraints = state.constraints;
    copy.pending = state.pending;
    copy.updates = state.updates;
    copy.maintenance = state.maintenance;
    return copy;
}

std::vector<TaskRow> looseTasks(const State &state)
{
    std::vector<TaskRow> tasks = state.tasks;
    for (TaskRow &task : tasks)
        task.job = state.jobs[task.job].key.value;
    return tasks;
}

void assemble(State &state, std::vector<JobRow> jobs, std::span<const TaskRow> tasks, const JobKeys &keys,
              const std::unordered_set<uint32_t> &endedKnown)
{
    const uint32_t ids = state.pool->count();
    sortByKey(jobs);
    // A set holds none, but who knows what stands in a reply. Not the one of std::ranges: clang 14, which fuzzes,
    // cannot compile the subrange of libstdc++ 12.
    const auto isTwin = [](const JobRow &a, const JobRow &b) { return a.key.value == b.key.value; };
    jobs.erase(std::unique(jobs.begin(), jobs.end(), isTwin), jobs.end());
    std::vector<uint32_t> places = placesOf(jobs, ids);
    const size_t summarized = jobs.size();
    for (const TaskRow &task : tasks) {
        if (places[task.job] == noRow) {
            places[task.job] = static_cast<uint32_t>(jobs.size());
            jobs.push_back(bareJob(task.job, keys));
        }
    }
    if (jobs.size() > summarized) {
        sortByKey(jobs);
        places = placesOf(jobs, ids);
    }

    for (JobRow &job : jobs) {
        job.tasks = {};
        job.endedKnown = endedKnown.contains(job.key.value);
    }
    for (const TaskRow &task : tasks)
        ++jobs[places[task.job]].tasks.count;
    uint32_t first = 0;
    std::vector<uint32_t> ends(jobs.size());
    for (uint32_t i = 0; i < jobs.size(); ++i) {
        jobs[i].tasks.first = ends[i] = first;
        first += jobs[i].tasks.count;
    }
    state.tasks.resize(tasks.size());
    for (const TaskRow &task : tasks) {
        const uint32_t job = places[task.job];
        TaskRow &placed = state.tasks[ends[job]++];
        placed = task;
        placed.job = job;
    }
    for (JobRow &job : jobs) {
        const std::span<TaskRow> own = std::span(state.tasks).subspan(job.tasks.first, job.tasks.count);
        if (!std::ranges::is_sorted(own, comesBefore))
            std::ranges::sort(own, comesBefore);
        tellFromTasks(job, own);
    }
    state.jobs = std::move(jobs);
    linkUpdates(state);
}

void linkUpdates(State &state)
{
    for (JobRow &job : state.jobs)
        job.update = noRow;
    for (uint32_t i = 0; i < state.updates.size(); ++i) {
        UpdateRow &update = state.updates[i];
        const JobRow *const job = state.job(update.jobKey);
        update.job = job == nullptr ? noRow : static_cast<uint32_t>(job - state.jobs.data());
        if (job != nullptr && isActive(update.status))
            state.jobs[update.job].update = i;
    }
}

State repooled(const State &state, core::StringPool &pool)
{
    std::vector<TextId> newIds(state.pool->count());
    const auto move = [&](TextId &id) {
        TextId &known = newIds[id.value];
        if (known.isEmpty() && !id.isEmpty())
            known = pool.intern(state.view(id));
        id = known;
    };
    State copy = state;
    copy.pool = nullptr; // the caller's
    for (JobRow &job : copy.jobs) {
        for (TextId *id : { &job.key, &job.role, &job.environment, &job.name, &job.tier, &job.owner, &job.contact,
                            &job.cronSchedule })
            move(*id);
    }
    for (TaskRow &task : copy.tasks) {
        for (TextId *id : { &task.id, &task.host, &task.agent, &task.message, &task.ancestor })
            move(*id);
    }
    for (RowConstraint &constraint : copy.constraints) {
        move(constraint.name);
        move(constraint.value);
    }
    for (PendingRow &reason : copy.pending) {
        move(reason.task);
        move(reason.reason);
    }
    for (UpdateRow &update : copy.updates) {
        for (TextId *id : { &update.id, &update.jobKey, &update.user })
            move(*id);
    }
    for (HostRow &host : copy.maintenance)
        move(host.host);
    move(copy.scheduler.cluster);
    move(copy.scheduler.version);
    return copy;
}

} // namespace aurora
