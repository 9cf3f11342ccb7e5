// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/freshjobs.h"

#include "models/verbs/words.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace verbs {

namespace {

QList<aurora::UpdateStatus> inFlight()
{
    QList<aurora::UpdateStatus> statuses;
    for (int i = 0; i < static_cast<int>(aurora::UpdateStatus::Unknown); ++i) {
        const auto status = static_cast<aurora::UpdateStatus>(i);
        if (aurora::isActive(status))
            statuses << status;
    }
    return statuses;
}

} // namespace

QList<aurora::TaskStatus> activeStatuses()
{
    QList<aurora::TaskStatus> statuses;
    for (const aurora::TaskStatus status : aurora::allTaskStatuses) {
        if (aurora::isActive(status))
            statuses << status;
    }
    return statuses;
}

QList<aurora::Task> FreshJobs::of(const aurora::JobKey &job) const
{
    const auto found = std::ranges::equal_range(active, job, std::less<>(), &aurora::Task::job);
    return { found.begin(), found.end() };
}

const aurora::UpdateSummary *FreshJobs::updateOf(const aurora::JobKey &job) const
{
    const auto it = std::ranges::find_if(updates, [&](const aurora::UpdateSummary &u) { return u.key.job == job; });
    return it == updates.end() ? nullptr : &*it;
}

QCoro::Task<core::Result<QList<aurora::Task>>> readTasks(Context context, aurora::TaskQuery query, std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    co_return co_await context.aurora->client()->tasks(query, stop);
}

QCoro::Task<core::Result<FreshJobs>> readJobs(Context context, QStringList roles, std::stop_token stop)
{
    FreshJobs fresh;
    for (const QString &role : roles) {
        const auto query = aurora::TaskQuery::Builder().role(role).statuses(activeStatuses()).build();
        if (!query)
            co_return core::failure(query.error());
        auto tasks = co_await readTasks(context, *query, stop);
        if (!tasks)
            co_return core::failure(tasks.error());
        fresh.active += *tasks;
        const auto wanted = aurora::UpdateQuery::Builder().role(role).statuses(inFlight()).build();
        if (!wanted)
            co_return core::failure(wanted.error());
        if (!context.aurora)
            co_return core::failure(noAurora());
        auto updates = co_await context.aurora->client()->updateSummaries(*wanted, stop);
        if (!updates)
            co_return core::failure(updates.error());
        fresh.updates += *updates;
    }
    std::ranges::sort(fresh.active, [](const aurora::Task &a, const aurora::Task &b) {
        return std::tie(a.job(), a.instance) < std::tie(b.job(), b.instance);
    });
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    fresh.readAt = context.clock->now();
    co_return fresh;
}

} // namespace verbs
