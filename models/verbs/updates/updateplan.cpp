// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/updateplan.h"

#include "models/core/tr.h"
#include "models/verbs/jobs/selection.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using aurora::UpdateStatus;
using Way = UpdateVerb::Way;

using core::tr;

struct Words
{
    QString label; ///< %1: the job
    QString outcome;
    QString late;
    QString method;
    QString subcommand;
    QString then;
    QString goal;
};

Words wordsOf(Way way, bool back)
{
    switch (way) {
    case Way::Pause:
        return { tr("Pause the update of %1"),
                 tr("Paused the update of %1"),
                 tr("is not paused"),
                 u"pauseJobUpdate"_s,
                 u"pause"_s,
                 tr("no further instance is begun"),
                 tr("the update is paused") };
    case Way::Resume:
        return { tr("Resume the update of %1"),
                 tr("Resumed the update of %1"),
                 tr("does not go on"),
                 u"resumeJobUpdate"_s,
                 u"resume"_s,
                 back ? tr("goes on rolling back") : tr("goes on rolling forward"),
                 tr("the update goes on") };
    case Way::Abort:
        return { tr("Abort the update of %1"),
                 tr("Aborted the update of %1"),
                 tr("is not aborted"),
                 u"abortJobUpdate"_s,
                 u"abort"_s,
                 tr("every instance stays as it is"),
                 tr("the update is aborted") };
    case Way::RollBack:
        return { tr("Roll back the update of %1"),
                 tr("Rolled back %1 of %2 instances"),
                 tr("did not roll back"),
                 u"rollbackJobUpdate"_s,
                 u"rollback"_s,
                 tr("what was begun goes back"),
                 tr("the update is rolled back") };
    case Way::Pulse:
        break;
    }
    return { tr("Send a pulse to the update of %1"),
             tr("Sent a pulse to the update of %1"),
             {},
             u"pulseJobUpdate"_s,
             u"pulse"_s,
             tr("goes on until the next pulse is due"),
             {} };
}

QString countOf(const QList<int> &instances)
{
    return instances.isEmpty() ? u"0"_s : u"%1 (%2)"_s.arg(instances.size()).arg(rangesText(instances));
}

actions::Item itemOf(const actions::Request &request, const FreshUpdate &fresh, const QString &then)
{
    const aurora::UpdateSummary &summary = fresh.details.summary;
    const aurora::UpdateProgress &progress = fresh.progress;
    const QList<int> &done = aurora::goesBack(summary.status) ? progress.rolledBack : progress.updated;
    actions::Item item;
    item.key = summary.key.job.text();
    item.name = summary.key.job.name;
    item.link = u"job/"_s + summary.key.job.text();
    item.facts = { statusText(summary.status),
                   tr("%1 of %2").arg(done.size()).arg(progress.all.size()),
                   countOf(progress.working),
                   countOf(progress.failed),
                   summary.user,
                   core::formatAge(summary.created, fresh.readAt),
                   then };
    return actions::tickedBy(request, item);
}

/// Instances whose task ends because the update goes on, or back.
qsizetype endsOf(Way way, const FreshUpdate &fresh)
{
    const aurora::UpdateProgress &progress = fresh.progress;
    if (way == Way::RollBack)
        return progress.all.size(); // at most: it goes on until the call arrives
    if (way != Way::Resume)
        return 0;
    if (aurora::goesBack(fresh.details.summary.status))
        return progress.touched().size() - progress.rolledBack.size();
    const QList<int> left = progress.waiting() + progress.working;
    return std::ranges::count_if(left, [&](int instance) { return progress.existing.contains(instance); });
}

QList<actions::Effect> effectsOf(Way way, const FreshUpdate &fresh)
{
    const aurora::UpdateProgress &progress = fresh.progress;
    const bool back = aurora::goesBack(fresh.details.summary.status);
    const auto all = progress.all.size();
    if (way == Way::RollBack)
        return { actions::countEffect(tr("Instances the update changes"), all, 0) };
    if (back) {
        const auto left = progress.touched().size() - progress.rolledBack.size();
        return { actions::countEffect(tr("Instances still to be rolled back"), left, way == Way::Resume ? 0 : left) };
    }
    return { actions::countEffect(tr("Instances as the update wants them"), progress.updated.size(),
                                  way == Way::Resume ? all : progress.updated.size()) };
}

