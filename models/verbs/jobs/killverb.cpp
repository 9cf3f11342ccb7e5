// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/killverb.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/jobs/killplan.h"
#include "models/verbs/jobs/nighteffects.h"
#include "models/verbs/quota/quotaeffects.h"
#include "models/verbs/words.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// The active tasks of the instances in question. One query holds for all jobs, so of two jobs with different instances
/// some more may come; never those of other jobs.
core::Result<aurora::TaskQuery> stillActive(const QList<InstanceStep> &payloads)
{
    QList<aurora::JobKey> jobs;
    QSet<int> instances;
    for (const InstanceStep &payload : payloads) {
        if (jobs.isEmpty() || jobs.last() != payload.job) // a job's steps follow each other
            jobs << payload.job;
        for (const auto &[instance, id] : payload.tasks)
            instances.insert(instance);
    }
    return aurora::TaskQuery::Builder().jobs(jobs).instances(instances.values()).statuses(activeStatuses()).build();
}

actions::Watch watchOf(const QList<actions::Step> &steps, const QList<InstanceStep> &payloads,
                       const QList<aurora::Task> &tasks)
{
    QSet<QString> active;
    for (const aurora::Task &task : tasks)
        active.insert(task.id);
    actions::Watch watch;
    watch.things = 0;
    QStringList waiting;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        bool all = true;
        for (const auto &[instance, id] : payloads[i].tasks) {
            const bool isActive = active.contains(id);
            all = all && !isActive;
            watch.things += isActive ? 0 : 1;
            if (isActive)
                waiting << u"%1/%2"_s.arg(payloads[i].job.name).arg(instance);
        }
        if (all)
            watch.reached << steps[i].key;
    }
    watch.waitingFor = waitingText(waiting);
    return watch;
}

QStringList rolesOf(const QList<InstanceStep> &payloads)
{
    QStringList roles;
    for (const InstanceStep &payload : payloads) {
        if (!roles.contains(payload.job.role))
            roles << payload.job.role;
    }
    return roles;
}

/// What becomes of the quotas whose tasks end. Only where some are charged is anything asked for it.
QCoro::Task<actions::Plan> withQuotas(Context context, actions::Plan plan, FreshJobs fresh, std::stop_token stop)
{
    const auto payloads = instanceStepsOf(plan.steps);
    if (!payloads)
        co_return plan;
    QSet<QString> ended;
    for (const InstanceStep &payload : *payloads) {
        for (const auto &[instance, id] : payload.tasks)
            ended.insert(id);
    }
    for (const QString &role : rolesOf(*payloads)) {
        if (!endShift(role, fresh.active, ended, {}).counts || !context.aurora)
            continue;
        // Jobs by the clock stay charged.
        const auto jobs = co_await context.aurora->client()->jobSummaries(role, stop);
        if (jobs)
            plan = co_await withQuota(context, plan, endShift(role, fresh.active, ended, *jobs), stop);
        else
            plan.warnings << tr("What it does to the quota of %1 is not known: %2")
                                 .arg(role, core::errorText(jobs.error(), u"Aurora"_s).what);
    }
    co_return plan;
}

/// "186 stay active in jobs." Asked once all have ended, and only for the words: a refusal leaves them out.
QCoro::Task<QString> stayWords(Context context, QStringList roles, std::stop_token stop)
{
    qint64 active = 0;
    for (const QString &role : roles) {
        if (!context.aurora)
            co_return QString();
        const auto jobs = co_await context.aurora->client()->jobSummaries(role, stop);
        if (!jobs)
            co_return QString();
        for (const aurora::JobSummary &job : *jobs)
            active += job.stats.active + job.stats.pending;
    }
    co_return tr("%1 stay active in %2.").arg(core::formatCount(active), roles.join(u", "_s));
}

} // namespace

KillVerb::KillVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request KillVerb::request(const Selection &selection)
{
    actions::Request request;
    request.verb = verbName();
    request.what = toJson(selection);
    return request;
}

QCoro::Task<core::Result<actions::Plan>> KillVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const auto selection = selectionFromJson(request.what);
    if (!selection)
        co_return core::failure(selection.error());
    const auto fresh = co_await readJobs(context, selection->roles(), stop);
    if (!fresh)
        co_return core::failure(fresh.error());
    actions::Plan plan = killPlan(request, *selection, *fresh, context);
    plan = co_await withQuotas(context, plan, *fresh, stop);
    const QList<actions::Effect> night = co_await nightEffects(context, jobsOf(plan), JobFate::Killed);
    plan.effects << night;
    co_return plan;
}

QCoro::Task<core::Result<actions::Answer>> KillVerb::perform(actions::Step step, actions::Sending sending,
                                                             std::stop_token stop)
{
    const Context context = m_context;
    const auto payload = instanceStepFromJson(step.payload);
    if (!payload)
        co_return core::failure(payload.error());
    const auto instances = aurora::InstanceSet::of(payload->instances());
    if (!instances || !context.aurora)
        co_return core::failure(noAurora());
    const auto done
        = co_await context.aurora->client()->killInstances(payload->job, *instances, reasonText(sending), stop);
    if (!done)
        co_return core::failure(done.error());
    co_return actions::Answer{ acceptedText(done->message), {}, {} };
}

QCoro::Task<core::Result<actions::Look>> KillVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const auto payload = instanceStepFromJson(step.payload);
    if (!payload)
        co_return core::failure(payload.error());
    const auto tasks = co_await readTasks(context, aurora::TaskQuery::forJob(payload->job), stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    // What is being killed already, has ended, or was replaced by another task is not killed by this step any more.
    InstanceStep left{ payload->job, {} };
    for (const auto &[instance, id] : payload->tasks) {
        const auto it = std::ranges::find(*tasks, id, &aurora::Task::id);
        if (it != tasks->end() && aurora::isActive(it->status) && it->status != aurora::TaskStatus::Killing)
            left.tasks.append({ instance, id });
    }
    actions::Look look;
    if (left.tasks.isEmpty()) {
        look.effect = actions::Look::Effect::Done;
        look.words = tr("%1 ended or is being killed").arg(step.name);
    } else if (left == *payload) {
        look.effect = actions::Look::Effect::NotDone;
    } else {
        look.effect = actions::Look::Effect::Partly;
        look.words = tr("still active: %1").arg(rangesText(left.instances()));
        look.rest = toJson(left);
    }
    co_return look;
}

QCoro::Task<core::Result<actions::Watch>> KillVerb::watch(QList<actions::Step> steps, std::stop_token stop)
{
    const Context context = m_context;
    const auto payloads = instanceStepsOf(steps);
    if (!payloads)
        co_return core::failure(payloads.error());
    const auto query = stillActive(*payloads);
    if (!query)
        co_return core::failure(query.error());
    const auto tasks = co_await readTasks(context, *query, stop);
    if (!tasks)
        co_return core::failure(tasks.error());
    actions::Watch watch = watchOf(steps, *payloads, *tasks);
    if (watch.reached.size() == steps.size())
        watch.summary = co_await stayWords(context, rolesOf(*payloads), stop);
    co_return watch;
}

} // namespace verbs
