// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/cron/freshcron.h"

#include "models/core/tr.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/words.h"

#include <algorithm>

namespace verbs {

namespace {

using core::tr;

/// The job of that name if it is by the clock.
std::optional<aurora::JobSummary> cronAmong(const QList<aurora::JobSummary> &jobs, const aurora::JobKey &key)
{
    const auto it = std::ranges::find_if(jobs, [&](const aurora::JobSummary &each) { return each.job.key == key; });
    return it != jobs.end() && it->job.isCron() ? std::optional(*it) : std::nullopt;
}

} // namespace

QList<aurora::Task> FreshCron::active() const
{
    QList<aurora::Task> list;
    std::ranges::copy_if(tasks, std::back_inserter(list),
                         [](const aurora::Task &task) { return aurora::isActive(task.status); });
    std::ranges::sort(list, {}, &aurora::Task::instance);
    return list;
}

QCoro::Task<core::Result<FreshCron>> readCron(Context context, aurora::JobKey job, std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto jobs = co_await context.aurora->client()->jobSummaries(job.role, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    const auto found = cronAmong(*jobs, job);
    if (!found)
        co_return core::failure(unusable(tr("%1 is not scheduled with cron.").arg(job.text())));
    auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto updates = co_await context.aurora->client()->updateSummaries(aurora::UpdateQuery::forJob(job), stop);
    if (!updates)
        co_return core::failure(updates.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto quota = co_await context.aurora->client()->quota(job.role, stop);
    if (!quota)
        co_return core::failure(quota.error());
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    FreshCron fresh{ context.clock->now(), *found, *tasks, *quota, std::nullopt };
    const auto update = std::ranges::find_if(
        *updates, [](const aurora::UpdateSummary &each) { return aurora::isActive(each.status); });
    if (update != updates->end())
        fresh.update = *update;
    co_return fresh;
}

QCoro::Task<core::Result<std::optional<aurora::JobConfiguration>>> readSchedule(Context context, aurora::JobKey job,
                                                                                std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto jobs = co_await context.aurora->client()->jobSummaries(job.role, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    std::optional<aurora::JobConfiguration> listed;
    if (const auto found = cronAmong(*jobs, job))
        listed = found->job;
    co_return core::Result<std::optional<aurora::JobConfiguration>>(listed);
}

} // namespace verbs