void fillConsequences(Way way, const FreshUpdate &fresh, actions::Plan &plan)
{
    const aurora::UpdateProgress &progress = fresh.progress;
    const bool back = aurora::goesBack(fresh.details.summary.status);
    switch (way) {
    case Way::Pause:
        plan.facts.harm = actions::Harm::Reversible;
        plan.canBeUndone = tr("Resume takes it back.");
        plan.notTouched = progress.working.isEmpty()
            ? tr("Every task that runs.")
            : tr("Every task that runs. What is under way (%1) starts, and is not watched while it is paused.")
                  .arg(rangesText(progress.working));
        return;
    case Way::Resume:
        plan.facts.harm = actions::Harm::Disruptive;
        plan.question = { back ? tr("How many instances are still to be rolled back when it is through? Type the "
                                    "number:")
                               : tr("How many instances are as the update wants them when it is through? Type the "
                                    "number:"),
                          0 };
        plan.canBeUndone = tr("Pause holds it again; what was changed until then stays.");
        return;
    case Way::Abort:
        plan.facts.harm = actions::Harm::Disruptive;
        plan.cannotBeUndone = tr("An aborted update cannot go on or back: %1 of %2 instances are as it wanted them, "
                                 "the others as before, until another update.")
                                  .arg(progress.updated.size())
                                  .arg(progress.all.size());
        plan.notTouched = tr("Every task that runs.");
        return;
    case Way::RollBack:
        plan.facts.harm = actions::Harm::Disruptive;
        plan.question = { tr("Of %1 instances the update changes, how many stay changed after this? Type the number:")
                              .arg(progress.all.size()),
                          0 };
        plan.cannotBeUndone = tr("Each of the %1 instances begun so far ends once more and starts as it was before.")
                                  .arg(progress.touched().size());
        plan.notTouched = tr("Instances the update has not begun.");
        return;
    case Way::Pulse:
        plan.facts.harm = actions::Harm::Reversible;
        plan.canBeUndone = tr("Without a further pulse it waits again.");
        return;
    }
}

} // namespace

QString refusalOf(Way way, const FreshUpdate &fresh)
{
    const aurora::UpdateSummary &summary = fresh.details.summary;
    const QString job = summary.key.job.text();
    const QString status = statusText(summary.status);
    if (!aurora::isActive(summary.status))
        return tr("The update of %1 has ended %2 ago: %3.")
            .arg(job, core::formatAge(summary.lastModified, fresh.readAt), status);
    const auto pulses = fresh.details.instructions.settings.blockIfNoPulsesAfter;
    if (way == Way::Pulse && (!pulses || pulses->count() <= 0))
        return tr("The update of %1 takes no pulses; it rolls by itself.").arg(job);
    if (UpdateVerb::fits(way, summary.status))
        return {};
    switch (way) {
    case Way::Pause:
        return tr("The update of %1 is paused already (%2).").arg(job, status);
    case Way::Resume:
        return tr("The update of %1 is not paused (%2).").arg(job, status);
    case Way::RollBack:
        return tr("The update of %1 goes back already (%2).").arg(job, status);
    case Way::Pulse:
        return tr("The update of %1 is paused (%2); a pulse does not wake it.").arg(job, status);
    case Way::Abort:
        break;
    }
    return {};
}

actions::Plan updatePlan(Way way, const actions::Request &request, const FreshUpdate &fresh, const Context &context)
{
    const aurora::UpdateSummary &summary = fresh.details.summary;
    const aurora::JobKey &job = summary.key.job;
    const Words words = wordsOf(way, aurora::goesBack(summary.status));
    actions::Plan plan;
    plan.request = request;
    plan.readAt = fresh.readAt;
    plan.title.label = words.label.arg(job.name);
    plan.title.place = job.role + u'/' + job.environment;
    plan.title.outcome = way == Way::RollBack ? words.outcome : words.outcome.arg(job.name);
    plan.title.late = words.late;
    plan.title.touched = tr("1 update");
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Update"), tr("Done"), tr("Under way"), tr("Failed"), tr("By"), tr("Age"), tr("Then") };
    table.items = { itemOf(request, fresh, words.then) };
    plan.tables = { table };
    // Of the states only what the call depends on: it may roll on meanwhile, or wait for a pulse.
    plan.seen = aurora::isPaused(summary.status) ? u"paused"_s : u"rolling"_s;
    plan.seen += aurora::goesBack(summary.status) ? u" back"_s : u" forward"_s;
    plan.facts.production = context.production;
    plan.facts.ends = static_cast<int>(endsOf(way, fresh));
    plan.facts.endsTasks = plan.facts.ends > 0;
    plan.facts.objects = std::max(1, plan.facts.ends);
    plan.effects = effectsOf(way, fresh);
    fillConsequences(way, fresh, plan);
    plan.watch.goal = words.goal;
    if (way == Way::RollBack)
        plan.watch.limit = rollingLimit(fresh.details.instructions.settings, fresh.progress.all.size());
    plan.command = context.command() + u"job update %1 %2 %3"_s.arg(words.subcommand, job.text(), summary.key.id);
    if (!table.items.first().ticked)
        return plan;
    actions::Step step;
    step.key = summary.key.id;
    step.object = job.text();
    step.name = job.name;
    step.item = job.text();
    step.call = u"%1 %2 %3"_s.arg(words.method, job.text(), summary.key.id);
    step.payload = toJson(summary.key);
    step.payload.insert(u"status"_s, statusText(summary.status)); // the audit's "before"
    step.things = way == Way::RollBack ? static_cast<int>(fresh.progress.all.size()) : 1;
    step.ends = plan.facts.ends;
    plan.steps = { step };
    return plan;
}

} // namespace verbs
