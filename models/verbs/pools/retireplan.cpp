// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/retireplan.h"

#include "models/core/tr.h"
#include "models/verbs/pools/retirement.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/words.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using Way = RetireVerb::Way;

constexpr qsizetype othersShown = 20; ///< machines that could go in place of the chosen ones

using core::tr;

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts << each.toString();
    return texts;
}

bool isGone(const QString &instance, const RetireReads &reads)
{
    const QList<pools::Machine> &machines = reads.pools.joined->machines;
    const auto machine = std::ranges::find(machines, instance, &pools::Machine::instance);
    return machine == machines.end() || machine->state == pools::Machine::State::Leaving;
}

/// The machines that shall go, in order: those the request names, else as many of the first as it asks for.
core::Result<QStringList> chosen(const actions::Request &request, const RetireReads &reads, Way way,
                                 const QString &pool)
{
    QStringList candidates;
    for (const Candidate &candidate : reads.choice.candidates)
        candidates << candidate.machine.instance;
    if (request.what.contains("machines"_L1)) {
        QStringList named = textsOf(request.what.value("machines"_L1));
        const QSet<QString> free(candidates.begin(), candidates.end());
        const QStringList asked = named;
        for (const QString &instance : asked) {
            if (free.contains(instance))
                continue;
            if (asked.size() > 1 && isGone(instance, reads)) {
                named.removeOne(instance); // AWS was quicker: the others go all the same
                continue;
            }
            const auto keeper = std::ranges::find(reads.choice.keepers, instance,
                                                  [](const Keeper &each) { return each.machine.instance; });
            return core::failure(unusable(keeper == reads.choice.keepers.end()
                                              ? tr("%1 is no machine of %2 any more.").arg(instance, pool)
                                              : tr("%1 cannot go: it %2.").arg(instance, keeper->reason)));
        }
        return named;
    }
    if (way != Way::ScaleIn)
        return candidates;
    const auto by = request.what.value("by"_L1).toInt();
    if (by > candidates.size()) {
        return core::failure(
            unusable(tr("Only %1 of the %2 machines of %3 may go; %4 stay: %5.")
                         .arg(candidates.size())
                         .arg(candidates.size() + reads.choice.keepers.size())
                         .arg(pool)
                         .arg(reads.choice.keepers.size())
                         .arg(reads.choice.keepers.isEmpty() ? QString() : reads.choice.keepers.first().reason)));
    }
    return candidates.mid(0, by);
}

actions::Item itemOf(const Candidate &candidate, bool chosen, const actions::Request &request,
                     const core::TimePoint &now)
{
    const pools::Machine &machine = candidate.machine;
    actions::Item item;
    item.key = machine.instance;
    item.name = machine.instance;
    item.facts = { machine.agentHost.isEmpty() ? tr("no agent") : machine.agentHost, machine.zone, workText(candidate),
                   core::formatSpan(now - machine.since) };
    if (!machine.agentId.isEmpty())
        item.link = u"agent/"_s + QString::fromUtf8(machine.agentId);
    // Which tasks run is not part of it: they end by themselves, whichever they are.
    item.seen = QString::fromUtf8(machine.agentId);
    item.tickedAtFirst = chosen;
    return actions::tickedBy(request, item);
}

QString labelOf(Way way, int count, const QString &pool, const QString &one, bool replace)
{
    switch (way) {
    case Way::ScaleIn:
        return counted(count, tr("Scale in %1 by 1 machine").arg(pool),
                       tr("Scale in %1 by %2 machines").arg(pool, u"%1"_s));
    case Way::Cycle:
        return counted(count, tr("Cycle 1 machine of %1").arg(pool), tr("Cycle %2 machines of %1").arg(pool, u"%1"_s));
    case Way::Stop:
        return counted(count, tr("Stop 1 machine of %1").arg(pool), tr("Stop %2 machines of %1").arg(pool, u"%1"_s));
    case Way::Terminate:
        break;
    }
    return replace ? counted(count, tr("Replace %1").arg(one), tr("Replace %1 machines"))
                   : counted(count, tr("Terminate %1").arg(one), tr("Terminate %1 machines"));
}

/// Puts a retirement together, step by step.
class Drawing
{
public:
    Drawing(const actions::Request &request, const RetireReads &reads, Way way, const Context &context)
        : m_context(context)
        , m_of{ reads,
                way,
                request.what.value("pool"_L1).toString(),
                way == Way::Cycle || request.what.value("replace"_L1).toBool(),
                {} }
    {
        m_plan.request = request;
        m_plan.readAt = context.clock->now();
    }

    core::Result<actions::Plan> plan(const QStringList &machines);

private:
    void addTables(const QStringList &machines);
    QString flaw() const;
    void describe(bool rebalances);

    const Context &m_context;
    Retirement m_of;
    actions::Plan m_plan;
};

void Drawing::addTables(const QStringList &machines)
{
    actions::ItemTable table;
    table.nameTitle = tr("Machine");
    table.title = tr("Machines that go");
    table.columns = { tr("Agent"), tr("Zone"), tr("Waits for"), tr("Up for") };
    const QSet<QString> picked(machines.begin(), machines.end());
    qsizetype others = 0;
    for (const Candidate &candidate : m_of.reads.choice.candidates) {
        const bool isPicked = picked.contains(candidate.machine.instance);
        if (!isPicked && !m_plan.request.included.contains(candidate.machine.instance) && ++others > othersShown)
            continue;
        const actions::Item item = itemOf(candidate, isPicked, m_plan.request, m_plan.readAt);
        table.items << item;
        if (item.ticked)
            m_of.going << candidate;
    }
    table.note = tr("%1 of %2 that may go").arg(m_of.count()).arg(m_of.reads.choice.candidates.size());
    m_plan.tables << table;
}

