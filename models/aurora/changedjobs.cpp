// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/changedjobs.h"

namespace aurora {

namespace {

const JobRow *sameJob(const State *older, const State &newer, const JobRow &job)
{
    if (older == nullptr)
        return nullptr;
    return older->pool == newer.pool ? older->job(job.key) : older->job(newer.keyOf(job));
}

} // namespace

ChangedJobs changedJobs(const State *older, const State &newer, qsizetype limit)
{
    ChangedJobs changed;
    for (const JobRow &job : newer.jobs) {
        const JobRow *const before = sameJob(older, newer, job);
        // Without an earlier picture, the list of all active tasks tells the rest.
        const bool differs = before != nullptr && before->stats != job.stats;
        const bool isNew = older != nullptr && before == nullptr;
        const bool failedUnseen = job.stats.failed > 0 && !job.endedKnown;
        if (!differs && !isNew && !failedUnseen)
            continue;
        if (changed.jobs.size() == limit) {
            changed.more = true;
            return changed;
        }
        changed.jobs.append(newer.keyOf(job));
    }
    return changed;
}

} // namespace aurora
