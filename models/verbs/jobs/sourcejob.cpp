// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/sourcejob.h"

#include <QCoreApplication>

#include <algorithm>

namespace verbs {

namespace {

core::Error unknown(const aurora::JobKey &job)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail
        = QCoreApplication::translate("Verbs", "Aurora knows no job %1, neither running nor ended.").arg(job.text());
    return error;
}

int sizeOf(const aurora::ConfigGroup &group)
{
    int size = 0;
    for (const aurora::InstanceRange &range : group.instances)
        size += range.last - range.first + 1;
    return size;
}

bool holds(const aurora::ConfigGroup &group, int instance)
{
    return std::ranges::any_of(group.instances, [instance](const aurora::InstanceRange &range) {
        return range.first <= instance && instance <= range.last;
    });
}

const aurora::ConfigGroup &groupOf(const QList<aurora::ConfigGroup> &groups, std::optional<int> instance)
{
    if (instance) {
        const auto named
            = std::ranges::find_if(groups, [&](const aurora::ConfigGroup &group) { return holds(group, *instance); });
        if (named != groups.end())
            return *named;
    }
    return *std::ranges::max_element(groups, {}, &sizeOf);
}

aurora::JobConfiguration fromTask(const aurora::TaskConfig &config, int instances)
{
    aurora::JobConfiguration job;
    job.key = config.job;
    job.owner = config.owner;
    job.config = config;
    job.instanceCount = instances;
    return job;
}

} // namespace

QCoro::Task<core::Result<aurora::JobConfiguration>> readSource(QPointer<aurora::Client> client, aurora::JobKey job,
                                                               std::optional<int> instance, std::stop_token stop)
{
    if (!client)
        co_return core::failure(noAurora());
    // The schedule of a cron job is told here alone, with the configuration of its runs.
    const auto summaries = co_await client->jobSummaries(job.role, stop);
    if (!summaries)
        co_return core::failure(summaries.error());
    const auto listed
        = std::ranges::find_if(*summaries, [&](const aurora::JobSummary &summary) { return summary.job.key == job; });
    if (listed != summaries->end() && listed->job.isCron())
        co_return listed->job;

    if (!client)
        co_return core::failure(noAurora());
    const auto running = co_await client->configSummary(job, stop);
    if (!running)
        co_return core::failure(running.error());
    if (!running->groups.isEmpty()) {
        int instances = 0;
        for (const aurora::ConfigGroup &group : running->groups)
            instances += sizeOf(group);
        co_return fromTask(groupOf(running->groups, instance).config, instances);
    }

    if (!client)
        co_return core::failure(noAurora());
    const auto tasks = co_await client->tasksWithConfigs(aurora::TaskQuery::forJob(job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    const QList<PastConfig> past = pastConfigs(*tasks);
    if (past.isEmpty())
        co_return core::failure(unknown(job));
    co_return fromTask(past.first().config, static_cast<int>(past.first().instances.size()));
}

QList<PastConfig> pastConfigs(const QList<aurora::Task> &tasksOfJob)
{
    QList<PastConfig> past;
    for (const aurora::Task &task : tasksOfJob) {
        if (!aurora::isTerminal(task.status) || task.events.isEmpty())
            continue;
        auto known = std::ranges::find(past, task.config, &PastConfig::config);
        if (known == past.end()) {
            past.append({ task.config, task.events.first().at, task.events.last().at, {} });
            known = past.end() - 1;
        }
        known->from = std::min(known->from, task.events.first().at);
        known->until = std::max(known->until, task.events.last().at);
        const auto place = std::ranges::lower_bound(known->instances, task.instance);
        if (place == known->instances.end() || *place != task.instance)
            known->instances.insert(place, task.instance);
    }
    std::ranges::sort(past, std::ranges::greater(), &PastConfig::until);
    return past;
}

} // namespace verbs
