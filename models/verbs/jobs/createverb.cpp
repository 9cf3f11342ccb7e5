// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/createverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/jobs/description.h"
#include "models/verbs/cron/cronverb.h"
#include "models/verbs/cron/freshcron.h"
#include "models/verbs/jobs/createplan.h"
#include "models/verbs/jobs/definitionplan.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/newtasks.h"
#include "models/verbs/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QCoro::Task<core::Result<CreateReading>> read(Context context, aurora::JobConfiguration job, std::stop_token stop)
{
    CreateReading reading;
    const QStringList roles{ job.key.role };
    auto fresh = co_await readJobs(context, roles, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    reading.fresh = *fresh;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto jobs = co_await context.aurora->client()->jobSummaries(job.key.role, stop);
    if (!jobs)
        co_return core::failure(jobs.error());
    reading.jobs = *jobs;
    if (const QString taken = takenText(reading, job.key); !taken.isEmpty())
        co_return core::failure(unusable(taken));
    auto before = co_await readTasks(context, aurora::TaskQuery::forJob(job.key), stop);
    if (!before)
        co_return core::failure(before.error());
    reading.before = *before;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto populated = co_await context.aurora->client()->populate(job, stop);
    if (!populated)
        co_return core::failure(populated.error());
    reading.populated = *populated;
    if (!context.aurora)
        co_return core::failure(noAurora());
    auto quota = co_await context.aurora->client()->quota(job.key.role, stop);
    if (!quota)
        co_return core::failure(quota.error());
    reading.quota = *quota;
    if (!context.aurora) // the stack went while we waited
        co_return core::failure(noAurora());
    co_return reading;
}

/// Whether the scheduler lists the job with the schedule it was given.
QCoro::Task<core::Result<bool>> hasSchedule(Context context, aurora::JobConfiguration job, std::stop_token stop)
{
    const auto listed = co_await readSchedule(context, job.key, stop);
    if (!listed)
        co_return core::failure(listed.error());
    co_return listed->has_value() && (*listed)->cronSchedule == job.cronSchedule;
}

} // namespace

CreateVerb::CreateVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request CreateVerb::request(const aurora::JobConfiguration &job)
{
    return definitionRequest(verbName(), job);
}

QCoro::Task<core::Result<actions::Plan>> CreateVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto job = definitionIn(request.what);
    if (!job)
        co_return core::failure(job.error());
    const auto reading = co_await read(context, *job, stop);
    if (!reading)
        co_return core::failure(reading.error());
    co_return createPlan(request, *job, *reading, context);
}

QCoro::Task<core::Result<actions::Answer>> CreateVerb::perform(actions::Step step, actions::Sending,
                                                               std::stop_token stop)
{
    const Context context = m_context;
    const auto job = definitionIn(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    core::Result<aurora::Done> done = core::failure({});
    if (job->isCron()) {
        // scheduleCronJob replaces a schedule without a word: a name that was taken meanwhile is looked for once more.
        const auto jobs = co_await context.aurora->client()->jobSummaries(job->key.role, stop);
        if (!jobs)
            co_return actions::notSent(jobs.error());
        // One that has only ended tasks left is listed too, and takes nobody's place.
        const auto isTaken = [&](const aurora::JobSummary &listed) {
            return listed.job.key == job->key
                && (listed.job.isCron() || listed.stats.active + listed.stats.pending > 0);
        };
        if (std::ranges::any_of(*jobs, isTaken))
            co_return core::failure(unusable(tr("%1 exists by now; nothing was replaced.").arg(job->key.text())));
        if (!context.aurora)
            co_return core::failure(noAurora());
        done = co_await context.aurora->client()->scheduleCron(*job, stop);
    } else {
        done = co_await context.aurora->client()->create(*job, stop);
    }
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message), {}, jobs::factsJson(*job) };
}

QCoro::Task<core::Result<actions::Look>> CreateVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto job = definitionIn(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (!job->isCron())
        co_return co_await lookForNewTasks(context, step, stop);
    const auto scheduled = co_await hasSchedule(context, *job, stop);
    if (!scheduled)
        co_return core::failure(scheduled.error());
    actions::Look look;
    look.effect = *scheduled ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = *scheduled ? tr("Aurora lists the schedule") : tr("Aurora does not list the schedule");
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> CreateVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const actions::Step step = steps.constFirst(); // there is one
    const auto job = definitionIn(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (!job->isCron())
        co_return co_await watchNewTasks(context, step, stop);
    const auto scheduled = co_await hasSchedule(context, *job, stop);
    if (!scheduled)
        co_return core::failure(scheduled.error());
    actions::Watch watch;
    if (*scheduled)
        watch.reached << step.key;
    co_return watch;
}

std::optional<actions::Request> CreateVerb::inverse(const actions::Record &record) const
{
    const auto job = definitionIn(record.plan->request.what);
    if (!job)
        return std::nullopt;
    if (job->isCron())
        return CronVerb::request(CronVerb::Way::Deschedule, job->key);
    return KillVerb::request({ { { job->key, {} } } });
}

} // namespace verbs
