// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs by the clock: a part of AuroraSchedulerManager.
#include "app/simulator/aurora/jobcheck.h"
#include "app/simulator/aurora/methods.h"

namespace sim::aurora {

using thrift::Value;

namespace {

Value keyOfJob(const Value &args)
{
    return args.structAt(4);
}

Value keyOfDescription(const Value &args)
{
    return args.structAt(1).structAt(9);
}

Response put(const Call &call, const JobRequest &request)
{
    const std::optional<CronSchedule> parsed = CronSchedule::parse(request.cronSchedule);
    if (!parsed)
        return Response::invalid("Invalid cron schedule: " + request.cronSchedule);
    if (request.instances > wire::mostInstances)
        return Response::invalid(countLimit);
    Resources freed; // what its template is charged for now
    const CronJob *const before = call.scheduler.cron().find(request.key);
    if (before && before->config->production && !before->config->constraint("dedicated")) {
        for (int i = 0; i < before->instances; ++i)
            freed += before->config->resources;
    }
    if (const std::string refused = call.scheduler.quotas().refusal(*request.config, request.instances, freed);
        !refused.empty())
        return Response::invalid(refused);
    CronJob job;
    job.key = request.key;
    job.owner = request.owner;
    job.schedule = request.cronSchedule;
    job.parsed = *parsed;
    job.policy = static_cast<wire::CollisionPolicy>(request.policy);
    job.config = request.config;
    job.instances = request.instances;
    call.scheduler.cron().schedule(std::move(job));
    return Response::ok();
}

/// Nothing when the request is good so far.
std::optional<Response> refusal(const Call &call, JobRequest *request)
{
    if (const std::string wrong = readJob(call.args.structAt(1), request); !wrong.empty())
        return Response::invalid(wrong);
    if (call.scheduler.updates().activeOf(request->key))
        return Response::updating();
    if (request->cronSchedule.empty())
        return Response::invalid("Job " + request->key.path() + " has no cron schedule");
    if (request->config->isService)
        return Response::invalid("A service task may not be run on a cron schedule: JobConfiguration(key:JobKey(role:"
                                 + request->key.role + ", environment:" + request->key.environment
                                 + ", name:" + request->key.name + "))");
    if (request->policy == static_cast<int64_t>(wire::CollisionPolicy::RunOverlap))
        return Response::invalid("The RUN_OVERLAP collision policy has been removed (AURORA-38).");
    return {};
}

Response scheduleCronJob(const Call &call)
{
    JobRequest request;
    if (auto refused = refusal(call, &request))
        return *std::move(refused);
    if (!call.scheduler.cron().find(request.key) && call.scheduler.store().hasActive(request.key))
        return Response::invalid("Job " + request.key.path() + " already exists");
    return put(call, request);
}

Response replaceCronTemplate(const Call &call)
{
    JobRequest request;
    if (auto refused = refusal(call, &request))
        return *std::move(refused);
    if (!call.scheduler.cron().find(request.key))
        return Response::invalid("No cron job found for " + request.key.path() + '.');
    return put(call, request);
}

Response descheduleCronJob(const Call &call)
{
    const JobKey key = JobKey::read(call.args.structAt(4));
    if (call.scheduler.updates().activeOf(key))
        return Response::updating();
    if (!call.scheduler.cron().deschedule(key))
        return Response::okSaying("Job " + key.path() + " is not scheduled with cron");
    return Response::ok();
}

Response startCronJob(const Call &call)
{
    const JobKey key = JobKey::read(call.args.structAt(4));
    if (!call.scheduler.cron().find(key))
        return Response::invalid("Failed to start cron job - No cron job found for " + key.path() + '.');
    call.scheduler.cron().run(key);
    return Response::ok();
}

constexpr std::array methods{
    Method{ "scheduleCronJob", Service::Manager, scheduleCronJob, keyOfDescription },
    Method{ "replaceCronTemplate", Service::Manager, replaceCronTemplate, keyOfDescription },
    Method{ "descheduleCronJob", Service::Manager, descheduleCronJob, keyOfJob },
    Method{ "startCronJob", Service::Manager, startCronJob, keyOfJob },
};

} // namespace

std::span<const Method> cronMethods()
{
    return methods;
}

} // namespace sim::aurora
