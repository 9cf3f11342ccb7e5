// SPDX-License-Identifier: GPL-3.0-or-later
#include "goldenvalues.h"

#include <QHash>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace aurora;

namespace golden {

namespace {

core::Duration seconds(const QJsonValue &value)
{
    return std::chrono::seconds(value.toInteger());
}

QStringList texts(const QJsonValue &json)
{
    QStringList list;
    for (const QJsonValue &each : json.toArray())
        list.append(each.toString());
    list.sort();
    return list;
}

QList<InstanceRange> ranges(const QJsonValue &json)
{
    QList<InstanceRange> list;
    for (const QJsonValue &each : json.toArray())
        list.append({ each[u"first"].toInt(), each[u"last"].toInt() });
    std::ranges::sort(list, {}, &InstanceRange::first);
    return list;
}

QList<Metadata> metadata(const QJsonValue &json)
{
    QList<Metadata> list;
    for (const QJsonValue &each : json.toArray())
        list.append({ text(each[u"key"]), text(each[u"value"]) });
    std::ranges::sort(list, {}, [](const Metadata &m) { return std::tie(m.key, m.value); });
    return list;
}

Constraint constraint(const QJsonValue &json)
{
    const QJsonObject condition = json[u"constraint"].toObject();
    if (condition.contains("limit"_L1))
        return { text(json[u"name"]), LimitConstraint{ condition[u"limit"][u"limit"].toInt() } };
    const QJsonValue value = condition[u"value"];
    return { text(json[u"name"]), ValueConstraint{ value[u"negated"].toBool(), texts(value[u"values"]) } };
}

Container container(const QJsonValue &json)
{
    if (const QJsonObject docker = json[u"docker"].toObject(); !docker.isEmpty()) {
        DockerContainer value{ text(docker[u"image"]), {} };
        if (docker.contains("parameters"_L1)) {
            value.parameters.emplace();
            for (const QJsonValue &each : docker[u"parameters"].toArray())
                value.parameters->append({ text(each[u"name"]), text(each[u"value"]) });
        }
        return value;
    }
    MesosContainer value;
    const QJsonObject mesos = json[u"mesos"].toObject();
    if (const QJsonObject image = mesos[u"image"].toObject(); image.contains("docker"_L1))
        value.image = DockerImage{ text(image[u"docker"][u"name"]), text(image[u"docker"][u"tag"]) };
    else if (image.contains("appc"_L1))
        value.image = AppcImage{ text(image[u"appc"][u"name"]), text(image[u"appc"][u"imageId"]) };
    if (mesos.contains("volumes"_L1)) {
        value.volumes.emplace();
        for (const QJsonValue &each : mesos[u"volumes"].toArray()) {
            value.volumes->append(
                { text(each[u"containerPath"]), text(each[u"hostPath"]), each[u"mode"].toInt() == 2 });
        }
    }
    return value;
}

UpdateStrategy strategy(const QJsonObject &json)
{
    using Kind = UpdateStrategy::Kind;
    if (const QJsonValue queue = json["queueStrategy"_L1]; queue.isObject())
        return { Kind::Queue, { queue[u"groupSize"].toInt() }, false };
    if (const QJsonValue batch = json["batchStrategy"_L1]; batch.isObject())
        return { Kind::Batch, { batch[u"groupSize"].toInt() }, batch[u"autopauseAfterBatch"].toBool() };
    const QJsonValue batch = json["varBatchStrategy"_L1];
    UpdateStrategy value{ Kind::VariableBatch, {}, batch[u"autopauseAfterBatch"].toBool() };
    for (const QJsonValue &size : batch[u"groupSizes"].toArray())
        value.groupSizes.append(size.toInt());
    return value;
}

} // namespace

TaskStatus taskStatus(int number)
{
    static const QHash<int, const char *> words{
        { 11, "INIT" },   { 16, "THROTTLED" }, { 0, "PENDING" },     { 9, "ASSIGNED" },    { 1, "STARTING" },
        { 2, "RUNNING" }, { 3, "FINISHED" },   { 13, "PREEMPTING" }, { 12, "RESTARTING" }, { 17, "DRAINING" },
        { 4, "FAILED" },  { 5, "KILLED" },     { 6, "KILLING" },     { 7, "LOST" },        { 18, "PARTITIONED" },
    };
    return aurora::taskStatus(words.value(number, "?"));
}

UpdateStatus updateStatus(int number)
{
    return number >= 0 && number <= 10 ? static_cast<UpdateStatus>(number) : UpdateStatus::Unknown;
}

MaintenanceMode maintenanceMode(int number)
{
    return number >= 1 && number <= 4 ? static_cast<MaintenanceMode>(number - 1) : MaintenanceMode::Unknown;
}

JobKey jobKey(const QJsonValue &json)
{
    return { json[u"role"].toString(), json[u"environment"].toString(), json[u"name"].toString() };
}

Resources resources(const QJsonValue &json)
{
    Resources sum;
    for (const QJsonValue &each : json.toArray()) {
        const QJsonObject resource = each.toObject();
        if (resource.contains("numCpus"_L1))
            sum.cpus = resource[u"numCpus"].toDouble();
        if (resource.contains("ramMb"_L1))
            sum.ramMb = resource[u"ramMb"].toInteger();
        if (resource.contains("diskMb"_L1))
            sum.diskMb = resource[u"diskMb"].toInteger();
        if (resource.contains("numGpus"_L1))
            sum.gpus = resource[u"numGpus"].toInteger();
        if (resource.contains("namedPort"_L1))
            sum.namedPorts.append(text(resource[u"namedPort"]));
    }
    sum.namedPorts.sort();
    return sum;
}

SlaPolicy slaPolicy(const QJsonValue &json)
{
    if (const QJsonValue rule = json[u"percentageSlaPolicy"]; rule.isObject())
        return PercentageSla{ rule[u"percentage"].toDouble(), seconds(rule[u"durationSecs"]) };
    if (const QJsonValue rule = json[u"countSlaPolicy"]; rule.isObject())
        return CountSla{ rule[u"count"].toInteger(), seconds(rule[u"durationSecs"]) };
    const QJsonValue rule = json[u"coordinatorSlaPolicy"];
    return CoordinatorSla{ text(rule[u"coordinatorUrl"]), text(rule[u"statusKey"]) };
}

TaskConfig taskConfig(const QJsonValue &json)
{
    const QJsonObject object = json.toObject();
    TaskConfig config;
    config.job = jobKey(json[u"job"]);
    config.owner = text(json[u"owner"][u"user"]);
    config.isService = json[u"isService"].toBool();
    config.priority = json[u"priority"].toInt();
    config.maxTaskFailures = json[u"maxTaskFailures"].toInt();
    if (object.contains("production"_L1))
        config.production = json[u"production"].toBool();
    config.tier = text(json[u"tier"]);
    config.resources = resources(json[u"resources"]);
    config.constraints = listOf(json[u"constraints"], constraint);
    std::ranges::sort(config.constraints, [](const Constraint &a, const Constraint &b) { return a.name < b.name; });
    for (const QJsonValue &each : json[u"mesosFetcherUris"].toArray()) {
        FetcherUri uri{ text(each[u"value"]), {}, {}, text(each[u"outputFile"]) };
        if (each[u"extract"].isBool())
            uri.extract = each[u"extract"].toBool();
        if (each[u"cache"].isBool())
            uri.cache = each[u"cache"].toBool();
        config.fetcherUris.append(uri);
    }
    const QJsonObject links = json[u"taskLinks"].toObject();
    for (auto it = links.begin(); it != links.end(); ++it)
        config.taskLinks.insert(it.key(), it.value().toString());
    config.contactEmail = text(json[u"contactEmail"]);
    if (json[u"executorConfig"].isObject())
        config.executor
            = ExecutorConfig{ text(json[u"executorConfig"][u"name"]), text(json[u"executorConfig"][u"data"]) };
    config.metadata = metadata(json[u"metadata"]);
    if (const QJsonValue policy = json[u"partitionPolicy"]; policy.isObject()) {
        config.partitionPolicy = PartitionPolicy{ policy[u"reschedule"].toBool(), {} };
        if (policy[u"delaySecs"].isDouble())
            config.partitionPolicy->delay = seconds(policy[u"delaySecs"]);
    }
    if (json[u"slaPolicy"].isObject())
        config.slaPolicy = slaPolicy(json[u"slaPolicy"]);
    config.container = container(json[u"container"]);
    return config;
}

JobConfiguration jobConfiguration(const QJsonValue &json)
{
    JobConfiguration job;
    job.key = jobKey(json[u"key"]);
    job.owner = text(json[u"owner"][u"user"]);
    job.cronSchedule = text(json[u"cronSchedule"]);
    job.cronCollisionPolicy = static_cast<CronCollisionPolicy>(json[u"cronCollisionPolicy"].toInt());
    job.config = taskConfig(json[u"taskConfig"]);
    job.instanceCount = json[u"instanceCount"].toInt();
    return job;
}

JobSummary jobSummary(const QJsonValue &json)
{
    const QJsonValue stats = json[u"stats"];
    return { jobConfiguration(json[u"job"]),
             { stats[u"activeTaskCount"].toInt(), stats[u"finishedTaskCount"].toInt(),
               stats[u"failedTaskCount"].toInt(), stats[u"pendingTaskCount"].toInt() },
             moment(json[u"nextCronRunMs"]) };
}

Task task(const QJsonValue &json)
{
    const QJsonValue assigned = json[u"assignedTask"];
    Task task;
    task.id = assigned[u"taskId"].toString();
    task.instance = assigned[u"instanceId"].toInt();
    task.config = taskConfig(assigned[u"task"]);
    task.agentId = text(assigned[u"slaveId"]);
    task.host = text(assigned[u"slaveHost"]);
    const QJsonObject ports = assigned[u"assignedPorts"].toObject();
    for (auto it = ports.begin(); it != ports.end(); ++it)
        task.ports.insert(it.key(), it.value().toInt());
    task.status = taskStatus(json[u"status"].toInt(-1));
    task.failureCount = json[u"failureCount"].toInt();
    task.timesPartitioned = json[u"timesPartitioned"].toInt();
    for (const QJsonValue &event : json[u"taskEvents"].toArray()) {
        task.events.append({ moment(event[u"timestamp"]), taskStatus(event[u"status"].toInt(-1)),
                             text(event[u"message"]), text(event[u"scheduler"]) });
    }
    task.ancestorId = text(json[u"ancestorId"]);
    return task;
}

UpdateKey updateKey(const QJsonValue &json)
{
    return { jobKey(json[u"job"]), json[u"id"].toString() };
}

UpdateSettings updateSettings(const QJsonValue &json)
{
    UpdateSettings settings;
    settings.groupSize = json[u"updateGroupSize"].toInt();
    settings.maxPerInstanceFailures = json[u"maxPerInstanceFailures"].toInt();
    settings.maxFailedInstances = json[u"maxFailedInstances"].toInt();
    settings.minWaitInRunning = core::Duration(json[u"minWaitInInstanceRunningMs"].toInteger());
    settings.rollbackOnFailure = json[u"rollbackOnFailure"].toBool();
    settings.onlyInstances = ranges(json[u"updateOnlyTheseInstances"]);
    settings.waitForBatchCompletion = json[u"waitForBatchCompletion"].toBool();
    if (json[u"blockIfNoPulsesAfterMs"].isDouble())
        settings.blockIfNoPulsesAfter = core::Duration(json[u"blockIfNoPulsesAfterMs"].toInteger());
    if (json[u"slaAware"].isBool())
        settings.slaAware = json[u"slaAware"].toBool();
    if (json[u"updateStrategy"].isObject())
        settings.strategy = strategy(json[u"updateStrategy"].toObject());
    return settings;
}

UpdateRequest updateRequest(const QJsonValue &json)
{
    UpdateRequest request{
        taskConfig(json[u"taskConfig"]), json[u"instanceCount"].toInt(), updateSettings(json[u"settings"]), {}
    };
    if (json[u"metadata"].isArray())
        request.metadata = metadata(json[u"metadata"]);
    return request;
}

UpdateSummary updateSummary(const QJsonValue &json)
{
    const QJsonValue state = json[u"state"];
    return { updateKey(json[u"key"]),
             text(json[u"user"]),
             updateStatus(state[u"status"].toInt(-1)),
             moment(state[u"createdTimestampMs"]),
             moment(state[u"lastModifiedTimestampMs"]),
             metadata(json[u"metadata"]) };
}

UpdateDetails updateDetails(const QJsonValue &json)
{
    UpdateDetails details;
    details.summary = updateSummary(json[u"update"][u"summary"]);
    const QJsonValue instructions = json[u"update"][u"instructions"];
    details.instructions.initialState = configGroups(instructions[u"initialState"], "task"_L1);
    if (instructions[u"desiredState"].isObject())
        details.instructions.desiredState
            = configGroups(QJsonArray{ instructions[u"desiredState"] }, "task"_L1).constFirst();
    details.instructions.settings = updateSettings(instructions[u"settings"]);
    for (const QJsonValue &event : json[u"updateEvents"].toArray()) {
        details.events.append({ updateStatus(event[u"status"].toInt(-1)), moment(event[u"timestampMs"]),
                                text(event[u"user"]), text(event[u"message"]) });
    }
    for (const QJsonValue &event : json[u"instanceEvents"].toArray()) {
        details.instanceEvents.append({ event[u"instanceId"].toInt(), moment(event[u"timestampMs"]),
                                        static_cast<UpdateAction>(event[u"action"].toInt() - 1),
                                        text(event[u"message"]) });
    }
    return details;
}

QList<ConfigGroup> configGroups(const QJsonValue &json, QLatin1StringView configField)
{
    QList<ConfigGroup> groups;
    for (const QJsonValue &each : json.toArray())
        groups.append({ taskConfig(each[configField]), ranges(each[u"instances"]) });
    std::ranges::stable_sort(groups, [](const ConfigGroup &a, const ConfigGroup &b) {
        const auto first = [](const ConfigGroup &g) { return g.instances.isEmpty() ? -1 : g.instances[0].first; };
        return first(a) < first(b);
    });
    return groups;
}

QList<HostStatus> hosts(const QJsonValue &json)
{
    QList<HostStatus> list;
    for (const QJsonValue &each : json.toArray())
        list.append({ text(each[u"host"]), maintenanceMode(each[u"mode"].toInt()) });
    std::ranges::sort(list, {}, &HostStatus::host);
    return list;
}

} // namespace golden
