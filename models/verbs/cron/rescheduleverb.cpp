// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/cron/rescheduleverb.h"

#include "models/actions/record.h"
#include "models/aurora/storedjob.h"
#include "models/core/tr.h"
#include "models/jobs/description.h"
#include "models/verbs/cron/cronplan.h"
#include "models/verbs/jobs/definitionplan.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// Whether the scheduler lists the job as it is to be. What it fills in by itself is no difference.
QCoro::Task<core::Result<bool>> isAsWanted(Context context, aurora::JobConfiguration wanted, std::stop_token stop)
{
    const auto listed = co_await readSchedule(context, wanted.key, stop);
    if (!listed)
        co_return core::failure(listed.error());
    co_return listed->has_value() && jobs::difference(**listed, wanted).isEmpty();
}

} // namespace

RescheduleVerb::RescheduleVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request RescheduleVerb::request(const aurora::JobConfiguration &job)
{
    return definitionRequest(verbName(), job);
}

QCoro::Task<core::Result<actions::Plan>> RescheduleVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto job = definitionIn(request.what);
    if (!job)
        co_return core::failure(job.error());
    if (!job->isCron())
        co_return core::failure(unusable(tr("%1 is given no schedule. Deschedule it instead.").arg(job->key.text())));
    const auto fresh = co_await readCron(context, job->key, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto populated = co_await context.aurora->client()->populate(*job, stop);
    if (!populated)
        co_return core::failure(populated.error());
    co_return rescheduleCronPlan(request, *job, *populated, *fresh, context);
}

QCoro::Task<core::Result<actions::Answer>> RescheduleVerb::perform(actions::Step step, actions::Sending,
                                                                   std::stop_token stop)
{
    const Context context = m_context;
    const auto job = definitionIn(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto done = co_await context.aurora->client()->replaceCronTemplate(*job, stop);
    if (!done)
        co_return core::failure(done.error());
    actions::Answer answer;
    answer.words = acceptedText(done->message);
    if (const auto was = aurora::jobFromStored(step.payload.value("before"_L1).toString()))
        answer.before = jobs::factsJson(*was);
    answer.after = jobs::factsJson(*job);
    co_return answer;
}

QCoro::Task<core::Result<actions::Look>> RescheduleVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto job = definitionIn(step.payload);
    if (!job)
        co_return core::failure(job.error());
    const auto wanted = co_await isAsWanted(context, *job, stop);
    if (!wanted)
        co_return core::failure(wanted.error());
    actions::Look look;
    look.effect = *wanted ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = *wanted ? tr("Aurora lists the new definition") : tr("Aurora does not list the new definition");
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> RescheduleVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    actions::Watch watch;
    for (const actions::Step &step : steps) { // one, as planned
        const auto job = definitionIn(step.payload);
        if (!job)
            co_return core::failure(job.error());
        const auto wanted = co_await isAsWanted(context, *job, stop);
        if (!wanted)
            co_return core::failure(wanted.error());
        if (*wanted)
            watch.reached << step.key;
    }
    co_return watch;
}

std::optional<actions::Request> RescheduleVerb::inverse(const actions::Record &record) const
{
    for (const actions::StepRecord &step : record.steps) {
        if (step.state != actions::StepState::Reached && step.state != actions::StepState::Answered)
            continue;
        if (const auto was = aurora::jobFromStored(step.step.payload.value("before"_L1).toString()))
            return request(*was);
    }
    return std::nullopt;
}

} // namespace verbs