QString Drawing::flaw() const
{
    if (!m_of.reads.group)
        return {};
    const QJsonObject sizes = m_plan.request.what.value("sizes"_L1).toObject();
    const int min = sizes.value("min"_L1).toInt(m_of.reads.group->min);
    const int max = sizes.value("max"_L1).toInt(m_of.reads.group->max);
    if (min < 0 || min > max)
        return tr("At least %1 and at most %2 do not go together.").arg(min).arg(max);
    if (!m_of.replaces && m_of.left() < min) {
        return tr("%1 shall have at least %2 machines; %3 would be left. Give a smaller minimum, too.")
            .arg(m_of.pool)
            .arg(min)
            .arg(m_of.left());
    }
    if (m_of.left() > max)
        return tr("%1 shall have at most %2 machines; %3 would be left.").arg(m_of.pool).arg(max).arg(m_of.left());
    return changedSince(m_plan.request.what.value("seen"_L1).toObject(), *m_of.reads.group);
}

void Drawing::describe(bool rebalances)
{
    const QString one = m_of.going.isEmpty() ? QString() : m_of.going.first().machine.instance;
    m_plan.title.label = labelOf(m_of.way, m_of.count(), m_of.pool, one, m_of.replaces);
    m_plan.title.place = m_context.stack;
    m_plan.title.outcome = m_of.replaces ? tr("Replaced %1 of %2 machines") : tr("Removed %1 of %2 machines");
    m_plan.title.late = m_of.replaces ? tr("are not replaced") : tr("are not gone");
    m_plan.title.touched = counted(m_of.count(), tr("1 machine, no task"), tr("%1 machines, no task"));
    m_plan.facts.harm = actions::Harm::Irreversible;
    m_plan.facts.wholesale = m_of.way == Way::Cycle;
    m_plan.facts.objects = m_of.count();
    m_plan.facts.ends = m_of.count();
    m_plan.facts.production = m_context.production;
    m_plan.cannotBeUndone
        = tr("What is on the disks of these machines is lost: sandboxes and logs of tasks that ended. The ends of the "
             "newest ten tasks' logs of each are saved here before.");
    m_plan.canBeUndone
        = m_of.replaces ? QString() : tr("Grow by as many. Until a machine is gone: Stop, and it takes tasks again.");
    m_plan.notTouched
        = tr("Every task: no new one comes to these machines, those that run end by themselves. A machine "
             "is terminated once the master said twice, 10 s apart, that nothing is left on it.");
    if (m_of.way != Way::Cycle)
        m_plan.warnings
            << tr("If demand returns, this stops by itself: when more tasks wait for %1 than now, the machines "
                  "that are left take tasks again.")
                   .arg(m_of.pool);
    if (rebalances)
        m_plan.warnings
            << tr("The zones of %1 will hold unequal numbers of machines, and AWS would move some by ending "
                  "others. The machines that stay keep their protection from scale-in.")
                   .arg(m_of.pool);
    m_plan.watch.goal = m_of.replaces ? tr("all are replaced and registered") : tr("all are gone");
    m_plan.watch.limit = m_of.replaces ? 20min : 10min;
}

core::Result<actions::Plan> Drawing::plan(const QStringList &machines)
{
    m_plan.request.what.insert(u"machines"_s, QJsonArray::fromStringList(machines));
    if (!m_plan.request.what.contains("pending"_L1)) {
        const pools::Pool *pool = m_of.reads.pools.joined->pool(m_of.pool);
        // Fixed, as the machines are: planned again, it is held against the same figures.
        m_plan.request.what.insert(u"pending"_s, pool ? pool->pending : 0);
        m_plan.request.what.insert(u"registered"_s, pool ? pool->registered : 0);
    }
    // One machine that does not go must not keep the others from it; each is looked at by itself.
    m_plan.request.batching.stopOnBadBatch = m_of.way == Way::Cycle;
    m_plan.request.batching.failuresInTotal = m_of.way == Way::Cycle ? 0 : static_cast<int>(machines.size());
    addTables(machines);
    if (const QString why = flaw(); !why.isEmpty())
        return core::failure(unusable(why));
    if (!m_of.going.isEmpty())
        m_plan.steps = retirementSteps(m_of, m_plan.request);
    addRetirementEffects(&m_plan, m_of);
    const auto &group = m_of.reads.group;
    describe(group && m_of.way == Way::ScaleIn && wouldRebalance(*group, m_of.goingIds())
             && !wouldRebalance(*group, {}));
    m_plan.command = steps::commandOf(m_plan.request, m_of.way, m_context);
    return m_plan;
}

} // namespace

core::Result<actions::Plan> drawRetirement(const actions::Request &request, const RetireReads &reads, Way way,
                                           const Context &context)
{
    const QString pool = request.what.value("pool"_L1).toString();
    const core::Result<QStringList> machines = chosen(request, reads, way, pool);
    if (!machines)
        return core::failure(machines.error());
    return Drawing(request, reads, way, context).plan(*machines);
}

} // namespace verbs
