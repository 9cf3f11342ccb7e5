// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/looks.h"

using namespace Qt::StringLiterals;

namespace aurora {

core::Result<TaskQuery> activeTasksQuery()
{
    QList<TaskStatus> statuses;
    for (const TaskStatus status : allTaskStatuses) {
        if (isActive(status))
            statuses.append(status);
    }
    return TaskQuery::Builder().statuses(statuses).build();
}

core::Result<UpdateQuery> activeUpdatesQuery()
{
    QList<UpdateStatus> statuses;
    for (int i = 0; i < static_cast<int>(UpdateStatus::Unknown); ++i) {
        if (const auto status = static_cast<UpdateStatus>(i); isActive(status))
            statuses.append(status);
    }
    return UpdateQuery::Builder().statuses(statuses).build();
}

Decoder::Vitals vitalsOf(const Vars &vars)
{
    const auto figure = [&](const QString &name) { return vars.figures.value(name); };
    const auto count = [&](const QString &name) { return static_cast<int64_t>(figure(name)); };
    Decoder::Vitals vitals;
    vitals.version = vars.version;
    vitals.registered = figure(u"framework_registered"_s) > 0;
    vitals.uptime = std::chrono::seconds(count(u"jvm_uptime_secs"_s));
    vitals.outstandingOffers = count(u"outstanding_offers"_s);
    vitals.pendingTasks = count(u"task_store_PENDING"_s);
    vitals.runningTasks = count(u"task_store_RUNNING"_s);
    vitals.failedTasks = count(u"task_store_FAILED"_s);
    vitals.lostTasks = count(u"task_store_LOST"_s);
    return vitals;
}

QList<Decoder::Host> hostsOf(const Maintenance &maintenance)
{
    QList<Decoder::Host> hosts;
    for (const QString &host : maintenance.scheduled)
        hosts.append({ host, MaintenanceMode::Scheduled, 0 });
    for (auto it = maintenance.draining.cbegin(); it != maintenance.draining.cend(); ++it)
        hosts.append({ it.key(), MaintenanceMode::Draining, static_cast<int>(it.value().size()) });
    for (const QString &host : maintenance.drained)
        hosts.append({ host, MaintenanceMode::Drained, 0 });
    return hosts;
}

} // namespace aurora
