// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/processesplan.h"

#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Way = ProcessesVerb::Way;

using core::tr;

/// What a group does by itself, in an operator's words.
QString duty(const QString &process)
{
    if (process == "AZRebalance"_L1)
        return tr("spreads its machines evenly over the zones: it may terminate some to do so");
    if (process == "Launch"_L1)
        return tr("launches the machines that are missing");
    if (process == "Terminate"_L1)
        return tr("terminates machines beyond what is wanted");
    if (process == "ReplaceUnhealthy"_L1)
        return tr("terminates machines it takes for unhealthy, and launches others");
    if (process == "HealthCheck"_L1)
        return tr("looks whether its machines are healthy");
    if (process == "AlarmNotification"_L1)
        return tr("grows and shrinks by its policies' alarms");
    if (process == "ScheduledActions"_L1)
        return tr("grows and shrinks at its scheduled times");
    if (process == "AddToLoadBalancer"_L1)
        return tr("adds new machines to its load balancer");
    if (process == "InstanceRefresh"_L1)
        return tr("replaces its machines by an instance refresh");
    return tr("is a process of AWS this version does not know");
}

/// Whether AWS then ends machines some time, if not at once.
bool mayShrink(const QString &process)
{
    static const QStringList harmless{ u"Launch"_s, u"HealthCheck"_s, u"AddToLoadBalancer"_s };
    return !harmless.contains(process);
}

bool canBeEnded(const aws::GroupInstance &each)
{
    return each.inService() && !each.isProtected;
}

/// Puts a resumption together.
class Drawing
{
public:
    Drawing(const actions::Request &request, const FreshPools &pools, const aws::Group &group, Way way,
            const Context &context)
        : m_pools(pools)
        , m_group(group)
        , m_way(way)
        , m_context(context)
        , m_asked(request.what.value("processes"_L1).toVariant().toStringList())
    {
        m_plan.request = request;
        m_plan.readAt = context.clock->now();
    }

    actions::Plan plan();

private:
    void addRows();
    void countEnds();
    void addStep();
    void addEffects();
    void describe();
    int tasksAtRisk() const;

    const FreshPools &m_pools;
    const aws::Group &m_group;
    const Way m_way;
    const Context &m_context;
    const QStringList m_asked;
    QStringList m_chosen;
    QStringList m_riskyZones; ///< AWS chooses there; empty: anywhere
    int m_ends = 0; ///< machines AWS may end at once
    actions::Plan m_plan;
};

/// Those asked for are ticked, what else is suspended can be.
void Drawing::addRows()
{
    QStringList rows = m_group.suspended;
    if (m_way == Way::Suspend) {
        rows = m_asked;
        rows.removeIf([this](const QString &process) { return m_group.suspended.contains(process); });
    }
    rows.sort();
    actions::ItemTable table;
    table.nameTitle = tr("Process");
    table.columns = { tr("Now"), m_way == Way::Resume ? tr("Then AWS") : tr("No more") };
    for (const QString &process : std::as_const(rows)) {
        actions::Item item;
        item.key = item.name = process;
        item.facts = { m_way == Way::Resume ? tr("suspended") : tr("goes on"), duty(process) };
        item.ticked = item.tickedAtFirst = m_asked.contains(process);
        item = actions::tickedBy(m_plan.request, item);
        if (item.ticked)
            m_chosen << process;
        table.items << item;
    }
    if (rows.isEmpty()) {
        m_plan.warnings << (m_way == Way::Resume ? tr("Nothing of %1 is suspended.").arg(m_group.name)
                                                 : tr("It is suspended already."));
    }
    m_plan.tables << table;
}

void Drawing::countEnds()
{
    if (m_way == Way::Suspend)
        return;
    const auto machines
        = [this](auto &&are) { return static_cast<int>(std::ranges::count_if(m_group.instances, are)); };
    if (m_chosen.contains(u"AZRebalance"_s)) {
        for (const ZoneShare &share : evenShares(m_group)) {
            const int there = machines([&](const auto &each) { return canBeEnded(each) && each.zone == share.zone; });
            if (const int ends = std::min(there, share.now - share.then); ends > 0) {
                m_ends += ends;
                m_riskyZones << share.zone;
            }
        }
    }
    int others = 0;
    if (m_chosen.contains(u"Terminate"_s))
        others += std::max(0, machines(&aws::GroupInstance::inService) - m_group.desired);
    if (m_chosen.contains(u"ReplaceUnhealthy"_s))
        others += machines([](const aws::GroupInstance &each) { return each.inService() && !each.healthy; });
    if (others > 0)
        m_riskyZones.clear();
    m_ends = std::min(m_ends + others, machines(&aws::GroupInstance::inService));
}

int Drawing::tasksAtRisk() const
{
    int tasks = 0;
    for (const pools::Machine &machine : m_pools.joined->machinesOf(m_group.name)) {
        if (!machine.isProtected && (m_riskyZones.isEmpty() || m_riskyZones.contains(machine.zone)))
            tasks += static_cast<int>(machine.tasks);
    }
    return tasks;
}

