// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/updates/startupdateplan.h"

#include "models/aurora/storedjob.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/definitionplan.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/updates/freshupdate.h"
#include "models/verbs/updates/updatesettings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QList<int> instancesOf(const QList<aurora::ConfigGroup> &groups)
{
    QList<int> list;
    for (const aurora::ConfigGroup &group : groups) {
        for (const aurora::InstanceRange &range : group.instances) {
            for (int instance = range.first; instance <= range.last; ++instance)
                list << instance;
        }
    }
    std::ranges::sort(list);
    return list;
}

struct Counts
{
    QList<int> added;
    QList<int> removed;
    QList<int> updated;
    QList<int> unchanged;

    explicit Counts(const aurora::UpdateDiff &diff)
        : added(instancesOf(diff.add))
        , removed(instancesOf(diff.remove))
        , updated(instancesOf(diff.update))
        , unchanged(instancesOf(diff.unchanged))
    {
    }
    int changes() const { return static_cast<int>(added.size() + removed.size() + updated.size()); }
    int ends() const { return static_cast<int>(removed.size() + updated.size()); }
};

QString countOf(const QList<int> &instances)
{
    return instances.isEmpty() ? u"0"_s : u"%1 (%2)"_s.arg(instances.size()).arg(rangesText(instances));
}

actions::Item itemOf(const actions::Request &request, const UpdateOrder &order, const Counts &counts,
                     const QList<aurora::Task> &active)
{
    actions::Item item;
    item.key = order.job.key.text();
    item.name = order.job.key.name;
    item.link = u"job/"_s + order.job.key.text();
    item.facts = { countOf(counts.updated), countOf(counts.added), countOf(counts.removed), countOf(counts.unchanged),
                   settingsWords(order.settings) };
    item.seen = u"updated %1; added %2; removed %3; "_s.arg(rangesText(counts.updated), rangesText(counts.added),
                                                            rangesText(counts.removed))
        + seenOf(active);
    return actions::tickedBy(request, item);
}

/// What is different, field by field; of several groups that are updated each with its instances.
QList<actions::Effect> changesOf(const UpdateOrder &order, const aurora::UpdateDiff &diff)
{
    QList<actions::Effect> effects;
    for (const aurora::ConfigGroup &group : diff.update) {
        const QString of = diff.update.size() == 1
            ? tr("Configuration")
            : tr("Configuration of instances %1").arg(rangesText(instancesOf({ group })));
        effects += changeEffects(of, jobs::difference(group.config, order.job.config));
    }
    return effects;
}

/// How the job was, for the way back; nothing where its instances differed or there was none.
std::optional<aurora::JobConfiguration> jobBefore(const UpdateOrder &order, const UpdateReading &reading)
{
    const QList<aurora::ConfigGroup> groups = reading.diff.update + reading.diff.remove + reading.diff.unchanged;
    if (groups.isEmpty() || reading.active.isEmpty())
        return std::nullopt;
    const aurora::TaskConfig &config = groups.first().config;
    if (!std::ranges::all_of(groups, [&](const aurora::ConfigGroup &group) { return group.config == config; }))
        return std::nullopt;
    aurora::JobConfiguration before = order.job;
    before.config = config;
    before.instanceCount = static_cast<int>(reading.active.size());
    return before;
}

QString commandOf(const UpdateOrder &order, const Context &context)
{
    const auto watch = std::chrono::duration_cast<std::chrono::seconds>(order.settings.minWaitInRunning);
    const QString words
        = u"job update start --batch-size %1 --watch %2s"_s.arg(order.settings.groupSize).arg(watch.count());
    return definitionCommand(context, words, order.job);
}

actions::Step stepOf(const UpdateOrder &order, const UpdateReading &reading, const Counts &counts)
{
    actions::Step step;
    step.key = order.job.key.text();
    step.object = order.job.key.text();
    step.name = order.job.key.name;
    step.item = order.job.key.text();
    step.call = u"startJobUpdate %1, instances %2"_s.arg(order.job.key.text()).arg(order.job.instanceCount);
    step.payload = toJson(order);
    if (const auto before = jobBefore(order, reading))
        step.payload.insert(u"before"_s, aurora::storedJob(*before));
    step.things = counts.changes();
    step.ends = counts.ends();
    return step;
}

} // namespace

