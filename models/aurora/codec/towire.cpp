// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/codec/towire.h"

#include "models/aurora/codec/enums.h"

namespace aurora::wire {

namespace {

int64_t wholeSeconds(core::Duration duration)
{
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

/// Longer waits than 24 days do not fit the wire.
int32_t milliseconds(core::Duration duration)
{
    return static_cast<int32_t>(std::clamp<core::Duration::rep>(duration.count(), INT32_MIN, INT32_MAX));
}

Identity identity(const QString &user)
{
    Identity identity;
    identity.__set_user(text(user));
    return identity;
}

Set<std::string> texts(const QStringList &values)
{
    Set<std::string> set;
    for (const QString &value : values)
        set.insert(text(value));
    return set;
}

Range toWire(const InstanceRange &range)
{
    Range wire;
    wire.__set_first(range.first);
    wire.__set_last(range.last);
    return wire;
}

Constraint toWire(const aurora::Constraint &constraint)
{
    TaskConstraint condition;
    if (const aurora::LimitConstraint *limited = constraint.limit()) {
        LimitConstraint limit;
        limit.__set_limit(limited->limit);
        condition.__set_limit(limit);
    } else {
        ValueConstraint value;
        value.__set_negated(constraint.value()->negated);
        value.__set_values(texts(constraint.value()->values));
        condition.__set_value(value);
    }
    Constraint wire;
    wire.__set_name(text(constraint.name));
    wire.__set_constraint(condition);
    return wire;
}

Set<Metadata> toWire(const QList<aurora::Metadata> &list)
{
    Set<Metadata> set;
    for (const aurora::Metadata &each : list) {
        Metadata wire;
        wire.__set_key(text(each.key));
        wire.__set_value(text(each.value));
        set.insert(wire);
    }
    return set;
}

MesosFetcherURI toWire(const FetcherUri &uri)
{
    MesosFetcherURI wire;
    wire.__set_value(text(uri.value));
    if (uri.extract)
        wire.__set_extract(*uri.extract);
    if (uri.cache)
        wire.__set_cache(*uri.cache);
    if (!uri.outputFile.isNull())
        wire.__set_outputFile(text(uri.outputFile));
    return wire;
}

Image toWire(const std::variant<aurora::DockerImage, aurora::AppcImage> &image)
{
    Image wire;
    if (const auto *docker = std::get_if<aurora::DockerImage>(&image)) {
        DockerImage named;
        named.__set_name(text(docker->name));
        named.__set_tag(text(docker->tag));
        wire.__set_docker(named);
    } else {
        const auto &appc = std::get<aurora::AppcImage>(image);
        AppcImage named;
        named.__set_name(text(appc.name));
        named.__set_imageId(text(appc.imageId));
        wire.__set_appc(named);
    }
    return wire;
}

MesosContainer toWire(const aurora::MesosContainer &mesos)
{
    MesosContainer wire;
    if (mesos.image)
        wire.__set_image(toWire(*mesos.image));
    if (mesos.volumes) {
        std::vector<Volume> volumes;
        for (const aurora::Volume &volume : *mesos.volumes) {
            Volume &mounted = volumes.emplace_back();
            mounted.__set_containerPath(text(volume.containerPath));
            mounted.__set_hostPath(text(volume.hostPath));
            mounted.__set_mode(volume.readOnly ? volumeReadOnly : volumeReadWrite);
        }
        wire.__set_volumes(volumes);
    }
    return wire;
}

DockerContainer toWire(const aurora::DockerContainer &docker)
{
    DockerContainer wire;
    wire.__set_image(text(docker.image));
    if (docker.parameters) {
        std::vector<DockerParameter> parameters;
        for (const aurora::DockerParameter &parameter : *docker.parameters) {
            DockerParameter &given = parameters.emplace_back();
            given.__set_name(text(parameter.name));
            given.__set_value(text(parameter.value));
        }
        wire.__set_parameters(parameters);
    }
    return wire;
}

Container toWire(const aurora::Container &container)
{
    Container wire;
    if (const auto *docker = std::get_if<aurora::DockerContainer>(&container))
        wire.__set_docker(toWire(*docker));
    else
        wire.__set_mesos(toWire(std::get<aurora::MesosContainer>(container)));
    return wire;
}

JobUpdateStrategy toWire(const UpdateStrategy &strategy)
{
    JobUpdateStrategy wire;
    const int groupSize = strategy.groupSizes.value(0, 1);
    switch (strategy.kind) {
    case UpdateStrategy::Kind::Queue: {
        QueueJobUpdateStrategy queue;
        queue.__set_groupSize(groupSize);
        wire.__set_queueStrategy(queue);
        break;
    }
    case UpdateStrategy::Kind::Batch: {
        BatchJobUpdateStrategy batch;
        batch.__set_groupSize(groupSize);
        batch.__set_autopauseAfterBatch(strategy.autopauseAfterBatch);
        wire.__set_batchStrategy(batch);
        break;
    }
    case UpdateStrategy::Kind::VariableBatch: {
        VariableBatchJobUpdateStrategy batch;
        batch.__set_groupSizes({ strategy.groupSizes.begin(), strategy.groupSizes.end() });
        batch.__set_autopauseAfterBatch(strategy.autopauseAfterBatch);
        wire.__set_varBatchStrategy(batch);
        break;
    }
    }
    return wire;
}

} // namespace

std::string text(const QString &value)
{
    return value.toStdString();
}

JobKey toWire(const aurora::JobKey &key)
{
    JobKey wire;
    wire.__set_role(text(key.role));
    wire.__set_environment(text(key.environment));
    wire.__set_name(text(key.name));
    return wire;
}

Set<Resource> toWire(const aurora::Resources &resources)
{
    Set<Resource> set;
    set.resize(3);
    set[0].__set_numCpus(resources.cpus);
    set[1].__set_ramMb(resources.ramMb);
    set[2].__set_diskMb(resources.diskMb);
    if (resources.gpus > 0)
        set.emplace_back().__set_numGpus(resources.gpus);
    for (const QString &port : resources.namedPorts)
        set.emplace_back().__set_namedPort(text(port));
    return set;
}

SlaPolicy toWire(const aurora::SlaPolicy &policy)
{
    SlaPolicy wire;
    if (const auto *percentage = std::get_if<PercentageSla>(&policy)) {
        PercentageSlaPolicy rule;
        rule.__set_percentage(percentage->percentage);
        rule.__set_durationSecs(wholeSeconds(percentage->duration));
        wire.__set_percentageSlaPolicy(rule);
    } else if (const auto *count = std::get_if<CountSla>(&policy)) {
        CountSlaPolicy rule;
        rule.__set_count(count->count);
        rule.__set_durationSecs(wholeSeconds(count->duration));
        wire.__set_countSlaPolicy(rule);
    } else {
        const auto &coordinator = std::get<CoordinatorSla>(policy);
        CoordinatorSlaPolicy rule;
        rule.__set_coordinatorUrl(text(coordinator.url));
        rule.__set_statusKey(text(coordinator.statusKey));
        wire.__set_coordinatorSlaPolicy(rule);
    }
    return wire;
}

TaskConfig toWire(const aurora::TaskConfig &config)
{
    TaskConfig wire;
    wire.__set_job(toWire(config.job));
    if (!config.owner.isNull())
        wire.__set_owner(identity(config.owner));
    wire.__set_isService(config.isService);
    wire.__set_priority(config.priority);
    wire.__set_maxTaskFailures(config.maxTaskFailures);
    if (config.production)
        wire.__set_production(*config.production);
    if (!config.tier.isNull())
        wire.__set_tier(text(config.tier));
    wire.__set_resources(toWire(config.resources));
    Set<Constraint> constraints;
    for (const aurora::Constraint &constraint : config.constraints)
        constraints.insert(toWire(constraint));
    wire.__set_constraints(constraints);
    if (!config.fetcherUris.isEmpty()) {
        Set<MesosFetcherURI> uris;
        for (const FetcherUri &uri : config.fetcherUris)
            uris.insert(toWire(uri));
        wire.__set_mesosFetcherUris(uris);
    }
    std::map<std::string, std::string> links;
    for (auto it = config.taskLinks.cbegin(); it != config.taskLinks.cend(); ++it)
        links.emplace(text(it.key()), text(it.value()));
    wire.__set_taskLinks(links);
    if (!config.contactEmail.isNull())
        wire.__set_contactEmail(text(config.contactEmail));
    if (config.executor) {
        ExecutorConfig executor;
        executor.__set_name(text(config.executor->name));
        if (!config.executor->data.isNull())
            executor.__set_data(text(config.executor->data));
        wire.__set_executorConfig(executor);
    }
    wire.__set_metadata(toWire(config.metadata));
    if (config.partitionPolicy) {
        PartitionPolicy policy;
        policy.__set_reschedule(config.partitionPolicy->reschedule);
        if (config.partitionPolicy->delay)
            policy.__set_delaySecs(wholeSeconds(*config.partitionPolicy->delay));
        wire.__set_partitionPolicy(policy);
    }
    if (config.slaPolicy)
        wire.__set_slaPolicy(toWire(*config.slaPolicy));
    wire.__set_container(toWire(config.container));
    return wire;
}

JobConfiguration toWire(const aurora::JobConfiguration &job)
{
    JobConfiguration wire;
    wire.__set_key(toWire(job.key));
    if (!job.owner.isNull())
        wire.__set_owner(identity(job.owner));
    if (!job.cronSchedule.isNull())
        wire.__set_cronSchedule(text(job.cronSchedule));
    if (const auto policy = toNumber(cronCollisionPolicyNumbers, job.cronCollisionPolicy))
        wire.__set_cronCollisionPolicy(*policy);
    wire.__set_taskConfig(toWire(job.config));
    wire.__set_instanceCount(job.instanceCount);
    return wire;
}

JobUpdateKey toWire(const aurora::UpdateKey &key)
{
    JobUpdateKey wire;
    wire.__set_job(toWire(key.job));
    wire.__set_id(text(key.id));
    return wire;
}

JobUpdateSettings toWire(const aurora::UpdateSettings &settings)
{
    JobUpdateSettings wire;
    wire.__set_updateGroupSize(settings.groupSize);
    wire.__set_maxPerInstanceFailures(settings.maxPerInstanceFailures);
    wire.__set_maxFailedInstances(settings.maxFailedInstances);
    wire.__set_minWaitInInstanceRunningMs(milliseconds(settings.minWaitInRunning));
    wire.__set_rollbackOnFailure(settings.rollbackOnFailure);
    Set<Range> ranges;
    for (const InstanceRange &range : settings.onlyInstances)
        ranges.insert(toWire(range));
    wire.__set_updateOnlyTheseInstances(ranges);
    wire.__set_waitForBatchCompletion(settings.waitForBatchCompletion);
    if (settings.blockIfNoPulsesAfter)
        wire.__set_blockIfNoPulsesAfterMs(milliseconds(*settings.blockIfNoPulsesAfter));
    if (settings.slaAware)
        wire.__set_slaAware(*settings.slaAware);
    if (settings.strategy)
        wire.__set_updateStrategy(toWire(*settings.strategy));
    return wire;
}

JobUpdateRequest toWire(const aurora::UpdateRequest &request)
{
    JobUpdateRequest wire;
    wire.__set_taskConfig(toWire(request.config));
    wire.__set_instanceCount(request.instanceCount);
    wire.__set_settings(toWire(request.settings));
    if (request.metadata)
        wire.__set_metadata(toWire(*request.metadata));
    return wire;
}

} // namespace aurora::wire
