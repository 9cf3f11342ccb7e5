// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/stop/stopplan.h"

#include "models/core/tr.h"
#include "models/verbs/jobs/jobeffects.h"
#include "models/verbs/night/stop/leftovers.h"
#include "models/verbs/night/stop/lonelymachines.h"
#include "models/verbs/night/stop/stopsteps.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

/// Puts a plan together table by table; what is ticked goes into the steps.
class StopDraft
{
public:
    StopDraft(const actions::Request &request, const StopWish &wish, const StopScope &scope, const Context &context)
        : m_wish(wish)
        , m_scope(scope)
        , m_context(context)
    {
        m_plan.request = request;
        m_plan.readAt = scope.run.readAt;
    }

    actions::Plan plan()
    {
        addNodes();
        addJobs();
        addFrameworks();
        addLook();
        addWords();
        addEffects();
        return m_plan;
    }

private:
    void addNodes();
    void addJobs();
    void addFrameworks();
    void addLook();
    void addWords();
    void addEffects();
    void addMachines();
    bool endsAsOne() const { return m_wish.isWhole() && m_stopped.size() == m_scope.open.size(); }
    int killedTasks() const;

    const StopWish &m_wish;
    const StopScope &m_scope;
    const Context &m_context;
    actions::Plan m_plan;
    QList<airflow::TaskInstance> m_stopped;
    int m_running = 0; ///< of these
    QList<LiveJob> m_killed;
    QList<DrivenFramework> m_torn;
};

void StopDraft::addNodes()
{
    actions::ItemTable table;
    table.title = tr("Nodes that end");
    table.nameTitle = tr("Node");
    table.columns = itemColumns();
    for (const airflow::TaskInstance &instance : m_scope.open) {
        actions::Item item = itemOf(instance, m_scope.run.readAt);
        item.seen = u"open"_s; // from waiting to running changes nothing about its end
        item = actions::tickedBy(m_plan.request, item);
        table.items.prepend(item); // people read from the top of the graph
        if (!item.ticked)
            continue;
        m_stopped << instance;
        m_running += airflow::isActive(instance.state);
    }
    m_plan.tables << table;
    if (m_stopped.isEmpty())
        return;
    if (endsAsOne()) {
        m_plan.steps << runStep(m_wish, nodeCount(m_stopped), m_running);
        return;
    }
    QString last;
    for (const airflow::TaskInstance &instance : std::as_const(m_stopped)) {
        m_plan.steps << nodeStep(m_wish, instance, endOf(m_scope.run, instance), instance.taskId != last);
        last = instance.taskId;
    }
}

/// What the nodes left running, too: a node that has failed may have a job that has not. What a node left that
/// succeeded may be what it was for.
void StopDraft::addJobs()
{
    if (m_scope.jobs.live.isEmpty())
        return;
    actions::ItemTable table;
    table.title = tr("Jobs alive behind them, killed");
    table.nameTitle = tr("Job");
    table.columns = liveJobColumns() << tr("Remark");
    for (const LiveJob &live : m_scope.jobs.live) {
        actions::Item item = itemOf(live, m_scope.run.readAt);
        const bool isDone
            = std::ranges::all_of(live.nodes, [this](const QString &node) { return m_scope.done.contains(node); });
        item.facts << (isDone               ? tr("its node is done")
                           : live.older > 0 ? tr("%1 older than the run stay").arg(live.older)
                                            : QString());
        item.tickedAtFirst = !isDone;
        item.protection = m_context.protection.reason(live.tasks.first().config, m_context.poolAttribute);
        item = actions::tickedBy(m_plan.request, item);
        table.items << item;
        if (!item.ticked)
            continue;
        m_killed << live;
        m_plan.steps << killStepOf(live, stopphase::jobs);
        if (const aurora::UpdateSummary *update = m_scope.jobs.fresh.updateOf(live.job))
            m_plan.others << tr("%1 is being updated by %2; Aurora refuses to kill it until that ends or is aborted.")
                                 .arg(live.job.text(), update->user);
    }
    m_plan.tables << table;
}