QString refusalOf(const UpdateOrder &order)
{
    const QString job = order.job.key.text();
    if (order.job.isCron())
        return tr("%1 is a cron job; Aurora changes one by scheduling it again, not by an update.").arg(job);
    if (!order.job.config.isService)
        return tr("%1 is no service; Aurora updates services only. Kill it and create it anew.").arg(job);
    if (order.job.instanceCount < 1)
        return tr("%1 would have no instance; kill the job instead.").arg(job);
    return {};
}

actions::Plan startUpdatePlan(const actions::Request &request, const UpdateOrder &order, const UpdateReading &reading,
                              const Context &context)
{
    const aurora::JobKey &job = order.job.key;
    const Counts counts(reading.diff);
    const auto before = static_cast<int>(reading.active.size());
    actions::Plan plan;
    plan.request = request;
    plan.readAt = reading.readAt;
    plan.title.label = counted(counts.changes(), tr("Update 1 instance of %1").arg(job.name),
                               tr("Update %1 instances of %2").arg(u"%1"_s, job.name));
    plan.title.place = job.role + u'/' + job.environment;
    plan.title.outcome = tr("Updated %1 of %2 instances");
    plan.title.late = tr("did not get there");
    plan.title.touched = counted(counts.changes(), tr("1 instance"), tr("%1 instances"));
    actions::ItemTable table;
    table.nameTitle = tr("Job");
    table.columns = { tr("Updated"), tr("Added"), tr("Removed"), tr("Unchanged"), tr("How") };
    table.items = { itemOf(request, order, counts, reading.active) };
    plan.tables = { table };
    plan.facts = { counts.removed.isEmpty() ? actions::Harm::Disruptive : actions::Harm::Irreversible,
                   counts.ends() > 0,
                   false,
                   counts.changes(),
                   counts.ends(),
                   context.production,
                   actions::GradingFacts::defaultCap };
    const auto after = before + static_cast<int>(counts.added.size() - counts.removed.size());
    plan.effects = { actions::countEffect(tr("Instances of %1").arg(job.text()), before, after),
                     actions::countEffect(tr("Instances as they are now"), before,
                                          static_cast<qint64>(counts.unchanged.size())) };
    plan.effects += changesOf(order, reading.diff);
    plan.question = { tr("Of %1 instances, how many stay as they are now? Type the number:").arg(before), 1 };
    if (counts.ends() > 0)
        plan.cannotBeUndone = counted(counts.ends(), tr("1 task ends; its instance starts anew or is gone."),
                                      tr("%1 tasks end, a few at a time; their instances start anew or are gone."));
    plan.canBeUndone = jobBefore(order, reading)
        ? tr("Roll back while it rolls; afterwards another update to how it is now.")
        : tr("Roll back while it rolls.");
    plan.notTouched = tr("Instances that are as they should be: %1. Every other job.").arg(countOf(counts.unchanged));
    if (reading.inFlight)
        plan.others << tr("%1 is being updated by %2; Aurora refuses another update until that ends or is aborted.")
                           .arg(job.text(), reading.inFlight->user);
    if (counts.changes() == 0)
        plan.warnings << tr("The job is as it should be already; nothing is to be updated.");
    if (!counts.added.isEmpty() && before == 0)
        plan.warnings << tr("%1 has no active instance: this update creates it.").arg(job.text());
    plan.watch.goal = tr("the update is through");
    plan.watch.limit = rollingLimit(order.settings, counts.changes());
    plan.command = commandOf(order, context);
    if (table.items.first().ticked && counts.changes() > 0)
        plan.steps = { stepOf(order, reading, counts) };
    return plan;
}

} // namespace verbs
