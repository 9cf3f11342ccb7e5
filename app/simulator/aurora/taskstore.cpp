// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/taskstore.h"

#include <algorithm>

namespace sim::aurora {

using thrift::Type;
using thrift::Value;

TaskFilter TaskFilter::of(const JobKey &job)
{
    TaskFilter filter;
    filter.jobs = { job };
    return filter;
}

TaskFilter TaskFilter::read(const Value &query)
{
    TaskFilter filter;
    filter.role = query.textAt(14);
    filter.environment = query.textAt(9);
    filter.name = query.textAt(2);
    filter.offset = static_cast<int>(query.integerAt(12));
    filter.limit = static_cast<int>(query.integerAt(13));
    for (const Value &id : query.field(4, Type::Set).elements())
        filter.ids.insert(id.text());
    for (const Value &status : query.field(5, Type::Set).elements()) {
        if (wire::isKnownStatus(status.integer()))
            filter.statuses.insert(static_cast<wire::ScheduleStatus>(status.integer()));
    }
    for (const Value &instance : query.field(7, Type::Set).elements())
        filter.instances.insert(static_cast<int>(instance.integer()));
    for (const Value &host : query.field(10, Type::Set).elements())
        filter.hosts.insert(host.text());
    for (const Value &job : query.field(11, Type::Set).elements())
        filter.jobs.insert(JobKey::read(job));
    return filter;
}

bool TaskFilter::accepts(const ScheduledTask &task) const
{
    const JobKey &job = task.job();
    return (role.empty() || role == job.role) && (environment.empty() || environment == job.environment)
        && (name.empty() || name == job.name) && (jobs.empty() || jobs.contains(job))
        && (ids.empty() || ids.contains(task.id)) && (statuses.empty() || statuses.contains(task.status))
        && (instances.empty() || instances.contains(task.instance)) && (hosts.empty() || hosts.contains(task.host));
}

ScheduledTask &TaskStore::add(ScheduledTask task)
{
    Tasks &tasks = m_jobs[task.job()];
    tasks.push_back(std::make_unique<ScheduledTask>(std::move(task)));
    ScheduledTask &added = *tasks.back();
    m_byId[added.id] = &added;
    return added;
}

void TaskStore::remove(std::string id)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return;
    const auto tasks = m_jobs.find(found->second->job());
    m_byId.erase(found);
    std::erase_if(tasks->second, [&](const auto &task) { return task->id == id; });
    if (tasks->second.empty())
        m_jobs.erase(tasks);
}

void TaskStore::pruneHistory(const JobKey &job)
{
    const auto found = m_jobs.find(job);
    if (found == m_jobs.end())
        return;
    auto ended = std::ranges::count_if(found->second, [](const auto &task) { return !task->isActive(); });
    std::erase_if(found->second, [&](const auto &task) {
        if (task->isActive() || ended <= static_cast<std::ptrdiff_t>(historyPerJob))
            return false;
        --ended;
        m_byId.erase(task->id);
        return true;
    });
}

ScheduledTask *TaskStore::find(const std::string &id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

ScheduledTask *TaskStore::active(const JobKey &job, int instance) const
{
    const auto found = m_jobs.find(job);
    if (found == m_jobs.end())
        return nullptr;
    for (const auto &task : found->second) {
        if (task->instance == instance && task->isActive())
            return task.get();
    }
    return nullptr;
}

std::vector<ScheduledTask *> TaskStore::activeOf(const JobKey &job) const
{
    std::vector<ScheduledTask *> tasks;
    if (const auto found = m_jobs.find(job); found != m_jobs.end()) {
        for (const auto &task : found->second) {
            if (task->isActive())
                tasks.push_back(task.get());
        }
    }
    std::ranges::sort(tasks, {}, [](const ScheduledTask *task) { return task->instance; });
    return tasks;
}

std::vector<ScheduledTask *> TaskStore::query(const TaskFilter &filter) const
{
    std::vector<ScheduledTask *> found;
    const auto take = [&](const Tasks &tasks) {
        for (const auto &task : tasks) {
            if (filter.accepts(*task))
                found.push_back(task.get());
        }
    };
    if (filter.jobs.empty()) {
        for (const auto &[job, tasks] : m_jobs) {
            if (filter.role.empty() || filter.role == job.role)
                take(tasks);
        }
    } else {
        for (const JobKey &job : filter.jobs) {
            if (const auto tasks = m_jobs.find(job); tasks != m_jobs.end())
                take(tasks->second);
        }
    }
    const auto begin = std::min(found.size(), static_cast<size_t>(std::max(0, filter.offset)));
    const auto count
        = filter.limit > 0 ? std::min(found.size() - begin, static_cast<size_t>(filter.limit)) : found.size() - begin;
    return { found.begin() + static_cast<std::ptrdiff_t>(begin),
             found.begin() + static_cast<std::ptrdiff_t>(begin + count) };
}

} // namespace sim::aurora
