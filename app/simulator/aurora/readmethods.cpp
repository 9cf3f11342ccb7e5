// SPDX-License-Identifier: GPL-3.0-or-later
// Roles, jobs, tasks, reasons, quota: what ReadOnlyScheduler tells.
#include "app/simulator/aurora/jobcheck.h"
#include "app/simulator/aurora/methods.h"
#include "app/simulator/aurora/structs.h"

#include <algorithm>

namespace sim::aurora {

using thrift::Struct;
using thrift::Type;
using thrift::Value;
using wire::ScheduleStatus;

namespace {

Response roleSummary(const Call &call)
{
    struct Count
    {
        int jobs = 0;
        int cron = 0;
    };
    std::map<std::string, Count> roles;
    for (const auto &[job, tasks] : call.scheduler.store().jobs())
        ++roles[job.role].jobs;
    for (const auto &[key, job] : call.scheduler.cron().all()) {
        ++roles[key.role].cron;
        roles[key.role].jobs += !call.scheduler.store().jobs().contains(key);
    }
    std::vector<Value> summaries;
    for (const auto &[role, count] : roles)
        summaries.push_back(Struct().text(1, role).i32(2, count.jobs).i32(3, count.cron).done());
    return Response::ok(17, 1, Value::set(Type::Struct, std::move(summaries)));
}

/// The configuration a job is shown with: of its youngest active task, or of its youngest one.
Config latest(const TaskStore::Tasks &tasks)
{
    const ScheduledTask *found = tasks.back().get();
    for (const auto &task : tasks) {
        if (task->isActive())
            found = task.get();
    }
    return found->config;
}

Value stats(const TaskStore::Tasks *tasks)
{
    int active = 0;
    int finished = 0;
    int failed = 0;
    int pending = 0;
    for (size_t i = 0; tasks && i < tasks->size(); ++i) {
        const ScheduledTask &task = *(*tasks)[i];
        pending += task.waits();
        active += task.isActive() && !task.waits();
        finished += task.status == ScheduleStatus::Finished || task.status == ScheduleStatus::Killed;
        failed += task.status == ScheduleStatus::Failed || task.status == ScheduleStatus::Lost;
    }
    return Struct().i32(1, active).i32(2, finished).i32(3, failed).i32(4, pending).done();
}

Response jobSummary(const Call &call)
{
    const bool all = !call.args.has(1, Type::String);
    const std::string &role = call.args.textAt(1);
    const bool withCron = all || !role.empty(); // asked for the role "" it forgets the cron jobs
    std::vector<Value> summaries;
    const auto &jobs = call.scheduler.store().jobs();
    for (const auto &[key, tasks] : jobs) {
        if ((!role.empty() && key.role != role) || call.scheduler.cron().find(key))
            continue;
        summaries.push_back(Struct()
                                .put(1, jobConfiguration(key, latest(tasks), static_cast<int>(tasks.size())))
                                .put(2, stats(&tasks))
                                .done());
    }
    for (const auto &[key, job] : call.scheduler.cron().all()) {
        if (!withCron || (!role.empty() && key.role != role))
            continue;
        const auto tasks = jobs.find(key);
        summaries.push_back(Struct()
                                .put(1, jobConfiguration(key, job.config, job.instances, &job))
                                .put(2, stats(tasks == jobs.end() ? nullptr : &tasks->second))
                                .i64(3, milliseconds(job.parsed.next(call.scheduler.now())))
                                .done());
    }
    return Response::ok(18, 1, Value::set(Type::Struct, std::move(summaries)));
}

Response jobs(const Call &call)
{
    const std::string &role = call.args.textAt(1);
    std::vector<Value> configs;
    for (const auto &[key, tasks] : call.scheduler.store().jobs()) {
        const auto active = std::ranges::count_if(tasks, [](const auto &task) { return task->isActive(); });
        if (active > 0 && (role.empty() || key.role == role) && !call.scheduler.cron().find(key))
            configs.push_back(jobConfiguration(key, latest(tasks), static_cast<int>(active)));
    }
    for (const auto &[key, job] : call.scheduler.cron().all()) {
        if (role.empty() || key.role == role)
            configs.push_back(jobConfiguration(key, job.config, job.instances, &job));
    }
    return Response::ok(4, 1, Value::set(Type::Struct, std::move(configs)));
}

Response tasks(const Call &call, bool withData)
{
    if (!call.args.has(1, Type::Struct))
        return Response::error({});
    std::vector<Value> found;
    for (const ScheduledTask *task : call.scheduler.store().query(TaskFilter::read(call.args.structAt(1)))) {
        // Taking the data out of a configuration that has none fails the whole call.
        if (!withData && !task->config->hasExecutor)
            return Response::crash("java.lang.NullPointerException");
        found.push_back(toThrift(*task, withData));
    }
    return Response::ok(3, 1, Value::list(Type::Struct, std::move(found)));
}

Response tasksStatus(const Call &call)
{
    return tasks(call, true);
}

Response tasksWithoutConfigs(const Call &call)
{
    return tasks(call, false);
}

/// A TaskQuery as Java prints it, as far as a refusal shows it.
std::string queryText(const Value &query)
{
    std::vector<std::string> parts;
    const auto text = [&](int id, const char *name) {
        if (query.has(id, Type::String))
            parts.push_back(std::string(name) + ':' + query.textAt(id));
    };
    const auto set = [&](int id, const char *name, auto told) {
        if (!query.has(id, Type::Set))
            return;
        std::string list;
        for (const Value &element : query.field(id, Type::Set).elements())
            list += (list.empty() ? "" : ", ") + std::string(told(element));
        parts.push_back(std::string(name) + ":[" + list + ']');
    };
    text(14, "role");
    text(9, "environment");
    text(2, "jobName");
    set(4, "taskIds", [](const Value &id) { return id.text(); });
    set(5, "statuses",
        [](const Value &status) { return wire::statusName(static_cast<ScheduleStatus>(status.integer())); });
    set(7, "instanceIds", [](const Value &instance) { return std::to_string(instance.integer()); });
    set(10, "slaveHosts", [](const Value &host) { return host.text(); });
    std::string all;
    for (const std::string &part : parts)
        all += (all.empty() ? "" : ", ") + part;
    return "TaskQuery(" + all + ')';
}

Response pendingReason(const Call &call)
{
    const Value &query = call.args.structAt(1);
    if (query.isAbsent())
        return Response::error({});
    if (query.has(10, Type::Set) && !query.field(10, Type::Set).elements().empty())
        return Response::invalid("SlaveHosts are not supported in " + queryText(query));
    if (query.has(5, Type::Set) && !query.field(5, Type::Set).elements().empty())
        return Response::invalid("Statuses is not supported in " + queryText(query));
    TaskFilter filter = TaskFilter::read(query);
    filter.statuses = { ScheduleStatus::Pending };
    std::vector<Value> reasons;
    for (const ScheduledTask *task : call.scheduler.store().query(filter)) {
        std::string joined;
        for (const Veto &veto : call.scheduler.placement().nearest(*task))
            joined += (joined.empty() ? "" : ",") + veto.reason;
        reasons.push_back(Struct().text(1, task->id).text(2, std::move(joined)).done());
    }
    return Response::ok(21, 1, Value::set(Type::Struct, std::move(reasons)));
}

Response configSummary(const Call &call)
{
    const JobKey key = JobKey::read(call.args.structAt(1));
    std::map<int, Config> instances;
    for (const ScheduledTask *task : call.scheduler.store().activeOf(key))
        instances[task->instance] = task->config;
    return Response::ok(20, 1, Struct().put(1, key.toThrift()).put(2, configGroups(instances, 3)).done());
}

Response quota(const Call &call)
{
    const std::string &role = call.args.textAt(1);
    if (role.empty())
        return Response::error("Argument cannot be blank");
    const Consumption used = call.scheduler.quotas().consumption(role);
    const auto aggregate = [](const Resources &resources) { return thrift::single(4, resourceSet(resources)); };
    return Response::ok(thrift::single(5,
                                       Struct()
                                           .put(1, aggregate(call.scheduler.quotas().quota(role)))
                                           .put(2, aggregate(used.prodShared))
                                           .put(3, aggregate(used.nonProdShared))
                                           .put(4, aggregate(used.prodDedicated))
                                           .put(5, aggregate(used.nonProdDedicated))
                                           .done()));
}

Response populate(const Call &call)
{
    JobRequest request;
    if (const std::string wrong = readJob(call.args.structAt(1), &request); !wrong.empty())
        return Response::invalid("Invalid configuration: " + wrong);
    return Response::ok(1, 2, request.config->wire);
}

Response tierConfigs(const Call &)
{
    std::vector<Value> tiers;
    const auto add = [&tiers](const char *name, const char *preemptible, const char *revocable) {
        tiers.push_back(Struct()
                            .text(1, name)
                            .put(2,
                                 Value::map(Type::String, Type::String,
                                            { { Value::text("preemptible"), Value::text(preemptible) },
                                              { Value::text("revocable"), Value::text(revocable) } }))
                            .done());
    };
    add("preferred", "false", "false");
    add("preemptible", "true", "false");
    add("revocable", "true", "true");
    return Response::ok(
        thrift::single(27, Struct().text(1, "preemptible").put(2, Value::set(Type::Struct, std::move(tiers))).done()));
}

constexpr std::array methods{
    Method{ "getRoleSummary", Service::ReadOnly, roleSummary },
    Method{ "getJobSummary", Service::ReadOnly, jobSummary },
    Method{ "getJobs", Service::ReadOnly, jobs },
    Method{ "getTasksStatus", Service::ReadOnly, tasksStatus },
    Method{ "getTasksWithoutConfigs", Service::ReadOnly, tasksWithoutConfigs },
    Method{ "getPendingReason", Service::ReadOnly, pendingReason },
    Method{ "getConfigSummary", Service::ReadOnly, configSummary },
    Method{ "getQuota", Service::ReadOnly, quota },
    Method{ "populateJobConfig", Service::ReadOnly, populate },
    Method{ "getTierConfigs", Service::ReadOnly, tierConfigs },
};

} // namespace

std::span<const Method> readMethods()
{
    return methods;
}

} // namespace sim::aurora
