// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/calls.h"

#include "models/aurora/codec/callmaker.h"

namespace aurora::calls {

namespace {

template <typename Arguments>
Call read(const char *method, Arguments arguments)
{
    return CallMaker::make(method, true, std::move(arguments));
}

template <typename Arguments>
Call write(const char *method, Arguments arguments)
{
    return CallMaker::make(method, false, std::move(arguments));
}

wire::TaskQuery toWire(const TaskQuery &query)
{
    wire::TaskQuery wire;
    if (!query.role().isEmpty())
        wire.__set_role(wire::text(query.role()));
    if (!query.environment().isEmpty())
        wire.__set_environment(wire::text(query.environment()));
    if (!query.jobName().isEmpty())
        wire.__set_jobName(wire::text(query.jobName()));
    for (const JobKey &job : query.jobs()) {
        wire.jobKeys.insert(wire::toWire(job));
        wire.__isset.jobKeys = true;
    }
    for (const QString &id : query.taskIds()) {
        wire.taskIds.insert(wire::text(id));
        wire.__isset.taskIds = true;
    }
    for (const TaskStatus status : query.statuses()) {
        wire.statuses.insert(*wire::toNumber(wire::taskStatusNumbers, status));
        wire.__isset.statuses = true;
    }
    for (const int instance : query.instances()) {
        wire.instanceIds.insert(instance);
        wire.__isset.instanceIds = true;
    }
    for (const QString &host : query.hosts()) {
        wire.slaveHosts.insert(wire::text(host));
        wire.__isset.slaveHosts = true;
    }
    if (query.limit() > 0)
        wire.__set_limit(query.limit());
    if (query.offset() > 0)
        wire.__set_offset(query.offset());
    return wire;
}

wire::JobUpdateQuery toWire(const UpdateQuery &query)
{
    wire::JobUpdateQuery wire;
    if (!query.role().isEmpty())
        wire.__set_role(wire::text(query.role()));
    if (!query.user().isEmpty())
        wire.__set_user(wire::text(query.user()));
    if (query.job())
        wire.__set_jobKey(wire::toWire(*query.job()));
    if (query.key())
        wire.__set_key(wire::toWire(*query.key()));
    for (const UpdateStatus status : query.statuses()) {
        wire.updateStatuses.insert(*wire::toNumber(wire::updateStatusNumbers, status));
        wire.__isset.updateStatuses = true;
    }
    if (query.limit() > 0)
        wire.__set_limit(query.limit());
    if (query.offset() > 0)
        wire.__set_offset(query.offset());
    return wire;
}

template <typename Arguments>
Arguments withQuery(const TaskQuery &query)
{
    Arguments arguments;
    arguments.__set_query(toWire(query));
    return arguments;
}

template <typename Arguments>
Arguments withJob(const JobKey &job)
{
    Arguments arguments;
    arguments.__set_job(wire::toWire(job));
    return arguments;
}

template <typename Arguments>
Arguments withDescription(const JobConfiguration &job)
{
    Arguments arguments;
    arguments.__set_description(wire::toWire(job));
    return arguments;
}

template <typename Arguments>
Arguments withReason(Arguments arguments, const QString &reason)
{
    if (!reason.isEmpty())
        arguments.__set_message(wire::text(reason));
    return arguments;
}

template <typename Arguments>
Arguments withUpdate(const UpdateKey &key, const QString &reason)
{
    Arguments arguments;
    arguments.__set_key(wire::toWire(key));
    return withReason(std::move(arguments), reason);
}

wire::Set<int32_t> toWire(const InstanceSet &instances)
{
    return { instances.list().begin(), instances.list().end() };
}

template <typename Arguments>
Arguments withHosts(const QStringList &names)
{
    wire::Hosts hosts;
    hosts.__isset.hostNames = true;
    for (const QString &name : names)
        hosts.hostNames.insert(wire::text(name));
    Arguments arguments;
    arguments.__set_hosts(hosts);
    return arguments;
}

} // namespace

// ---- reads

Call roles()
{
    return read("getRoleSummary", wire::NoArguments());
}

Call jobSummaries()
{
    return read("getJobSummary", wire::GetJobSummaryArguments());
}

Call jobSummaries(const QString &role)
{
    wire::GetJobSummaryArguments arguments;
    if (!role.isEmpty())
        arguments.__set_role(wire::text(role));
    return read("getJobSummary", std::move(arguments));
}

Call jobs()
{
    return read("getJobs", wire::GetJobsArguments());
}

Call jobs(const QString &role)
{
    wire::GetJobsArguments arguments;
    if (!role.isEmpty())
        arguments.__set_ownerRole(wire::text(role));
    return read("getJobs", std::move(arguments));
}

Call tasks(const TaskQuery &query)
{
    return read("getTasksWithoutConfigs", withQuery<wire::GetTasksWithoutConfigsArguments>(query));
}

Call tasksWithConfigs(const TaskQuery &query)
{
    return read("getTasksStatus", withQuery<wire::GetTasksStatusArguments>(query));
}

Call configSummary(const JobKey &job)
{
    return read("getConfigSummary", withJob<wire::GetConfigSummaryArguments>(job));
}

Call pendingReasons(const TaskQuery &query)
{
    return read("getPendingReason", withQuery<wire::GetPendingReasonArguments>(query));
}

Call quota(const QString &role)
{
    wire::GetQuotaArguments arguments;
    arguments.__set_ownerRole(wire::text(role));
    return read("getQuota", std::move(arguments));
}

Call updateSummaries(const UpdateQuery &query)
{
    wire::GetJobUpdateSummariesArguments arguments;
    arguments.__set_jobUpdateQuery(toWire(query));
    return read("getJobUpdateSummaries", std::move(arguments));
}

Call updateDetails(const UpdateQuery &query)
{
    wire::GetJobUpdateDetailsArguments arguments;
    arguments.__set_query(toWire(query));
    return read("getJobUpdateDetails", std::move(arguments));
}

Call updateDiff(const UpdateRequest &request)
{
    wire::GetJobUpdateDiffArguments arguments;
    arguments.__set_request(wire::toWire(request));
    return read("getJobUpdateDiff", std::move(arguments));
}

Call tiers()
{
    return read("getTierConfigs", wire::NoArguments());
}

Call populate(const JobConfiguration &job)
{
    return read("populateJobConfig", withDescription<wire::PopulateJobConfigArguments>(job));
}

// ---- jobs

Call create(const JobConfiguration &job)
{
    return write("createJob", withDescription<wire::CreateJobArguments>(job));
}

Call killInstances(const JobKey &job, const InstanceSet &instances, const QString &reason)
{
    auto arguments = withReason(withJob<wire::KillTasksArguments>(job), reason);
    arguments.__set_instances(toWire(instances));
    return write("killTasks", std::move(arguments));
}

Call killJob(const JobKey &job, const QString &reason)
{
    return write("killTasks", withReason(withJob<wire::KillTasksArguments>(job), reason));
}

Call restart(const JobKey &job, const InstanceSet &instances)
{
    auto arguments = withJob<wire::RestartShardsArguments>(job);
    arguments.__set_shardIds(toWire(instances));
    return write("restartShards", std::move(arguments));
}

Call addInstances(const InstanceKey &pattern, int count)
{
    wire::InstanceKey key;
    key.__set_jobKey(wire::toWire(pattern.job));
    key.__set_instanceId(pattern.instance);
    wire::AddInstancesArguments arguments;
    arguments.__set_key(key);
    arguments.__set_count(count);
    return write("addInstances", std::move(arguments));
}

Call scheduleCron(const JobConfiguration &job)
{
    return write("scheduleCronJob", withDescription<wire::ScheduleCronJobArguments>(job));
}

Call descheduleCron(const JobKey &job)
{
    return write("descheduleCronJob", withJob<wire::DescheduleCronJobArguments>(job));
}

Call startCron(const JobKey &job)
{
    return write("startCronJob", withJob<wire::StartCronJobArguments>(job));
}

Call replaceCronTemplate(const JobConfiguration &job)
{
    wire::ReplaceCronTemplateArguments arguments;
    arguments.__set_config(wire::toWire(job));
    return write("replaceCronTemplate", std::move(arguments));
}

// ---- updates

Call startUpdate(const UpdateRequest &request, const QString &reason)
{
    wire::StartJobUpdateArguments arguments;
    arguments.__set_request(wire::toWire(request));
    return write("startJobUpdate", withReason(std::move(arguments), reason));
}

Call pauseUpdate(const UpdateKey &key, const QString &reason)
{
    return write("pauseJobUpdate", withUpdate<wire::PauseJobUpdateArguments>(key, reason));
}

Call resumeUpdate(const UpdateKey &key, const QString &reason)
{
    return write("resumeJobUpdate", withUpdate<wire::ResumeJobUpdateArguments>(key, reason));
}

Call abortUpdate(const UpdateKey &key, const QString &reason)
{
    return write("abortJobUpdate", withUpdate<wire::AbortJobUpdateArguments>(key, reason));
}

Call rollbackUpdate(const UpdateKey &key, const QString &reason)
{
    return write("rollbackJobUpdate", withUpdate<wire::RollbackJobUpdateArguments>(key, reason));
}

Call pulseUpdate(const UpdateKey &key)
{
    wire::PulseJobUpdateArguments arguments;
    arguments.__set_key(wire::toWire(key));
    return write("pulseJobUpdate", std::move(arguments));
}

// ---- administrators

Call setQuota(const QString &role, const Resources &limit)
{
    wire::ResourceAggregate quota;
    quota.__set_resources(wire::toWire(Resources{ limit.cpus, limit.ramMb, limit.diskMb, 0, {} }));
    wire::SetQuotaArguments arguments;
    arguments.__set_ownerRole(wire::text(role));
    arguments.__set_quota(quota);
    return write("setQuota", std::move(arguments));
}

Call startMaintenance(const QStringList &hosts)
{
    return write("startMaintenance", withHosts<wire::StartMaintenanceArguments>(hosts));
}

Call drain(const QStringList &hosts)
{
    return write("drainHosts", withHosts<wire::DrainHostsArguments>(hosts));
}

Call slaDrain(const QStringList &hosts, const SlaPolicy &policy, core::Duration timeout)
{
    auto arguments = withHosts<wire::SlaDrainHostsArguments>(hosts);
    arguments.__set_defaultSlaPolicy(wire::toWire(policy));
    arguments.__set_timeoutSecs(std::chrono::duration_cast<std::chrono::seconds>(timeout).count());
    return write("slaDrainHosts", std::move(arguments));
}

Call maintenanceStatus(const QStringList &hosts)
{
    return read("maintenanceStatus", withHosts<wire::MaintenanceStatusArguments>(hosts));
}

Call endMaintenance(const QStringList &hosts)
{
    return write("endMaintenance", withHosts<wire::EndMaintenanceArguments>(hosts));
}

std::optional<Call> forceTaskState(const QString &taskId, TaskStatus status)
{
    const auto number = wire::toNumber(wire::taskStatusNumbers, status);
    if (!number)
        return std::nullopt;
    wire::ForceTaskStateArguments arguments;
    arguments.__set_taskId(wire::text(taskId));
    arguments.__set_status(*number);
    return write("forceTaskState", std::move(arguments));
}

} // namespace aurora::calls
