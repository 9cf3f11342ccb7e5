// SPDX-License-Identifier: GPL-3.0-or-later
// Creating, killing, restarting and adding to jobs: a part of AuroraSchedulerManager.
#include "app/simulator/aurora/jobcheck.h"
#include "app/simulator/aurora/methods.h"

#include <algorithm>

namespace sim::aurora {

using thrift::Type;
using thrift::Value;

namespace {

template <int id>
Value keyAt(const Value &args)
{
    return args.structAt(id);
}

Value keyOfDescription(const Value &args)
{
    return args.structAt(1).structAt(9);
}

Value keyOfInstance(const Value &args)
{
    return args.structAt(3).structAt(1);
}

std::set<int> readInstances(const Value &set)
{
    std::set<int> instances;
    for (const Value &instance : set.elements())
        instances.insert(static_cast<int>(instance.integer()));
    return instances;
}

/// A union without any of its fields cannot be copied: the servlet falls over it.
bool hasEmptyUnion(const Value &taskConfig)
{
    const auto &constraints = taskConfig.field(20, Type::Set).elements();
    return std::ranges::any_of(constraints,
                               [](const Value &c) { return c.has(2, Type::Struct) && c.structAt(2).fields().empty(); });
}

Response createJob(const Call &call)
{
    const Value &description = call.args.structAt(1);
    if (hasEmptyUnion(description.structAt(6)))
        return Response::crash("java.lang.IllegalStateException: Cannot write a TUnion with no set value!");
    JobRequest request;
    if (const std::string wrong = readJob(description, &request); !wrong.empty())
        return Response::invalid(wrong);
    if (!request.cronSchedule.empty())
        return Response::invalid("Cron jobs may only be created/updated by calling scheduleCronJob.");
    if (call.scheduler.updates().activeOf(request.key))
        return Response::updating();
    if (call.scheduler.store().hasActive(request.key) || call.scheduler.cron().find(request.key))
        return Response::invalid("Job " + request.key.path() + " already exists");
    if (request.instances > wire::mostInstances)
        return Response::invalid(countLimit);
    if (const std::string refused = call.scheduler.quotas().refusal(*request.config, request.instances);
        !refused.empty())
        return Response::invalid(refused);
    // The tasks go under the configuration's job, even if that is another one than the key's.
    std::set<int> instances;
    for (int i = 0; i < request.instances; ++i) {
        if (call.scheduler.store().active(request.config->job, i))
            return Response::invalid("Instance ID collision detected.");
        instances.insert(i);
    }
    call.scheduler.addTasks(request.config, instances);
    return Response::ok();
}

Response killTasks(const Call &call)
{
    if (!call.args.has(4, Type::Struct))
        return Response::error(
            R"x(Cannot invoke "org.apache.aurora.gen.JobKey.getRole()" because "<parameter1>" is null)x");
    const JobKey job = JobKey::read(call.args.structAt(4));
    if (!isValidKey(job))
        return Response::error({});
    if (call.scheduler.updates().activeOf(job))
        return Response::updating();
    std::string message = "Killed by " + call.user;
    if (call.args.has(6, Type::String))
        message += ".\n" + call.args.textAt(6);
    // Absent or empty: every one.
    const std::set<int> instances = readInstances(call.args.field(5, Type::Set));
    return call.scheduler.kill(job, instances, message) > 0 ? Response::ok() : Response::okSaying("No tasks to kill.");
}

Response restartShards(const Call &call)
{
    const std::set<int> instances = readInstances(call.args.field(3, Type::Set));
    if (instances.empty())
        return Response::error("Argument cannot be blank");
    const JobKey job = JobKey::read(call.args.structAt(5));
    if (call.scheduler.updates().activeOf(job))
        return Response::updating();
    std::vector<ScheduledTask *> tasks;
    for (const int instance : instances) {
        if (ScheduledTask *task = call.scheduler.store().active(job, instance))
            tasks.push_back(task);
    }
    if (tasks.size() != instances.size()) // all or nothing
        return Response::invalid("Not all requested shards are active.");
    for (ScheduledTask *task : tasks)
        call.scheduler.restart(*task, call.user);
    return Response::ok();
}

Response addInstances(const Call &call)
{
    const Value &key = call.args.structAt(3);
    if (key.isAbsent())
        return Response::error(
            R"x(Cannot invoke "org.apache.aurora.gen.InstanceKey.getJobKey()" because "<parameter1>" is null)x");
    const JobKey job = JobKey::read(key.structAt(1));
    const int64_t count = call.args.integerAt(4);
    if (call.scheduler.updates().activeOf(job))
        return Response::updating();
    if (call.scheduler.cron().find(job))
        return Response::invalid("Instances may not be added to cron jobs.");
    if (count <= 0)
        return Response::invalid("Instance count must be positive.");
    const ScheduledTask *model = call.scheduler.store().active(job, static_cast<int>(key.integerAt(2)));
    if (!model)
        return Response::invalid("No active task found for a given instance ID.");
    const std::vector<ScheduledTask *> active = call.scheduler.store().activeOf(job);
    if (static_cast<int64_t>(active.size()) + count > wire::mostInstances)
        return Response::invalid(countLimit);
    if (const std::string refused = call.scheduler.quotas().refusal(*model->config, static_cast<int>(count));
        !refused.empty())
        return Response::invalid(refused);
    std::set<int> added;
    for (int i = 1; i <= count; ++i)
        added.insert(active.back()->instance + i);
    call.scheduler.addTasks(model->config, added);
    return Response::ok();
}

constexpr std::array methods{
    Method{ "createJob", Service::Manager, createJob, keyOfDescription },
    Method{ "killTasks", Service::Manager, killTasks, keyAt<4> },
    Method{ "restartShards", Service::Manager, restartShards, keyAt<5> },
    Method{ "addInstances", Service::Manager, addInstances, keyOfInstance },
};

} // namespace

std::span<const Method> jobMethods()
{
    return methods;
}

} // namespace sim::aurora
