// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/structs.h"

namespace sim::aurora {

using thrift::Struct;
using thrift::Type;
using thrift::Value;

int64_t milliseconds(Moment t)
{
    return std::chrono::floor<std::chrono::milliseconds>(t).time_since_epoch().count();
}

namespace {

Value assignedTask(const ScheduledTask &task, bool withData)
{
    std::vector<Value::Entry> ports;
    for (const auto &[name, number] : task.ports)
        ports.emplace_back(Value::text(name), Value::i32(number));
    Struct assigned;
    assigned.text(1, task.id)
        .optionalText(2, task.agentId)
        .optionalText(3, task.host)
        .put(4, withData ? task.config->wire : task.config->wireWithoutData)
        .put(5, Value::map(Type::String, Type::I32, std::move(ports)))
        .i32(6, task.instance);
    return assigned.done();
}

/// The scheduler names itself in each event; there is one in the world.
const std::string &schedulerName()
{
    static const std::string name = "aurora-1.cantareira.internal";
    return name;
}

} // namespace

Value toThrift(const ScheduledTask &task, bool withData)
{
    std::vector<Value> events;
    events.reserve(task.events.size());
    for (const TaskEvent &event : task.events) {
        events.push_back(Struct()
                             .i64(1, milliseconds(event.at))
                             .i32(2, static_cast<int>(event.status))
                             .optionalText(3, event.message)
                             .text(4, schedulerName())
                             .done());
    }
    return Struct()
        .put(1, assignedTask(task, withData))
        .i32(2, static_cast<int>(task.status))
        .i32(3, task.failures)
        .put(4, Value::list(Type::Struct, std::move(events)))
        .optionalText(5, task.ancestor)
        .i32(6, 0)
        .done();
}

Value jobConfiguration(const JobKey &key, const Config &config, int instances, const CronJob *cron)
{
    Struct job;
    if (cron)
        job.text(4, cron->schedule).i32(5, static_cast<int>(cron->policy));
    return job.put(6, config->wire).put(7, config->wire.structAt(17)).i32(8, instances).put(9, key.toThrift()).done();
}

Value updateKey(const JobUpdate &update)
{
    return Struct().put(1, update.job.toThrift()).text(2, update.id).done();
}

Value updateSummary(const JobUpdate &update, bool withState)
{
    Struct summary;
    summary.text(3, update.user);
    if (withState) {
        summary.put(4,
                    Struct()
                        .i32(1, static_cast<int>(update.status()))
                        .i64(2, milliseconds(update.created()))
                        .i64(3, milliseconds(update.modified()))
                        .done());
    }
    return summary.put(5, updateKey(update))
        .put(6, update.metadata.isAbsent() ? Value::set(Type::Struct, {}) : update.metadata)
        .done();
}

Value configGroups(const std::map<int, Config> &instances, int rangesField)
{
    std::vector<std::pair<Config, std::set<int>>> groups;
    for (const auto &[instance, config] : instances) {
        auto found = groups.begin();
        while (found != groups.end() && !found->first->isSameAs(*config))
            ++found;
        if (found == groups.end())
            found = groups.insert(found, { config, {} });
        found->second.insert(instance);
    }
    std::vector<Value> out;
    for (const auto &[config, members] : groups)
        out.push_back(Struct().put(1, config->wire).put(rangesField, ranges(members)).done());
    return Value::set(Type::Struct, std::move(out));
}

Value updateDetails(const JobUpdate &update)
{
    std::vector<Value> events;
    for (const UpdateEvent &event : update.events) {
        events.push_back(Struct()
                             .i32(1, static_cast<int>(event.status))
                             .i64(2, milliseconds(event.at))
                             .optionalText(3, event.user)
                             .optionalText(4, event.message)
                             .done());
    }
    std::vector<Value> instanceEvents;
    for (const InstanceEvent &event : update.instanceEvents) {
        instanceEvents.push_back(Struct()
                                     .i32(1, event.instance)
                                     .i64(2, milliseconds(event.at))
                                     .i32(3, static_cast<int>(event.action))
                                     .done());
    }
    Struct instructions;
    instructions.put(1, configGroups(update.initial, 2));
    if (!update.desiredInstances.empty())
        instructions.put(2, Struct().put(1, update.desired->wire).put(2, ranges(update.desiredInstances)).done());
    instructions.put(3, update.settings.wire);
    return Struct()
        .put(1, Struct().put(1, updateSummary(update)).put(2, instructions.done()).done())
        .put(2, Value::list(Type::Struct, std::move(events)))
        .put(3, Value::list(Type::Struct, std::move(instanceEvents)))
        .done();
}

Value hostStatuses(const Scheduler &scheduler, const std::set<std::string> &hosts)
{
    std::vector<Value> statuses;
    for (const std::string &host : hosts) {
        if (scheduler.maintenance().isKnown(host))
            statuses.push_back(
                Struct().text(1, host).i32(2, static_cast<int>(scheduler.maintenance().mode(host))).done());
    }
    return Value::set(Type::Struct, std::move(statuses));
}

} // namespace sim::aurora
