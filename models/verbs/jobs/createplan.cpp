// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/createplan.h"

#include "models/aurora/storedjob.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/definitionplan.h"
#include "models/verbs/jobs/growtheffects.h"
#include "models/verbs/jobs/nametaken.h"
#include "models/verbs/jobs/newtasks.h"
#include "models/verbs/quota/quotaeffects.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

actions::Item itemOf(const actions::Request &request, const aurora::JobConfiguration &job, const CreateReading &reading,
                     const Context &context)
{
    const aurora::Resources &one = reading.populated.resources;
    const QString pool = poolOf(reading.populated, context.poolAttribute);
    actions::Item item;
    item.key = job.key.text();
    item.name = job.key.name;
    item.facts = { QString::number(job.instanceCount),
                   core::formatCpus(one.cpus),
                   tr("%1 GiB").arg(core::formatGib(static_cast<double>(one.ramMb))),
                   tr("%1 GiB").arg(core::formatGib(static_cast<double>(one.diskMb))),
                   pool.isEmpty() ? tr("any") : pool,
                   reading.populated.tier,
                   job.isCron() ? job.cronSchedule : tr("at once") };
    item.seen = reading.populated.tier;
    return actions::tickedBy(request, item);
}

actions::Step stepOf(const aurora::JobConfiguration &job, const CreateReading &reading)
{
    actions::Step step;
    step.key = job.key.text();
    step.object = job.key.text();
    step.name = job.key.name;
    step.item = job.key.text();
    step.call = job.isCron() ? u"scheduleCronJob %1 “%2”"_s.arg(job.key.text(), job.cronSchedule)
                             : u"createJob %1, instances %2"_s.arg(job.key.text()).arg(job.instanceCount);
    step.payload = toJson(newTasks(job.key, 0, job.instanceCount, reading.before));
    step.payload.insert(u"definition"_s, aurora::storedJob(job));
    step.things = job.isCron() ? 1 : job.instanceCount;
    return step;
}

actions::Title titleOf(const aurora::JobConfiguration &job)
{
    actions::Title title;
    title.place = job.key.role + u'/' + job.key.environment;
    if (job.isCron()) {
        title.label = tr("Schedule cron job %1").arg(job.key.name);
        title.outcome = tr("Scheduled %1 of %2 cron jobs");
        title.late = tr("is not listed");
        title.touched = tr("1 cron job");
        return title;
    }
    title.label = job.instanceCount == 1
        ? tr("Create job %1").arg(job.key.name)
        : tr("Create job %1 with %2 instances").arg(job.key.name).arg(job.instanceCount);
    title.outcome = tr("Started %1 of %2 instances");
    title.late = tr("did not start");
    title.touched = counted(job.instanceCount, tr("1 instance"), tr("%1 instances"));
    return title;
}

} // namespace

QString takenText(const CreateReading &reading, const aurora::JobKey &key)
{
    NameHolder holder;
    const auto listed
        = std::ranges::find_if(reading.jobs, [&](const aurora::JobSummary &summary) { return summary.job.key == key; });
    if (listed != reading.jobs.end() && listed->job.isCron())
        holder.cronSchedule = listed->job.cronSchedule;
    holder.active = reading.fresh.of(key).size();
    if (const aurora::UpdateSummary *update = reading.fresh.updateOf(key))
        holder.updatedBy = update->user;
    return takenText(key, holder);
}

actions::Plan createPlan(const actions::Request &request, const aurora::JobConfiguration &job,
                         const CreateReading &reading, const Context &context)
{
    actions::Plan plan;
    plan.request = request;
    plan.readAt = reading.fresh.readAt;
    plan.title = titleOf(job);
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Instances"), tr("CPUs each"), tr("Memory each"), tr("Disk each"),
                      tr("Pool"),      tr("Tier"),      tr("Starts") };
    table.items = { itemOf(request, job, reading, context) };
    plan.tables = { table };
    const Growth growth{ reading.populated, job.instanceCount };
    if (job.isCron()) {
        const auto crons
            = std::ranges::count_if(reading.jobs, [](const aurora::JobSummary &listed) { return listed.job.isCron(); });
        plan.effects = { actions::countEffect(tr("Cron jobs of %1").arg(job.key.role), crons, crons + 1) };
        plan.watch.goal = tr("Aurora lists the schedule");
        plan.canBeUndone = tr("Taking it off the schedule again; a run it began until then goes on.");
    } else {
        plan.effects = growthEffects(growth, reading.fresh);
        plan.canBeUndone = tr("Killing it again; what it has done until then stays.");
        plan.watch.goal = tr("all %1 run or have ended well").arg(job.instanceCount);
    }
    tellQuota(growthShift(growth.config, growth.count), reading.quota, plan);
    if (reading.populated.production.value_or(false))
        plan.warnings << tr(
            "It is a production job: where there is no room Aurora may end tasks that are preemptible.");
    plan.notTouched = tr("Every other job of %1. No machine is started.").arg(job.key.role);
    plan.facts.harm = actions::Harm::Disruptive;
    plan.facts.objects = job.isCron() ? 1 : job.instanceCount;
    plan.facts.production = context.production;
    if (actions::asksOf(plan.grade()).number)
        plan.question
            = { tr("How many tasks of %1 are active once it is created? Type the number:").arg(job.key.text()), 0 };
    plan.command = definitionCommand(context, u"job create"_s, job);
    if (table.items.first().ticked)
        plan.steps = { stepOf(job, reading) };
    return plan;
}

} // namespace verbs
