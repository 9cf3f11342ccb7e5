// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/codec/fromwire.h"

#include "models/aurora/codec/enums.h"
#include "models/core/text.h"

#include <algorithm>
#include <tuple>

namespace aurora::wire {

namespace {

using std::chrono::seconds;

QString textIf(bool present, const std::string &value)
{
    return present ? text(value) : QString();
}

core::TimePoint moment(int64_t milliseconds)
{
    return core::TimePoint(core::Duration(milliseconds));
}

/// Hostile numbers of seconds must not overflow.
core::Duration secondsIn(int64_t count)
{
    constexpr int64_t limit = std::numeric_limits<core::Duration::rep>::max() / 1000;
    return seconds(std::clamp(count, -limit, limit));
}

QStringList sorted(const Set<std::string> &set)
{
    QStringList list;
    for (const std::string &value : set)
        list.append(text(value));
    list.sort();
    return list;
}

aurora::Constraint fromWire(const Constraint &constraint)
{
    aurora::Constraint value{ text(constraint.name), {} };
    const TaskConstraint &condition = constraint.constraint;
    if (condition.__isset.limit)
        value.condition = aurora::LimitConstraint{ condition.limit.limit };
    else
        value.condition = aurora::ValueConstraint{ condition.value.negated, sorted(condition.value.values) };
    return value;
}

QList<aurora::Metadata> fromWire(const Set<Metadata> &set)
{
    QList<aurora::Metadata> list;
    for (const Metadata &each : set)
        list.append({ text(each.key), text(each.value) });
    std::ranges::sort(list, {}, [](const aurora::Metadata &m) { return std::tie(m.key, m.value); });
    return list;
}

QList<InstanceRange> fromWire(const Set<Range> &set)
{
    QList<InstanceRange> list;
    for (const Range &range : set)
        list.append({ range.first, range.last });
    std::ranges::sort(list, {}, &InstanceRange::first);
    return list;
}

FetcherUri fromWire(const MesosFetcherURI &uri)
{
    FetcherUri value{ text(uri.value), {}, {}, textIf(uri.__isset.outputFile, uri.outputFile) };
    if (uri.__isset.extract)
        value.extract = uri.extract;
    if (uri.__isset.cache)
        value.cache = uri.cache;
    return value;
}

std::optional<aurora::SlaPolicy> fromWire(const SlaPolicy &policy)
{
    if (policy.__isset.percentageSlaPolicy) {
        return PercentageSla{ policy.percentageSlaPolicy.percentage,
                              secondsIn(policy.percentageSlaPolicy.durationSecs) };
    }
    if (policy.__isset.countSlaPolicy)
        return CountSla{ policy.countSlaPolicy.count, secondsIn(policy.countSlaPolicy.durationSecs) };
    if (policy.__isset.coordinatorSlaPolicy) {
        return CoordinatorSla{ text(policy.coordinatorSlaPolicy.coordinatorUrl),
                               text(policy.coordinatorSlaPolicy.statusKey) };
    }
    return std::nullopt;
}

aurora::Container fromWire(const Container &container)
{
    if (container.__isset.docker) {
        aurora::DockerContainer docker{ text(container.docker.image), {} };
        if (container.docker.__isset.parameters) {
            docker.parameters.emplace();
            for (const DockerParameter &parameter : container.docker.parameters)
                docker.parameters->append({ text(parameter.name), text(parameter.value) });
        }
        return docker;
    }
    aurora::MesosContainer mesos;
    if (container.mesos.__isset.image) {
        const Image &image = container.mesos.image;
        if (image.__isset.appc)
            mesos.image = aurora::AppcImage{ text(image.appc.name), text(image.appc.imageId) };
        else
            mesos.image = aurora::DockerImage{ text(image.docker.name), text(image.docker.tag) };
    }
    if (container.mesos.__isset.volumes) {
        mesos.volumes.emplace();
        for (const Volume &volume : container.mesos.volumes) {
            mesos.volumes->append({ text(volume.containerPath), text(volume.hostPath), volume.mode == volumeReadOnly });
        }
    }
    return mesos;
}

UpdateStatus updateStatus(bool present, int32_t number)
{
    return present ? fromNumber(updateStatusNumbers, number) : UpdateStatus::Unknown;
}

std::optional<UpdateStrategy> fromWire(const JobUpdateStrategy &strategy)
{
    using Kind = UpdateStrategy::Kind;
    if (strategy.__isset.queueStrategy)
        return UpdateStrategy{ Kind::Queue, { strategy.queueStrategy.groupSize }, false };
    if (strategy.__isset.batchStrategy) {
        return UpdateStrategy{ Kind::Batch,
                               { strategy.batchStrategy.groupSize },
                               strategy.batchStrategy.autopauseAfterBatch };
    }
    if (strategy.__isset.varBatchStrategy) {
        const auto &sizes = strategy.varBatchStrategy.groupSizes;
        return UpdateStrategy{ Kind::VariableBatch, QList<int>(sizes.begin(), sizes.end()),
                               strategy.varBatchStrategy.autopauseAfterBatch };
    }
    return std::nullopt;
}

void sortByFirstInstance(QList<aurora::ConfigGroup> &groups)
{
    std::ranges::stable_sort(groups, {}, [](const aurora::ConfigGroup &group) {
        return group.instances.isEmpty() ? -1 : group.instances.constFirst().first;
    });
}

} // namespace

QString text(const std::string &value)
{
    return core::toQString(value);
}

aurora::JobKey fromWire(const JobKey &key)
{
    return { text(key.role), text(key.environment), text(key.name) };
}

aurora::Resources fromWire(const Set<Resource> &resources)
{
    aurora::Resources sum;
    for (const Resource &resource : resources) {
        if (resource.__isset.numCpus)
            sum.cpus = resource.numCpus;
        else if (resource.__isset.ramMb)
            sum.ramMb = resource.ramMb;
        else if (resource.__isset.diskMb)
            sum.diskMb = resource.diskMb;
        else if (resource.__isset.numGpus)
            sum.gpus = resource.numGpus;
        else if (resource.__isset.namedPort)
            sum.namedPorts.append(text(resource.namedPort));
    }
    sum.namedPorts.sort();
    return sum;
}

aurora::TaskConfig fromWire(const TaskConfig &config)
{
    aurora::TaskConfig value;
    value.job = fromWire(config.job);
    value.owner = textIf(config.__isset.owner, config.owner.user);
    value.isService = config.isService;
    value.priority = config.priority;
    value.maxTaskFailures = config.maxTaskFailures;
    if (config.__isset.production)
        value.production = config.production;
    value.tier = textIf(config.__isset.tier, config.tier);
    value.resources = fromWire(config.resources);
    Set<Constraint> constraints = config.constraints; // gcc 12 warns of nothing when the values are sorted instead
    std::ranges::sort(constraints, {}, &Constraint::name);
    for (const Constraint &constraint : constraints)
        value.constraints.append(fromWire(constraint));
    for (const MesosFetcherURI &uri : config.mesosFetcherUris)
        value.fetcherUris.append(fromWire(uri));
    std::ranges::sort(value.fetcherUris, {}, &FetcherUri::value);
    for (const auto &[title, address] : config.taskLinks)
        value.taskLinks.insert(text(title), text(address));
    value.contactEmail = textIf(config.__isset.contactEmail, config.contactEmail);
    if (config.__isset.executorConfig) {
        value.executor
            = aurora::ExecutorConfig{ text(config.executorConfig.name),
                                      textIf(config.executorConfig.__isset.data, config.executorConfig.data) };
    }
    value.metadata = fromWire(config.metadata);
    if (config.__isset.partitionPolicy) {
        value.partitionPolicy = aurora::PartitionPolicy{ config.partitionPolicy.reschedule, {} };
        if (config.partitionPolicy.__isset.delaySecs)
            value.partitionPolicy->delay = secondsIn(config.partitionPolicy.delaySecs);
    }
    if (config.__isset.slaPolicy)
        value.slaPolicy = fromWire(config.slaPolicy);
    value.container = fromWire(config.container);
    return value;
}

aurora::JobConfiguration fromWire(const JobConfiguration &job)
{
    aurora::JobConfiguration value;
    value.key = fromWire(job.key);
    value.owner = textIf(job.__isset.owner, job.owner.user);
    value.cronSchedule = textIf(job.__isset.cronSchedule, job.cronSchedule);
    if (job.__isset.cronCollisionPolicy)
        value.cronCollisionPolicy = fromNumber(cronCollisionPolicyNumbers, job.cronCollisionPolicy);
    value.config = fromWire(job.taskConfig);
    value.instanceCount = job.instanceCount;
    return value;
}

aurora::JobSummary fromWire(const JobSummary &summary)
{
    const JobStats &stats = summary.stats;
    return { fromWire(summary.job),
             { stats.activeTaskCount, stats.finishedTaskCount, stats.failedTaskCount, stats.pendingTaskCount },
             summary.__isset.nextCronRunMs ? moment(summary.nextCronRunMs) : core::TimePoint{} };
}

aurora::TaskEvent fromWire(const TaskEvent &event)
{
    return { moment(event.timestamp),
             event.__isset.status ? fromNumber(taskStatusNumbers, event.status) : TaskStatus::Unknown,
             textIf(event.__isset.message, event.message), textIf(event.__isset.scheduler, event.scheduler) };
}

aurora::Task fromWire(const ScheduledTask &task)
{
    const AssignedTask &assigned = task.assignedTask;
    aurora::Task value;
    value.id = text(assigned.taskId);
    value.instance = assigned.instanceId;
    value.config = fromWire(assigned.task);
    value.agentId = textIf(assigned.__isset.slaveId, assigned.slaveId);
    value.host = textIf(assigned.__isset.slaveHost, assigned.slaveHost);
    for (const auto &[name, port] : assigned.assignedPorts)
        value.ports.insert(text(name), port);
    if (task.__isset.status)
        value.status = fromNumber(taskStatusNumbers, task.status);
    value.failureCount = task.failureCount;
    value.timesPartitioned = task.timesPartitioned;
    value.events = listOf<aurora::TaskEvent>(task.taskEvents);
    value.ancestorId = textIf(task.__isset.ancestorId, task.ancestorId);
    return value;
}

aurora::UpdateKey fromWire(const JobUpdateKey &key)
{
    return { fromWire(key.job), text(key.id) };
}

aurora::UpdateSummary fromWire(const JobUpdateSummary &summary)
{
    return { fromWire(summary.key),
             textIf(summary.__isset.user, summary.user),
             updateStatus(summary.state.__isset.status, summary.state.status),
             moment(summary.state.createdTimestampMs),
             moment(summary.state.lastModifiedTimestampMs),
             fromWire(summary.metadata) };
}

aurora::UpdateSettings fromWire(const JobUpdateSettings &settings)
{
    aurora::UpdateSettings value;
    value.groupSize = settings.updateGroupSize;
    value.maxPerInstanceFailures = settings.maxPerInstanceFailures;
    value.maxFailedInstances = settings.maxFailedInstances;
    value.minWaitInRunning = core::Duration(settings.minWaitInInstanceRunningMs);
    value.rollbackOnFailure = settings.rollbackOnFailure;
    value.onlyInstances = fromWire(settings.updateOnlyTheseInstances);
    value.waitForBatchCompletion = settings.waitForBatchCompletion;
    if (settings.__isset.blockIfNoPulsesAfterMs)
        value.blockIfNoPulsesAfter = core::Duration(settings.blockIfNoPulsesAfterMs);
    if (settings.__isset.slaAware)
        value.slaAware = settings.slaAware;
    if (settings.__isset.updateStrategy)
        value.strategy = fromWire(settings.updateStrategy);
    return value;
}

aurora::UpdateDetails fromWire(const JobUpdateDetails &details)
{
    aurora::UpdateDetails value;
    value.summary = fromWire(details.update.summary);
    const JobUpdateInstructions &instructions = details.update.instructions;
    value.instructions.initialState = listOf<aurora::ConfigGroup>(instructions.initialState);
    sortByFirstInstance(value.instructions.initialState);
    if (instructions.__isset.desiredState)
        value.instructions.desiredState = fromWire(instructions.desiredState);
    value.instructions.settings = fromWire(instructions.settings);
    for (const JobUpdateEvent &event : details.updateEvents) {
        value.events.append({ updateStatus(event.__isset.status, event.status), moment(event.timestampMs),
                              textIf(event.__isset.user, event.user), textIf(event.__isset.message, event.message) });
    }
    for (const JobInstanceUpdateEvent &event : details.instanceEvents) {
        value.instanceEvents.append(
            { event.instanceId, moment(event.timestampMs),
              event.__isset.action ? fromNumber(updateActionNumbers, event.action) : UpdateAction::Unknown,
              textIf(event.__isset.message, event.message) });
    }
    return value;
}

aurora::ConfigGroup fromWire(const InstanceTaskConfig &group)
{
    return { fromWire(group.task), fromWire(group.instances) };
}

QList<aurora::ConfigGroup> fromWire(const Set<ConfigGroup> &groups)
{
    QList<aurora::ConfigGroup> list;
    for (const ConfigGroup &group : groups)
        list.append({ fromWire(group.config), fromWire(group.instances) });
    sortByFirstInstance(list);
    return list;
}

QList<aurora::HostStatus> fromWire(const Set<HostStatus> &statuses)
{
    QList<aurora::HostStatus> list;
    for (const HostStatus &status : statuses) {
        list.append({ text(status.host),
                      status.__isset.mode ? fromNumber(maintenanceModeNumbers, status.mode)
                                          : aurora::MaintenanceMode::Unknown });
    }
    std::ranges::sort(list, {}, &aurora::HostStatus::host);
    return list;
}

} // namespace aurora::wire
