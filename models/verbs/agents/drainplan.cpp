// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/drainplan.h"

#include "models/core/tr.h"
#include "models/verbs/agents/agentreads.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using By = DrainVerb::By;

using core::tr;

QString tasksText(qint64 count)
{
    return counted(count, tr("1 task"), tr("%1 tasks"));
}

/// "runs capivara-http/2, bound to mesos-fixed, and 3 more that are not fault tolerant"; empty: nothing says so.
QString protectionOf(const QList<Endangered> &tasks)
{
    const auto first = std::ranges::find_if(tasks, [](const Endangered &task) { return !task.protection.isEmpty(); });
    if (first == tasks.end())
        return {};
    const auto more
        = std::ranges::count_if(tasks, [](const Endangered &task) { return !task.protection.isEmpty(); }) - 1;
    const QString text = tr("runs %1, not fault tolerant: %2").arg(first->name, first->protection);
    return more > 0 ? tr("%1; and %2 more").arg(text, core::formatCount(more)) : text;
}

actions::Item itemOf(const DrainReads &reads, qsizetype i, const actions::Request &request)
{
    const mesos::FreshAgent &agent = reads.agents[i];
    const QList<Endangered> tasks = reads.tasks.byAgent.value(agent.id);
    QStringList names;
    QStringList ids;
    for (const Endangered &task : tasks) {
        names << task.name;
        ids << task.id;
    }
    actions::Item item = agentItem(agent);
    item.facts = { reads.states[i], reads.draining[i] ? tr("is draining already") : core::formatCount(tasks.size()),
                   names.join(u", "_s) };
    item.seen = reads.states[i] + u';' + ids.join(u',');
    item.protection = reads.draining[i] ? QString() : protectionOf(tasks);
    return actions::tickedBy(request, item);
}

actions::Step stepOf(const mesos::FreshAgent &agent, int ends, By by, std::chrono::seconds grace)
{
    actions::Step step = agentStep(agent);
    step.ends = ends;
    if (by == By::Mesos) {
        step.call = u"DRAIN_AGENT %1 (%2), max_grace_period %3 s"_s.arg(agent.id, agent.hostname).arg(grace.count());
        step.payload.insert(u"grace"_s, static_cast<qint64>(grace.count()));
    } else {
        step.call = u"drainHosts [%1]"_s.arg(agent.hostname);
    }
    return step;
}

QStringList warningsOf(const actions::Item &item, const QList<Endangered> &tasks)
{
    QStringList warnings;
    for (const Endangered &task : tasks) {
        if (task.protection.isEmpty())
            continue;
        warnings << (item.isLocked() ? tr("%1 on %2 is not fault tolerant (%3): the agent is left out.")
                                     : tr("%1 on %2 is not fault tolerant (%3), and it ends."))
                        .arg(task.name, item.name, task.protection);
    }
    return warnings;
}

QList<actions::Effect> effectsOf(const DrainReads &reads, const QMap<QString, int> &lost, qint64 ended)
{
    qint64 here = 0;
    for (const QList<Endangered> &tasks : reads.tasks.byAgent)
        here += tasks.size();
    QList<actions::Effect> effects{ actions::countEffect(tr("Tasks on these agents that would end"), here,
                                                         here - ended) };
    for (auto it = lost.cbegin(); it != lost.cend(); ++it) {
        // The picture may be some seconds behind what was read afresh.
        const qint64 running = std::max<qint64>(reads.tasks.running.value(it.key()), it.value());
        actions::Effect effect = actions::countEffect(it.key(), running, running - it.value());
        effect.group = tr("Running tasks of jobs, at first");
        effect.bad = running == it.value();
        effects << effect;
    }
    return effects;
}

