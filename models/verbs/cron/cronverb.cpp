// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/cron/cronverb.h"

#include "models/actions/record.h"
#include "models/aurora/storedjob.h"
#include "models/core/tr.h"
#include "models/verbs/cron/cronplan.h"
#include "models/verbs/jobs/createverb.h"
#include "models/verbs/jobs/newtasks.h"
#include "models/verbs/jobs/nighteffects.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

core::Result<aurora::JobKey> jobOf(const QJsonObject &json)
{
    const QString name = json.value("job"_L1).toString();
    const auto job = aurora::JobKey::parse(name);
    if (!job)
        return core::failure(unusable(tr("“%1” is no job. Write role/environment/name.").arg(name)));
    return *job;
}

} // namespace

CronVerb::CronVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
{
}

actions::Request CronVerb::request(Way way, const aurora::JobKey &job)
{
    actions::Request request;
    request.verb = verbName(way);
    request.what = { { u"job"_s, job.text() } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> CronVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Way way = m_way;
    const auto job = jobOf(request.what);
    if (!job)
        co_return core::failure(job.error());
    const auto fresh = co_await readCron(context, *job, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    // Named first: gcc 12 destroys a conditional within a coroutine's return twice.
    actions::Plan plan;
    if (way == Way::Start)
        plan = startCronPlan(request, *fresh, context);
    else
        plan = descheduleCronPlan(request, *fresh, context);
    if (plan.facts.ends > 0) {
        const QList<aurora::JobKey> jobs{ *job };
        const QList<actions::Effect> night = co_await nightEffects(context, jobs, JobFate::Restarted);
        plan.effects << night;
    }
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> CronVerb::perform(actions::Step step, actions::Sending, std::stop_token stop)
{
    const Context context = m_context;
    const Way way = m_way;
    const auto job = jobOf(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    core::Result<aurora::Done> done = core::failure({});
    if (way == Way::Start)
        done = co_await context.aurora->client()->startCron(*job, stop);
    else
        done = co_await context.aurora->client()->descheduleCron(*job, stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message), step.payload.value("before"_L1).toObject(), {} };
}

QCoro::Task<core::Result<actions::Look>> CronVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto job = jobOf(step.payload);
    if (!job)
        co_return core::failure(job.error());
    if (m_way == Way::Start)
        co_return co_await lookForNewTasks(context, step, stop);
    const auto listed = co_await readSchedule(context, *job, stop);
    if (!listed)
        co_return core::failure(listed.error());
    const bool scheduled = listed->has_value();
    actions::Look look;
    look.effect = scheduled ? actions::Look::Effect::NotDone : actions::Look::Effect::Done;
    look.words = scheduled ? tr("%1 is scheduled").arg(job->text()) : tr("%1 is not scheduled").arg(job->text());
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> CronVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const actions::Step step = steps.constFirst(); // one, as planned
    if (m_way == Way::Start)
        co_return co_await watchNewTasks(context, step, stop);
    const auto job = jobOf(step.payload);
    if (!job)
        co_return core::failure(job.error());
    const auto listed = co_await readSchedule(context, *job, stop);
    if (!listed)
        co_return core::failure(listed.error());
    actions::Watch watch;
    if (!listed->has_value())
        watch.reached << step.key;
    co_return watch;
}

std::optional<actions::Request> CronVerb::inverse(const actions::Record &record) const
{
    if (m_way == Way::Start)
        return std::nullopt;
    for (const actions::StepRecord &step : record.steps) {
        if (step.state != actions::StepState::Reached && step.state != actions::StepState::Answered)
            continue;
        if (const auto was = aurora::jobFromStored(step.step.payload.value("definition"_L1).toString()))
            return CreateVerb::request(*was);
    }
    return std::nullopt;
}

} // namespace verbs
