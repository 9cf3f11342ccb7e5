// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/quota.h"

#include "app/simulator/aurora/scheduler.h"

#include <QString>

namespace sim::aurora {

using namespace Qt::StringLiterals;

namespace {

Resources scaled(const Resources &one, int times)
{
    return { one.cpus * times, one.mem * times, one.disk * times, one.gpus * times, {} };
}

} // namespace

Quotas::Quotas(Scheduler *scheduler)
    : m_scheduler(scheduler)
{
}

Resources Quotas::quota(const std::string &role) const
{
    const auto found = m_quotas.find(role);
    return found == m_quotas.end() ? Resources{} : found->second;
}

Consumption Quotas::consumption(const std::string &role) const
{
    Consumption used;
    const auto add = [&](const TaskConfig &config, int times) {
        const bool dedicated = config.constraint("dedicated") != nullptr;
        Resources &sum = config.production ? (dedicated ? used.prodDedicated : used.prodShared)
                                           : (dedicated ? used.nonProdDedicated : used.nonProdShared);
        sum += scaled(config.resources, times);
    };
    TaskFilter filter;
    filter.role = role;
    std::map<JobKey, int> running;
    for (const ScheduledTask *task : m_scheduler->store().query(filter)) {
        if (!task->isActive())
            continue;
        add(*task->config, 1);
        ++running[task->job()];
    }
    // A cron job is charged for its whole size, whether it runs or not.
    for (const auto &[key, job] : m_scheduler->cron().all()) {
        if (key.role == role && job.instances > running[key])
            add(*job.config, job.instances - running[key]);
    }
    return used;
}

std::string Quotas::refusal(const TaskConfig &config, int added, const Resources &freed) const
{
    if (!config.production || config.constraint("dedicated") || added <= 0)
        return {};
    Resources wanted = consumption(config.job.role).prodShared;
    wanted += scaled(config.resources, added);
    const Resources limit = quota(config.job.role);
    QStringList exceeded;
    const auto check = [&exceeded](double wants, double has, const char *what, const char *unit) {
        if (wants > has + 1e-6)
            exceeded.append(u"%1 quota exceeded by %2 %3"_s.arg(QLatin1StringView(what))
                                .arg(wants - has, 0, 'f', 2)
                                .arg(QLatin1StringView(unit)));
    };
    check(wanted.disk - freed.disk, limit.disk, "disk", "MB");
    check(wanted.cpus - freed.cpus, limit.cpus, "CPU", "core(s)");
    check(wanted.mem - freed.mem, limit.mem, "RAM", "MB");
    if (exceeded.isEmpty())
        return {};
    return "Insufficient resource quota: " + exceeded.join(u"; "_s).toStdString();
}

} // namespace sim::aurora