/// Only of jobs that end here or have ended: a framework whose driver goes on is in use.
void StopDraft::addFrameworks()
{
    actions::ItemTable table;
    table.title = tr("Spark frameworks of these jobs, torn down once their driver has ended");
    table.nameTitle = tr("Framework");
    table.columns = { tr("Id"), tr("State"), tr("Driver"), tr("CPUs") };
    for (const DrivenFramework &each : m_scope.frameworks) {
        const auto sameJob = [&](const LiveJob &live) { return live.job == each.driver; };
        const bool isAlive = std::ranges::any_of(m_scope.jobs.live, sameJob);
        const auto killed = std::ranges::find_if(m_killed, sameJob);
        if (isAlive && killed == m_killed.end())
            continue;
        actions::Item item;
        item.key = each.framework.id;
        item.name = each.framework.name;
        item.link = u"framework/"_s + each.framework.id;
        item.facts = { each.framework.id, each.framework.active ? tr("active") : tr("inactive"), each.driver.text(),
                       QLocale().toString(each.framework.cpus, 'f', 1) };
        item.seen = each.driver.text();
        item.tickedAtFirst = each.isCertain;
        item = actions::tickedBy(m_plan.request, item);
        table.items << item;
        if (!item.ticked)
            continue;
        m_torn << each;
        m_plan.steps << frameworkStep(each);
    }
    if (!table.items.isEmpty())
        m_plan.tables << table;
}

void StopDraft::addLook()
{
    if (m_plan.steps.isEmpty())
        return;
    StopEnd end;
    end.wish = m_wish;
    end.since = m_scope.run.run.start;
    end.endsRun = endsAsOne() && !m_stopped.isEmpty();
    for (const airflow::TaskInstance &instance : std::as_const(m_stopped))
        end.nodes << airflow::Reference{ instance.taskId, instance.mapIndex };
    for (const LiveJob &live : std::as_const(m_killed))
        end.jobs << live.job;
    for (const DrivenFramework &each : std::as_const(m_torn))
        end.frameworks << each.framework.id;
    m_plan.steps << lookStep(end);
}

int StopDraft::killedTasks() const
{
    return std::accumulate(m_killed.begin(), m_killed.end(), 0,
                           [](int sum, const LiveJob &live) { return sum + static_cast<int>(live.tasks.size()); });
}

void StopDraft::addWords()
{
    const int nodes = nodeCount(m_stopped);
    const int tasks = killedTasks();
    const auto frameworks = static_cast<int>(m_torn.size());
    QStringList what;
    if (nodes > 0)
        what << counted(nodes, tr("1 node"), tr("%1 nodes"));
    if (tasks > 0)
        what << counted(tasks, tr("1 task"), tr("%1 tasks"));
    if (frameworks > 0)
        what << counted(frameworks, tr("1 framework"), tr("%1 frameworks"));
    m_plan.title.label
        = m_wish.isWhole() ? tr("Stop the run") : tr("Stop %1 and below").arg(m_wish.roots.join(u", "_s));
    m_plan.title.place = m_wish.dagId;
    m_plan.title.touched = what.isEmpty() ? tr("nothing") : what.join(u", "_s);
    m_plan.title.outcome = nodes > 0 ? tr("Stopped %1 of %2 nodes") : tr("Ended what the nodes left");
    m_plan.title.late = tr("did not end");
    m_plan.facts = { tasks + frameworks > 0 ? actions::Harm::Irreversible : actions::Harm::Disruptive,
                     m_running + tasks + frameworks > 0,
                     m_wish.isWhole(),
                     nodes + tasks + frameworks,
                     m_running + tasks + frameworks,
                     m_context.production,
                     actions::GradingFacts::defaultCap };
    QStringList lost;
    core::Duration work{};
    for (const LiveJob &live : std::as_const(m_killed))
        work += runningTime(live.tasks, m_scope.run.readAt).sum;
    if (tasks > 0)
        lost << tr("%1 of work are lost by %2.")
                    .arg(core::formatSpan(work), counted(tasks, tr("1 task"), tr("%1 tasks")));
    if (frameworks > 0)
        lost << tr("A torn down framework cannot register again under its id.");
    m_plan.cannotBeUndone = lost.join(u' ');
    if (nodes > 0)
        m_plan.canBeUndone = counted(nodes, tr("Resume clears this node again."),
                                     tr("Resume clears these %1 nodes again; what they did is done anew."));
    const int others = m_scope.run.nodeCount() - nodes;
    m_plan.notTouched = counted(others, tr("1 other node of the run, every other run, every other job."),
                                tr("%1 other nodes of the run, every other run, every other job."));
    for (const QString &run : m_scope.otherRuns)
        m_plan.others << tr("%1 is under way as well: a job that both made cannot be told apart.").arg(run);
    m_plan.warnings += m_scope.jobs.untouched;
    if (m_wish.isWhole() && !m_stopped.isEmpty() && !endsAsOne())
        m_plan.warnings << tr("Some nodes go on, so the run does; it ends when they have ended.");
    if (!m_context.aurora)
        m_plan.warnings << tr("Jobs are not looked for: the stack names no Aurora.");
    if (!m_scope.knowsFrameworks)
        m_plan.warnings << tr("Spark frameworks are not looked for: there is no Mesos master to ask.");
    m_plan.watch.goal = tr("two looks in a row find nothing left");
    QStringList words{ u"dag stop"_s, m_wish.runId };
    m_plan.command = m_context.command() + (words + m_wish.roots).join(u' ');
}

