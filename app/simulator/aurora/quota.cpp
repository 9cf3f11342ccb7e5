// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/quota.h"

#include "app/simulator/aurora/scheduler.h"

#include <QString>

#include <algorithm>

namespace sim::aurora {

using namespace Qt::StringLiterals;

namespace {

Resources scaled(const Resources &one, int times)
{
    return { one.cpus * times, one.mem * times, one.disk * times, one.gpus * times, {} };
}

Resources larger(const Resources &a, const Resources &b)
{
    return { std::max(a.cpus, b.cpus), std::max(a.mem, b.mem), std::max(a.disk, b.disk), std::max(a.gpus, b.gpus), {} };
}

Resources &columnOf(Consumption &used, const TaskConfig &config)
{
    const bool dedicated = config.constraint("dedicated") != nullptr;
    if (config.production)
        return dedicated ? used.prodDedicated : used.prodShared;
    return dedicated ? used.nonProdDedicated : used.nonProdShared;
}

void charge(Consumption &used, const TaskConfig &config, int times)
{
    columnOf(used, config) += scaled(config.resources, times);
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
    return consumptionWith(role, nullptr);
}

Consumption Quotas::consumptionWith(const std::string &role, const Working *asked) const
{
    std::map<JobKey, Working> working;
    for (const auto &update : m_scheduler->updates().all()) {
        if (wire::isActive(update->status()) && update->job.role == role)
            working[update->job] = { update->initial, update->desiredInstances, update->desired };
    }
    if (asked)
        working[asked->desired->job] = *asked;
    Consumption used;
    TaskFilter filter;
    filter.role = role;
    std::map<JobKey, Consumption> running; // of cron jobs
    for (const ScheduledTask *task : m_scheduler->store().query(filter)) {
        const auto update = working.find(task->job());
        if (!task->isActive() || (update != working.end() && update->second.has(task->instance)))
            continue;
        charge(m_scheduler->cron().find(task->job()) ? running[task->job()] : used, *task->config, 1);
    }
    for (const auto &[key, update] : working) {
        Consumption before;
        for (const auto &[instance, config] : update.initial)
            charge(before, *config, 1);
        Consumption after;
        charge(after, *update.desired, static_cast<int>(update.desiredInstances.size()));
        used.prodShared += larger(before.prodShared, after.prodShared);
        used.nonProdShared += larger(before.nonProdShared, after.nonProdShared);
        used.prodDedicated += larger(before.prodDedicated, after.prodDedicated);
        used.nonProdDedicated += larger(before.nonProdDedicated, after.nonProdDedicated);
    }
    for (const auto &[key, job] : m_scheduler->cron().all()) {
        if (key.role != role)
            continue;
        Resources &sum = columnOf(used, *job.config);
        sum += larger(scaled(job.config->resources, job.instances), columnOf(running[key], *job.config));
    }
    return used;
}

std::string Quotas::refusal(const TaskConfig &config, int added, const Resources &freed) const
{
    if (!config.production || config.constraint("dedicated") || added <= 0)
        return {};
    Resources wanted = consumption(config.job.role).prodShared;
    wanted += scaled(config.resources, added);
    wanted -= freed;
    return exceeded(config.job.role, wanted);
}

std::string Quotas::updateRefusal(const Config &config, const JobDiff &diff) const
{
    if (!config->production || config->constraint("dedicated"))
        return {};
    Working asked{ diff.update, {}, config };
    asked.initial.insert(diff.remove.begin(), diff.remove.end());
    for (const auto *part : { &diff.add, &diff.update }) {
        for (const auto &[instance, now] : *part)
            asked.desiredInstances.insert(instance);
    }
    return exceeded(config->job.role, consumptionWith(config->job.role, &asked).prodShared);
}

std::string Quotas::exceeded(const std::string &role, const Resources &wanted) const
{
    const Resources limit = quota(role);
    QStringList texts;
    const auto check = [&texts](double wants, double has, const char *what, const char *unit) {
        if (wants > has + 1e-6)
            texts.append(u"%1 quota exceeded by %2 %3"_s.arg(QLatin1StringView(what))
                             .arg(wants - has, 0, 'f', 2)
                             .arg(QLatin1StringView(unit)));
    };
    check(wanted.disk, limit.disk, "disk", "MB");
    check(wanted.cpus, limit.cpus, "CPU", "core(s)");
    check(wanted.mem, limit.mem, "RAM", "MB");
    if (texts.isEmpty())
        return {};
    return "Insufficient resource quota: " + texts.join(u"; "_s).toStdString();
}

} // namespace sim::aurora
