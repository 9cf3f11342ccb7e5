// SPDX-License-Identifier: GPL-3.0-or-later
// Quota, forced states, pruning, backups: a part of AuroraAdmin.
#include "app/simulator/aurora/methods.h"

#include <algorithm>

namespace sim::aurora {

using thrift::Type;
using thrift::Value;
using wire::ScheduleStatus;

namespace {

Response setQuota(const Call &call)
{
    const std::string &role = call.args.textAt(1);
    if (role.empty())
        return Response::error("Argument cannot be blank");
    const auto &given = call.args.structAt(2).field(4, Type::Set).elements();
    Resources quota;
    std::set<int> kinds;
    std::string told;
    bool negative = false;
    for (const Value &resource : given) {
        for (const thrift::Field &field : resource.fields()) {
            kinds.insert(field.id);
            const double value = field.value.number();
            negative |= value < 0;
            (field.id == 1 ? quota.cpus : field.id == 2 ? quota.mem : quota.disk) = value;
            told += std::string(told.empty() ? "" : ", ") + "IResource{setField="
                + (field.id == 1       ? "NUM_CPUS"
                       : field.id == 2 ? "RAM_MB"
                                       : "DISK_MB")
                + ", value=" + (field.id == 1 ? std::to_string(value) : std::to_string(field.value.integer())) + '}';
        }
    }
    if (kinds != std::set{ 1, 2, 3 })
        return Response::error("Quota resources must be exactly: [CPUS, RAM_MB, DISK_MB]");
    if (negative)
        return Response::invalid("Negative values in: IResourceAggregate{resources=[" + told + "]}");
    call.scheduler.quotas().set(role, quota);
    return Response::ok();
}

Response forceTaskState(const Call &call)
{
    const int64_t status = call.args.integerAt(2);
    if (!call.args.has(2, Type::I32) || !wire::isKnownStatus(status))
        return Response::error({});
    if (ScheduledTask *task = call.scheduler.store().find(call.args.textAt(1)))
        call.scheduler.force(*task, static_cast<ScheduleStatus>(status), call.user);
    return Response::ok();
}

/// The real one's worst trap, kept: a query that finds nothing prunes everything.
Response pruneTasks(const Call &call)
{
    TaskFilter filter = TaskFilter::read(call.args.structAt(1));
    if (std::ranges::any_of(filter.statuses, [](ScheduleStatus status) { return !wire::isTerminal(status); }))
        return Response::error("Tasks in non-terminal state cannot be pruned.");
    if (filter.statuses.empty())
        filter.statuses
            = { ScheduleStatus::Failed, ScheduleStatus::Finished, ScheduleStatus::Killed, ScheduleStatus::Lost };
    std::vector<ScheduledTask *> tasks = call.scheduler.store().query(filter);
    if (tasks.empty())
        tasks = call.scheduler.store().query({});
    std::vector<std::string> ids;
    for (const ScheduledTask *task : tasks)
        ids.push_back(task->id);
    for (const std::string &id : ids)
        call.scheduler.store().remove(id);
    return Response::ok();
}

Response nothing(const Call &)
{
    return Response::ok();
}

Response listBackups(const Call &)
{
    return Response::ok(6, 1, Value::set(Type::String, {}));
}

Response stageRecovery(const Call &call)
{
    return Response::error("Backup backups/" + call.args.textAt(1) + " does not exist.");
}

Response noBackup(const Call &)
{
    return Response::error("No backup loaded.");
}

Response explicitReconciliation(const Call &call)
{
    const Value &settings = call.args.structAt(1);
    if (settings.isAbsent())
        return Response::error({});
    if (settings.has(1, Type::I32) && settings.integerAt(1) <= 0)
        return Response::invalid("Batch size must be greater than zero.");
    return Response::ok();
}

constexpr std::array methods{
    Method{ "setQuota", Service::Admin, setQuota },
    Method{ "forceTaskState", Service::Admin, forceTaskState },
    Method{ "pruneTasks", Service::Admin, pruneTasks },
    Method{ "performBackup", Service::Admin, nothing },
    Method{ "listBackups", Service::Admin, listBackups },
    Method{ "stageRecovery", Service::Admin, stageRecovery },
    Method{ "queryRecovery", Service::Admin, noBackup },
    Method{ "deleteRecoveryTasks", Service::Admin, noBackup },
    Method{ "commitRecovery", Service::Admin, noBackup },
    Method{ "unloadRecovery", Service::Admin, nothing },
    Method{ "snapshot", Service::Admin, nothing },
    Method{ "triggerExplicitTaskReconciliation", Service::Admin, explicitReconciliation },
    Method{ "triggerImplicitTaskReconciliation", Service::Admin, nothing },
};

} // namespace

std::span<const Method> adminMethods()
{
    return methods;
}

} // namespace sim::aurora
