// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/startupdateverb.h"

#include "models/actions/record.h"
#include "models/aurora/storedjob.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/freshjobs.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/jobs/nighteffects.h"
#include "models/verbs/jobs/selection.h"
#include "models/verbs/quota/quotaeffects.h"
#include "models/verbs/updates/freshupdate.h"
#include "models/verbs/updates/startupdateplan.h"
#include "models/verbs/words.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using aurora::UpdateStatus;

using core::tr;

QCoro::Task<core::Result<UpdateReading>> read(Context context, UpdateOrder order, std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    UpdateReading reading;
    const auto diff = co_await context.aurora->client()->updateDiff(order.request(), stop);
    if (!diff)
        co_return core::failure(diff.error());
    reading.diff = *diff;
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto populated = co_await context.aurora->client()->populate(order.job, stop);
    if (!populated)
        co_return core::failure(populated.error());
    reading.populated = *populated;
    const auto query = aurora::TaskQuery::Builder().jobs({ order.job.key }).statuses(activeStatuses()).build();
    if (!query)
        co_return core::failure(query.error());
    const auto tasks = co_await readTasks(context, *query, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    reading.active = *tasks;
    std::ranges::sort(reading.active, {}, &aurora::Task::instance);
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto updates
        = co_await context.aurora->client()->updateSummaries(aurora::UpdateQuery::forJob(order.job.key), stop);
    if (!updates)
        co_return core::failure(updates.error());
    const auto active = std::ranges::find_if(
        *updates, [](const aurora::UpdateSummary &update) { return aurora::isActive(update.status); });
    if (active != updates->end())
        reading.inFlight = *active;
    if (!context.aurora) // the stack went while we waited, and its clock may have gone with it
        co_return core::failure(noAurora());
    reading.readAt = context.clock->now();
    co_return reading;
}

/// The newest update of the job that carries the order's mark, whole.
QCoro::Task<core::Result<std::optional<aurora::UpdateDetails>>> find(Context context, UpdateOrder order,
                                                                     std::stop_token stop)
{
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto updates
        = co_await context.aurora->client()->updateSummaries(aurora::UpdateQuery::forJob(order.job.key), stop);
    if (!updates)
        co_return core::failure(updates.error());
    const auto ours
        = std::ranges::find_if(*updates, [&](const aurora::UpdateSummary &update) { return order.isOf(update); });
    if (ours == updates->end())
        co_return std::nullopt;
    const auto fresh = co_await readUpdate(context, ours->key, stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    co_return fresh->details;
}

/// "4 of 6 done, now 4–5"
QString waitingWords(const aurora::UpdateDetails &details)
{
    const aurora::UpdateProgress progress = aurora::progressOf(details);
    QString words = tr("%1 of %2 done").arg(progress.updated.size()).arg(progress.all.size());
    if (!progress.working.isEmpty())
        words += tr(", now %1").arg(rangesText(progress.working));
    const UpdateStatus status = details.summary.status;
    return status == UpdateStatus::RollingForward ? words : words + u", "_s + statusText(status);
}

} // namespace

StartUpdateVerb::StartUpdateVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request StartUpdateVerb::request(const aurora::JobConfiguration &job, const aurora::UpdateSettings &settings)
{
    actions::Request request;
    request.verb = verbName();
    request.what = toJson(UpdateOrder{ job, settings, QUuid::createUuid().toString(QUuid::WithoutBraces) });
    return request;
}

QCoro::Task<core::Result<actions::Plan>> StartUpdateVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    auto order = updateOrderFromJson(request.what);
    if (!order)
        co_return core::failure(order.error());
    order->mark += request.retryOf; // another try is another update
    if (const QString why = refusalOf(*order); !why.isEmpty())
        co_return core::failure(unusable(why));
    const auto reading = co_await read(context, *order, stop);
    if (!reading)
        co_return core::failure(reading.error());
    const QuotaShift shift = startUpdateShift(reading->diff, reading->populated);
    actions::Plan plan = startUpdatePlan(request, *order, *reading, context);
    plan = co_await withQuota(context, plan, shift, stop);
    if (!reading->diff.update.isEmpty()) {
        const QList<aurora::JobKey> jobs{ order->job.key };
        const QList<actions::Effect> night = co_await nightEffects(context, jobs, JobFate::Restarted);
        plan.effects << night;
    }
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> StartUpdateVerb::perform(actions::Step step, actions::Sending sending,
                                                                    std::stop_token stop)
{
    const Context context = m_context;
    const auto order = updateOrderFromJson(step.payload);
    if (!order)
        co_return core::failure(order.error());
    if (!context.aurora)
        co_return core::failure(noAurora());
    const auto started = co_await context.aurora->client()->startUpdate(order->request(), reasonText(sending), stop);
    if (!started)
        co_return core::failure(started.error());
    actions::Answer answer;
    answer.words = acceptedText(started->message);
    if (started->key)
        answer.after = { { u"update"_s, started->key->id } };
    co_return answer;
}

QCoro::Task<core::Result<actions::Look>> StartUpdateVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto order = updateOrderFromJson(step.payload);
    if (!order)
        co_return core::failure(order.error());
    const auto found = co_await find(context, *order, stop);
    if (!found)
        co_return core::failure(found.error());
    actions::Look look;
    look.effect = actions::Look::Effect::NotDone;
    if (!found->has_value())
        co_return look;
    // Whatever became of it: it was started, and the watch tells.
    look.effect = actions::Look::Effect::Done;
    look.words = tr("the update is %1").arg(statusText((*found)->summary.status));
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> StartUpdateVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    actions::Watch watch;
    for (const actions::Step &step : steps) { // one, as planned
        const auto order = updateOrderFromJson(step.payload);
        if (!order)
            co_return core::failure(order.error());
        const auto found = co_await find(context, *order, stop);
        if (!found)
            co_return core::failure(found.error());
        if (!found->has_value()) {
            watch.things = 0;
            watch.waitingFor = tr("the update of %1 to be listed").arg(order->job.key.name);
            continue;
        }
        const UpdateStatus status = (*found)->summary.status;
        watch.things = static_cast<int>(aurora::progressOf(**found).updated.size());
        if (status == UpdateStatus::RolledForward) {
            watch.reached << step.key;
            watch.things = step.things;
        } else if (!aurora::isActive(status)) {
            watch.failed << step.key;
            const auto &events = (*found)->events;
            const QString told = events.isEmpty() ? QString() : events.last().message;
            watch.reasons << (told.isEmpty() ? tr("the update ended: %1").arg(statusText(status))
                                             : tr("the update ended: %1, %2").arg(statusText(status), told));
        } else {
            watch.waitingFor = waitingWords(**found);
        }
    }
    co_return watch;
}

std::optional<actions::Request> StartUpdateVerb::inverse(const actions::Record &record) const
{
    const auto order = updateOrderFromJson(record.plan->request.what);
    if (!order)
        return std::nullopt;
    for (const actions::StepRecord &step : record.steps) {
        if (step.attempts == 0 || step.state == actions::StepState::Refused)
            continue;
        if (const auto before = aurora::jobFromStored(step.step.payload.value("before"_L1).toString()))
            return request(*before, order->settings);
    }
    return std::nullopt;
}

} // namespace verbs
