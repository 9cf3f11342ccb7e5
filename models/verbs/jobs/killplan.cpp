// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/killplan.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/batchoptions.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/jobs/logskept.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// What becomes of a job when these tasks are killed.
QString thenOf(const Chosen &row)
{
    const auto killed = static_cast<int>(row.tasks.size());
    if (killed < row.active)
        return tr("%1 of %2 keep running").arg(row.active - killed).arg(row.active);
    return row.config.isService ? tr("the service is gone until it is created again") : tr("the job is gone");
}

actions::Item itemOf(const Chosen &row, const RunningTime &time, const actions::Request &request,
                     const Context &context, bool bulk)
{
    const QString pool = poolOf(row.config, context.poolAttribute);
    actions::Item item;
    item.key = row.job.text();
    item.name = row.job.name;
    item.facts = { tr("%1 of %2").arg(row.tasks.size()).arg(row.active),
                   time.longest.count() > 0 ? core::formatSpan(time.longest) : tr("not running"),
                   time.sum.count() > 0 ? core::formatSpan(time.sum) : u"0"_s, pool.isEmpty() ? tr("any") : pool,
                   thenOf(row) };
    item.link = u"job/"_s + row.job.text();
    item.seen = seenOf(row.tasks);
    if (bulk)
        item.protection = context.protection.reason(row.config, context.poolAttribute);
    return actions::tickedBy(request, item);
}

actions::Step stepOf(const aurora::JobKey &job, const QList<aurora::Task> &tasks)
{
    InstanceStep payload{ job, {} };
    for (const aurora::Task &task : tasks)
        payload.tasks.append({ task.instance, task.id });
    const QString instances = rangesText(payload.instances());
    actions::Step step;
    step.key = job.text() + u'/' + instances;
    step.object = job.text();
    step.name = job.name + u'/' + instances;
    step.call = u"killTasks %1 [%2]"_s.arg(job.text(), instances);
    step.item = job.text();
    step.payload = toJson(payload);
    step.things = static_cast<int>(tasks.size());
    step.ends = step.things;
    return step;
}

QList<actions::Step> stepsOf(const Chosen &row, bool onePerInstance)
{
    if (!onePerInstance)
        return { stepOf(row.job, row.tasks) };
    QList<actions::Step> steps;
    for (const aurora::Task &task : row.tasks)
        steps << stepOf(row.job, { task });
    return steps;
}

actions::Title titleOf(int tasks, int jobs, const Selection &selection)
{
    actions::Title title;
    title.place = selection.place();
    const QString ofJobs = counted(jobs, tr("1 job"), tr("%1 jobs"));
    title.label = counted(tasks, tr("Kill 1 task"), tr("Kill %1 tasks"));
    if (!selection.isOneJob())
        title.label = tr("%1 of %2").arg(title.label, ofJobs);
    title.outcome = tr("Killed %1 of %2 tasks");
    title.late = tr("did not end");
    title.touched = tr("%1 of %2").arg(counted(tasks, tr("1 task"), tr("%1 tasks")), ofJobs);
    return title;
}

} // namespace

actions::Plan killPlan(const actions::Request &request, const Selection &selection, const FreshJobs &fresh,
                       const Context &context)
{
    QStringList missing;
    const QList<Chosen> chosen = choose(selection, fresh, &missing);
    const bool bulk = selection.isBulk();

    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    plan.warnings = missing;
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Instances"), tr("Running for"), tr("Work lost"), tr("Pool"), tr("Then") };
    QList<Chosen> killed;
    core::Duration lost{};
    for (const Chosen &row : chosen) {
        const RunningTime time = runningTime(row.tasks, fresh.readAt);
        const actions::Item item = itemOf(row, time, request, context, bulk);
        table.items << item;
        if (!item.ticked)
            continue;
        killed << row;
        lost += time.sum;
        plan.steps += stepsOf(row, request.batching.size > 0);
        plan.others += othersAt(row);
        if (const aurora::UpdateSummary *update = fresh.updateOf(row.job))
            plan.others << tr("%1 is being updated by %2; Aurora refuses to kill it until that ends or is aborted.")
                               .arg(row.job.text(), update->user);
    }
    plan.tables = { table };

    const int tasks = plan.things();
    plan.title = titleOf(tasks, static_cast<int>(killed.size()), selection);
    plan.facts = { actions::Harm::Irreversible,      true, false, tasks, tasks, context.production,
                   actions::GradingFacts::defaultCap };
    plan.effects = killEffects(selection, fresh, killed);
    plan.question = { tr("Of %1 active tasks in %2, how many stay after this? Type the number:")
                          .arg(plan.effects.first().before, scopeText(selection)),
                      0 };
    plan.cannotBeUndone = lost.count() > 0
        ? tr("%1 of work are lost by %2.").arg(core::formatSpan(lost), counted(tasks, tr("1 task"), tr("%1 tasks")))
        : counted(tasks, tr("1 task ends; it does not run yet."), tr("%1 tasks end; none of them runs yet."));
    plan.cannotBeUndone += u' ' + logsKeptText();
    plan.notTouched = notTouchedText(fresh, killed, tasks);
    plan.rolling = actions::Rolling::Batches;
    plan.watch.goal = tr("all %1 have ended").arg(tasks);
    plan.command = context.command() + u"job kill "_s + batchOptions(request.batching, {}, plan.rolling)
        + argumentsText(request, killed);
    return plan;
}

} // namespace verbs