void describe(actions::Plan &plan, By by, int ended, qsizetype jobs, std::chrono::seconds grace)
{
    const QString what = tr("%1 of %2").arg(tasksText(ended), counted(jobs, tr("1 job"), tr("%1 jobs")));
    if (by == By::Mesos) {
        if (ended > 0) {
            plan.cannotBeUndone = tr("Mesos kills %1 at once, each with at most %2 to end. Nothing stops a drain that "
                                     "has begun. Whether they start again, and where, is up to their schedulers.")
                                      .arg(what, core::formatSpan(grace));
        }
        plan.canBeUndone = tr("Uncordon lets new tasks come. What has ended stays ended.");
        plan.notTouched = tr("The machines. The agents stay cordoned when they are drained; that is a guarantee.");
    } else {
        if (ended > 0) {
            plan.cannotBeUndone = tr("Aurora kills %1 at once, without waiting for others to run. It starts each anew "
                                     "elsewhere when there is room; their work is lost.")
                                      .arg(what);
        }
        plan.canBeUndone = tr("End maintenance lets Aurora's tasks come again. What has ended stays ended.");
        plan.notTouched
            = tr("Tasks of other frameworks on these hosts: they go on, and new ones may come. Only a cordon "
                 "or a drain of Mesos keeps all out.");
    }
}

} // namespace

std::chrono::seconds graceOf(const actions::Request &request)
{
    return std::chrono::seconds(request.what.value("grace"_L1).toInteger(DrainVerb::defaultGrace.count()));
}

actions::Plan drawDrain(const actions::Request &request, const DrainReads &reads, By by, const Context &context)
{
    const std::chrono::seconds grace = graceOf(request);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    actions::ItemTable table;
    table.nameTitle = tr("Agent");
    table.columns = { tr("Now"), tr("Tasks that end"), tr("Which") };
    QStringList names;
    QMap<QString, int> lost; // by job
    int ended = 0;
    for (qsizetype i = 0; i < reads.agents.size(); ++i) {
        const mesos::FreshAgent &agent = reads.agents[i];
        const QList<Endangered> tasks = reads.tasks.byAgent.value(agent.id);
        const actions::Item item = itemOf(reads, i, request);
        table.items << item;
        plan.warnings += warningsOf(item, tasks);
        if (!item.ticked || reads.draining[i])
            continue;
        plan.steps << stepOf(agent, static_cast<int>(tasks.size()), by, grace);
        names << agent.hostname;
        ended += static_cast<int>(tasks.size());
        for (const Endangered &task : tasks)
            ++lost[task.job];
    }
    plan.tables = { table };
    const auto count = static_cast<int>(names.size());
    const QString one = count == 1 ? names.first() : QString();
    plan.title.label = by == By::Mesos
        ? counted(count, tr("Drain %1").arg(one), tr("Drain %1 agents"))
        : counted(count, tr("Drain %1 of Aurora's tasks").arg(one), tr("Drain %1 hosts of Aurora's tasks"));
    plan.title.place = context.stack;
    plan.title.outcome = tr("Drained %1 of %2 agents");
    plan.title.late = tr("did not get empty");
    plan.title.touched = tr("%1, %2").arg(counted(count, tr("1 agent"), tr("%1 agents")), tasksText(ended));
    plan.facts.harm = by == By::Mesos && ended > 0 ? actions::Harm::Irreversible : actions::Harm::Disruptive;
    plan.facts.endsTasks = ended > 0;
    plan.facts.objects = count;
    plan.facts.ends = ended;
    plan.facts.production = context.production;
    plan.effects = effectsOf(reads, lost, ended);
    plan.question
        = { tr("Of the tasks on these agents that a drain would end, how many keep running? Type the number:"), 0 };
    describe(plan, by, ended, lost.size(), grace);
    plan.watch.goal = tr("all are drained");
    plan.watch.limit = (by == By::Mesos ? grace : 0s) + 10min;
    plan.command = context.command()
        + (by == By::Mesos ? u"host drain --grace %1s "_s.arg(grace.count()) : u"host maintenance drain "_s)
        + names.join(u' ');
    if (!request.unlocked.isEmpty())
        plan.command += u" --unlock "_s + request.unlocked.join(u',');
    return plan;
}

} // namespace verbs
