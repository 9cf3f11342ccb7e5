// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/cron/cronplan.h"

#include "models/aurora/storedjob.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/definitionplan.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/newtasks.h"
#include "models/verbs/quota/quotaeffects.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QString runsNowWords(const QList<aurora::Task> &active, core::TimePoint now)
{
    if (active.isEmpty())
        return tr("nothing");
    const QString tasks = counted(active.size(), tr("1 task"), tr("%1 tasks"));
    const RunningTime time = runningTime(active, now);
    return time.longest.count() > 0 ? tr("%1 for %2").arg(tasks, core::formatSpan(time.longest)) : tasks;
}

/// What both plans share: the job's row, who else acts here.
actions::Plan begun(const actions::Request &request, const FreshCron &fresh, const Context &context,
                    const QString &then)
{
    const aurora::JobConfiguration &job = fresh.summary.job;
    const QList<aurora::Task> active = fresh.active();
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    plan.title.place = job.key.role + u'/' + job.key.environment;
    actions::Item item;
    item.key = job.key.text();
    item.name = job.key.name;
    item.link = u"job/"_s + job.key.text();
    item.facts = { job.cronSchedule,
                   core::isKnown(fresh.summary.nextCronRun) ? core::formatClock(fresh.summary.nextCronRun, fresh.readAt)
                                                            : tr("not told"),
                   collisionWords(job.cronCollisionPolicy), runsNowWords(active, fresh.readAt), then };
    item.seen = job.cronSchedule + u';' + collisionWords(job.cronCollisionPolicy) + u';' + seenOf(active);
    actions::ItemTable table;
    table.nameTitle = tr("Cron job");
    table.columns = { tr("Schedule"), tr("Next run"), tr("If a run is active"), tr("Runs now"), tr("Then") };
    table.items = { actions::tickedBy(request, item) };
    plan.tables = { table };
    plan.facts.production = context.production;
    if (fresh.update)
        plan.others << tr("%1 is being updated by %2; Aurora refuses this until that ends or is aborted.")
                           .arg(job.key.text(), fresh.update->user);
    return plan;
}

actions::Step stepOf(const FreshCron &fresh, const QString &method)
{
    const aurora::JobKey &job = fresh.summary.job.key;
    actions::Step step;
    step.key = job.text();
    step.object = job.text();
    step.name = job.name;
    step.item = job.text();
    step.call = method + u' ' + job.text();
    return step;
}

/// Of a job by the clock: its charge becomes another. Aurora looks at it where a definition is given.
QuotaShift shiftOf(const FreshCron &fresh, const Charge &then)
{
    const aurora::JobConfiguration &job = fresh.summary.job;
    const Charge now = chargedForCron(job, fresh.active());
    return { job.key.role, now != Charge() || then != Charge(), minus(then, now), {} };
}

} // namespace

QString collisionWords(aurora::CronCollisionPolicy policy)
{
    switch (policy) {
    case aurora::CronCollisionPolicy::KillExisting:
        return tr("it is killed first");
    case aurora::CronCollisionPolicy::CancelNew:
        return tr("the new one is left out");
    case aurora::CronCollisionPolicy::RunOverlap:
        return tr("both run");
    case aurora::CronCollisionPolicy::Unknown:
        break;
    }
    return tr("not known");
}

actions::Plan startCronPlan(const actions::Request &request, const FreshCron &fresh, const Context &context)
{
    using enum aurora::CronCollisionPolicy;
    const aurora::JobConfiguration &job = fresh.summary.job;
    const QList<aurora::Task> active = fresh.active();
    const auto running = static_cast<int>(active.size());
    const bool leftOut = running > 0 && job.cronCollisionPolicy == CancelNew;
    // What a policy we do not know does to the active run is not known either: counted as the worse.
    const bool kills = running > 0 && !leftOut && job.cronCollisionPolicy != RunOverlap;
    const QString starts = counted(job.instanceCount, tr("1 task starts"), tr("%1 tasks start"));
    actions::Plan plan = begun(request, fresh, context,
                               leftOut     ? tr("no run starts")
                                   : kills ? tr("the active run ends, then %1").arg(starts)
                                           : starts);
    plan.title.label = tr("Start %1 now").arg(job.key.name);
    plan.title.outcome = tr("Started %1 of %2 tasks");
    plan.title.late = tr("did not start");
    plan.title.touched = counted(job.instanceCount, tr("1 task"), tr("%1 tasks"));
    const int ends = kills ? running : 0;
    plan.facts.harm = kills ? actions::Harm::Irreversible : actions::Harm::Disruptive;
    plan.facts.endsTasks = kills;
    plan.facts.ends = ends;
    plan.facts.objects = job.instanceCount + ends;
    const int then = leftOut ? running : running - ends + job.instanceCount;
    plan.effects = { actions::countEffect(tr("Tasks active in %1").arg(job.key.text()), running, then),
                     actions::countEffect(tr("Tasks of the active run"), running, running - ends) };
    // Charged for its whole size all along: only a run of an older, larger definition makes a difference.
    const QList<aurora::Task> staying = kills ? QList<aurora::Task>() : active;
    tellQuota(shiftOf(fresh, chargedForCron(job, staying)), fresh.quota, plan);
    if (kills)
        plan.question = { tr("How many tasks of the run that is active now go on after this? Type the number:"), 1 };
    else
        plan.question
            = { tr("How many tasks of %1 are active once it has started? Type the number:").arg(job.key.name), 0 };
    const RunningTime time = runningTime(active, fresh.readAt);
    if (kills)
        plan.cannotBeUndone = time.sum.count() > 0
            ? tr("%1 of work of the active run are lost.").arg(core::formatSpan(time.sum))
            : tr("The active run ends; it has not begun to work.");
    plan.notTouched = tr("The schedule: the next run comes as planned. Every other job.");
    if (leftOut)
        plan.warnings << tr("A run is active and the collision policy is CANCEL_NEW: Aurora would answer OK and start "
                            "nothing. Wait for it or kill it first.");
    plan.watch.goal
        = counted(job.instanceCount, tr("its task runs or has ended well"), tr("its %1 tasks run or have ended well"));
    plan.command = context.command() + u"cron start "_s + job.key.text();
    if (plan.tables.first().items.first().ticked && !leftOut) {
        actions::Step step = stepOf(fresh, u"startCronJob"_s);
        step.payload = toJson(newTasks(job.key, 0, job.instanceCount, fresh.tasks));
        step.things = job.instanceCount;
        step.ends = ends;
        plan.steps = { step };
    }
    return plan;
}