void Drawing::addStep()
{
    if (m_chosen.isEmpty())
        return;
    actions::Step step;
    step.key = ProcessesVerb::verbName(m_way) + u'/' + m_group.name;
    step.object = u"pool/"_s + m_group.name;
    step.name = m_group.name;
    step.call = u"%1 %2 %3"_s.arg(m_way == Way::Resume ? u"ResumeProcesses"_s : u"SuspendProcesses"_s, m_group.name,
                                  m_chosen.join(u", "_s));
    step.payload = { { u"pool"_s, m_group.name }, { u"processes"_s, QJsonArray::fromStringList(m_chosen) } };
    step.ends = m_ends;
    m_plan.steps << step;
}

void Drawing::addEffects()
{
    if (m_way == Way::Suspend)
        return;
    if (m_chosen.contains(u"AZRebalance"_s)) {
        for (const ZoneShare &share : evenShares(m_group)) {
            actions::Effect zone = actions::countEffect(tr("Machines in %1").arg(share.zone), share.now, share.then);
            zone.bad = share.then < share.now;
            m_plan.effects << zone;
        }
    }
    const auto all = static_cast<int>(std::ranges::count_if(m_group.instances, &aws::GroupInstance::inService));
    actions::Effect sure
        = actions::countEffect(tr("Machines of %1 that are sure to stay").arg(m_group.name), all, all - m_ends);
    sure.bad = m_ends > 0;
    m_plan.effects << sure;
    m_plan.question = { tr("How many machines of %1 are sure to stay? Type the number:").arg(m_group.name),
                        static_cast<int>(m_plan.effects.size()) - 1 };
    if (m_ends == 0)
        return;
    actions::Effect tasks;
    tasks.touches = m_riskyZones.isEmpty() ? tr("Tasks on machines AWS chooses from")
                                           : tr("Tasks in %1, where AWS chooses").arg(m_riskyZones.join(u", "_s));
    tasks.before = core::formatCount(tasksAtRisk());
    tasks.after = tr("those on machines it ends are lost");
    tasks.bad = true;
    m_plan.effects << tasks;
}

void Drawing::describe()
{
    const bool resumes = m_way == Way::Resume;
    const QString what = m_chosen.isEmpty() ? m_asked.join(u", "_s) : m_chosen.join(u", "_s);
    m_plan.title.label = (resumes ? tr("Resume %1 of %2") : tr("Suspend %1 of %2")).arg(what, m_group.name);
    m_plan.title.place = m_context.stack;
    m_plan.title.outcome = (resumes ? tr("Resumed %1 of %2") : tr("Suspended %1 of %2")).arg(what, m_group.name);
    m_plan.title.touched = m_group.name;
    m_plan.facts.harm = m_ends > 0 ? actions::Harm::Irreversible : actions::Harm::Disruptive;
    m_plan.facts.endsTasks = m_ends > 0;
    m_plan.facts.ends = m_ends;
    m_plan.facts.production = m_context.production;
    m_plan.notTouched = tr("How many machines %1 wants, its limits and its zones.").arg(m_group.name);
    m_plan.command = m_context.command()
        + u"pool %1 %2 %3"_s.arg(resumes ? u"resume"_s : u"suspend"_s, m_group.name, what.split(u", "_s).join(u' '));
    if (!resumes) {
        m_plan.canBeUndone = tr("Resuming takes it back.");
        return;
    }
    m_plan.canBeUndone = tr("It is suspended again; machines that AWS has ended stay ended.");
    if (m_ends > 0) {
        m_plan.cannotBeUndone
            = counted(m_ends, tr("AWS may terminate 1 machine at once, whatever runs there. It waits for no task."),
                      tr("AWS may terminate %1 machines at once, whatever runs there. It waits for no task."));
        if (m_chosen.contains(u"AZRebalance"_s))
            m_plan.warnings << tr("Hold machines whose tasks shall stay first: AWS leaves held ones where they are.");
    } else if (std::ranges::any_of(m_chosen, mayShrink)) {
        m_plan.warnings << tr("AWS has nothing to end now. From now on it may, whenever the zones or the figures "
                              "differ, whatever runs there.");
    }
}

actions::Plan Drawing::plan()
{
    addRows();
    countEnds();
    addStep();
    addEffects();
    describe();
    return m_plan;
}

} // namespace

QList<ZoneShare> evenShares(const aws::Group &group)
{
    QList<ZoneShare> shares;
    for (const QString &zone : group.zones) {
        const auto there = std::ranges::count_if(
            group.instances, [&](const aws::GroupInstance &each) { return each.inService() && each.zone == zone; });
        shares << ZoneShare{ zone, static_cast<int>(there), static_cast<int>(there) };
    }
    std::ranges::stable_sort(shares, std::ranges::greater(), &ZoneShare::now);
    if (shares.size() < 2 || shares.first().now - shares.last().now < 2)
        return shares;
    int all = 0;
    for (const ZoneShare &share : std::as_const(shares))
        all += share.now;
    const auto zones = static_cast<int>(shares.size());
    for (int i = 0; i < zones; ++i)
        shares[i].then = all / zones + (i < all % zones ? 1 : 0); // who has more keeps the odd one
    return shares;
}

core::Result<actions::Plan> drawProcesses(const actions::Request &request, const FreshPools &pools, Way way,
                                          const Context &context)
{
    const core::Result<aws::Group> group = groupIn(pools, request.what.value("pool"_L1).toString());
    if (!group)
        return core::failure(group.error());
    return Drawing(request, pools, *group, way, context).plan();
}

} // namespace verbs