void StopDraft::addEffects()
{
    const int total = m_scope.run.nodeCount();
    const int nodes = nodeCount(m_stopped);
    int active = 0;
    QList<Chosen> ended;
    for (const LiveJob &live : m_scope.jobs.live)
        active += static_cast<int>(live.tasks.size()) + live.older;
    for (const LiveJob &live : std::as_const(m_killed))
        ended << live.chosen();
    // The number is asked of what others do not change while somebody reads: the role's tasks come and go.
    if (nodes > 0) {
        m_plan.effects << actions::countEffect(tr("Nodes that stay as they are"), total, total - nodes);
        m_plan.question = { tr("Of %1 nodes of the run, how many stay as they are? Type the number:").arg(total), 0 };
    } else {
        m_plan.effects << actions::countEffect(tr("Tasks of the run's jobs"), active, active - killedTasks());
        m_plan.question
            = { tr("Of %1 tasks of the run's jobs, how many stay after this? Type the number:").arg(active), 0 };
    }
    if (!ended.isEmpty())
        m_plan.effects << killEffects(selectionOf(m_killed), m_scope.jobs.fresh, ended);
    if (!m_scope.frameworks.isEmpty())
        m_plan.effects << actions::countEffect(tr("Spark frameworks of the run"), m_scope.frameworks.size(),
                                               m_scope.frameworks.size() - m_torn.size());
    addMachines();
}

void StopDraft::addMachines()
{
    const mesos::Snapshot picture = m_context.picture ? m_context.picture->snapshot() : nullptr;
    if (!picture || (m_killed.isEmpty() && m_torn.isEmpty()))
        return;
    QSet<QString> tasks;
    for (const LiveJob &live : std::as_const(m_killed)) {
        for (const aurora::Task &task : live.tasks)
            tasks.insert(task.id);
    }
    QSet<QString> frameworks;
    for (const DrivenFramework &each : std::as_const(m_torn))
        frameworks.insert(each.framework.id);
    const QList<LonelyMachine> machines = lonelyMachines(*picture, tasks, frameworks, m_context.poolAttribute);
    if (machines.isEmpty())
        return;
    actions::Effect idle = actions::countEffect(tr("Machines that only they use"), machines.size(), machines.size());
    idle.after = tr("%1 idle").arg(machines.size());
    m_plan.effects << idle;
    m_plan.warnings << tr("Machines that only they use stay up and cost: %1.").arg(wordsOf(machines));
}

} // namespace

actions::Plan stopPlan(const actions::Request &request, const StopWish &wish, const StopScope &scope,
                       const Context &context)
{
    return StopDraft(request, wish, scope, context).plan();
}

} // namespace verbs