actions::Plan descheduleCronPlan(const actions::Request &request, const FreshCron &fresh, const Context &context)
{
    const aurora::JobConfiguration &job = fresh.summary.job;
    const QList<aurora::Task> active = fresh.active();
    actions::Plan plan = begun(request, fresh, context,
                               active.isEmpty() ? tr("never runs again") : tr("this run goes on, none follows"));
    plan.title.label = tr("Deschedule %1").arg(job.key.name);
    plan.title.outcome = tr("Descheduled %1 of %2 cron jobs");
    plan.title.late = tr("is still scheduled");
    plan.title.touched = tr("1 cron job");
    plan.facts.harm = actions::Harm::Disruptive;
    plan.effects = { actions::countEffect(tr("Schedules of %1").arg(job.key.text()), 1, 0),
                     actions::countEffect(tr("Tasks active in %1").arg(job.key.text()), active.size(), active.size()) };
    tellQuota(shiftOf(fresh, chargedTogether(active)), fresh.quota, plan); // what runs stays charged until it ends
    plan.canBeUndone = tr("Scheduling it again with the configuration it has now; it is kept with this action.");
    plan.notTouched = active.isEmpty() ? tr("Every other job.") : tr("The run that is active. Every other job.");
    plan.watch.goal = tr("Aurora lists no schedule");
    plan.command = context.command() + u"cron deschedule "_s + job.key.text();
    if (plan.tables.first().items.first().ticked) {
        actions::Step step = stepOf(fresh, u"descheduleCronJob"_s);
        step.payload = { { u"job"_s, job.key.text() },
                         { u"definition"_s, aurora::storedJob(job) },
                         { u"before"_s, QJsonObject{ { u"schedule"_s, job.cronSchedule } } } };
        plan.steps = { step };
    }
    return plan;
}

actions::Plan rescheduleCronPlan(const actions::Request &request, const aurora::JobConfiguration &job,
                                 const aurora::TaskConfig &populated, const FreshCron &fresh, const Context &context)
{
    const aurora::JobConfiguration &now = fresh.summary.job;
    const QList<jobs::Change> changes = jobs::difference(now, job);
    actions::Plan plan = begun(request, fresh, context, job.cronSchedule);
    plan.title.label = tr("Change cron job %1").arg(job.key.name);
    plan.title.outcome = tr("Changed %1 of %2 cron jobs");
    plan.title.late = tr("is listed as it was");
    plan.title.touched = tr("1 cron job");
    plan.facts.harm = actions::Harm::Disruptive;
    plan.effects = changeEffects(tr("Definition"), changes);
    aurora::JobConfiguration then = job;
    then.config = populated;
    QuotaShift shift = shiftOf(fresh, chargedForCron(then, fresh.active()));
    if (charged(populated) != Charge())
        shift.asked = minus(charged(populated, job.instanceCount), charged(now.config, now.instanceCount));
    if (!changes.isEmpty())
        tellQuota(shift, fresh.quota, plan);
    plan.canBeUndone = tr("Changing it back to how it is now; that is kept with this action.");
    plan.notTouched = fresh.active().isEmpty() ? tr("Every other job.")
                                               : tr("The run that is active goes on as it began. Every other job.");
    if (changes.isEmpty())
        plan.warnings << tr("The job is so already; nothing is to be changed.");
    plan.seen = aurora::storedJob(now);
    plan.watch.goal = tr("Aurora lists the new definition");
    plan.command = definitionCommand(context, u"cron schedule"_s, job);
    if (plan.tables.first().items.first().ticked && !changes.isEmpty()) {
        actions::Step step = stepOf(fresh, u"replaceCronTemplate"_s);
        step.payload = { { u"definition"_s, aurora::storedJob(job) }, { u"before"_s, aurora::storedJob(now) } };
        plan.steps = { step };
    }
    return plan;
}

} // namespace verbs
