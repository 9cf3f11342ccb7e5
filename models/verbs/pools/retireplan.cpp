// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/retireplan.h"

#include "models/core/tr.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/words.h"

#include <QJsonArray>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using Way = RetireVerb::Way;

constexpr qsizetype keepersShown = 8;
constexpr qsizetype othersShown = 20; ///< machines that could go in place of the chosen ones

using core::tr;

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts << each.toString();
    return texts;
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
        for (const QString &instance : std::as_const(named)) {
            if (free.contains(instance))
                continue;
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

/// What somebody closed before is not opened again by us either.
bool mustBeClosed(const Candidate &candidate)
{
    return !candidate.machine.agentId.isEmpty() && candidate.machine.state != pools::Machine::State::Closed;
}

/// Puts a retirement together, step by step.
class Drawing
{
public:
    Drawing(const actions::Request &request, const RetireReads &reads, Way way, const Context &context)
        : m_reads(reads)
        , m_way(way)
        , m_context(context)
        , m_pool(request.what.value("pool"_L1).toString())
        , m_replaces(way == Way::Cycle || request.what.value("replace"_L1).toBool())
    {
        m_plan.request = request;
        m_plan.readAt = context.clock->now();
    }

    core::Result<actions::Plan> plan(const QStringList &machines);

private:
    void addTables(const QStringList &machines);
    void addKeepers();
    void addSteps();
    void addMachine(const Candidate &candidate, int phase);
    QString flaw() const;
    void addEffects();
    void describe();
    int left() const
    {
        return m_reads.group ? m_reads.group->desired - (m_replaces ? 0 : count()) : running() - count();
    }
    int running() const { return static_cast<int>(m_reads.choice.candidates.size() + m_reads.choice.keepers.size()); }
    int count() const { return static_cast<int>(m_going.size()); }
    QStringList goingIds() const;

    const RetireReads &m_reads;
    const Way m_way;
    const Context &m_context;
    const QString m_pool;
    const bool m_replaces;
    QList<Candidate> m_going;
    bool m_rebalances = false;
    actions::Plan m_plan;
};

QStringList Drawing::goingIds() const
{
    QStringList ids;
    for (const Candidate &candidate : m_going)
        ids << candidate.machine.instance;
    return ids;
}

void Drawing::addTables(const QStringList &machines)
{
    actions::ItemTable table;
    table.nameTitle = tr("Machine");
    table.title = tr("Machines that go");
    table.columns = { tr("Agent"), tr("Zone"), tr("Waits for"), tr("Up for") };
    const QSet<QString> picked(machines.begin(), machines.end());
    qsizetype others = 0;
    for (const Candidate &candidate : m_reads.choice.candidates) {
        const bool isPicked = picked.contains(candidate.machine.instance);
        if (!isPicked && !m_plan.request.included.contains(candidate.machine.instance) && ++others > othersShown)
            continue;
        const actions::Item item = itemOf(candidate, isPicked, m_plan.request, m_plan.readAt);
        table.items << item;
        if (item.ticked)
            m_going << candidate;
    }
    table.note = tr("%1 of %2 that may go").arg(count()).arg(m_reads.choice.candidates.size());
    m_plan.tables << table;
}

/// Named with their reasons: whoever asks for more must know why these stay.
void Drawing::addKeepers()
{
    for (const Keeper &keeper : m_reads.choice.keepers.mid(0, keepersShown)) {
        actions::Effect effect;
        effect.group = tr("Never candidates: %1").arg(m_reads.choice.keepers.size());
        effect.touches = keeper.machine.agentHost.isEmpty() ? keeper.machine.instance : keeper.machine.agentHost;
        effect.before = keeper.reason;
        effect.after = tr("stays");
        m_plan.effects << effect;
    }
}

void Drawing::addMachine(const Candidate &candidate, int phase)
{
    const steps::Machine machine{ m_pool, candidate.machine.instance, QString::fromUtf8(candidate.machine.agentId),
                                  candidate.machine.agentHost };
    if (mustBeClosed(candidate))
        m_plan.steps << steps::close(machine, phase);
    m_plan.steps << (m_reads.group ? steps::endInGroup(machine, !m_replaces, phase) : steps::end(machine, phase));
}

/// Phases: what protects the keepers; the machines, a batch a phase; what is left as it shall be.
void Drawing::addSteps()
{
    int phase = 0;
    const QJsonObject sizes = m_plan.request.what.value("sizes"_L1).toObject();
    QStringList keepers;
    if (m_reads.group && m_way == Way::ScaleIn) {
        if (!sizes.isEmpty())
            m_plan.steps << steps::sizes(*m_reads.group, sizes, phase);
        const QStringList going = goingIds();
        for (const aws::GroupInstance &each : m_reads.group->instances) {
            if (!each.isProtected && each.inService() && !going.contains(each.id))
                keepers << each.id;
        }
        m_plan.steps += steps::protect(m_pool, keepers, true, phase);
        ++phase;
    }
    const int atOnce = m_way == Way::Cycle ? std::max(1, m_plan.request.what.value("atOnce"_L1).toInt(1)) : count();
    for (qsizetype i = 0; i < m_going.size(); i += atOnce) {
        const QList<Candidate> batch = m_going.mid(i, atOnce);
        // What is closed first cannot be given new work while the others wait.
        const qsizetype first = m_plan.steps.size();
        for (const Candidate &candidate : batch)
            addMachine(candidate, phase);
        std::stable_partition(m_plan.steps.begin() + first, m_plan.steps.end(),
                              [](const actions::Step &step) { return !step.gated; });
        if (m_way == Way::Cycle) {
            for (auto step = m_plan.steps.begin() + first; step != m_plan.steps.end(); ++step)
                step->payload.insert(u"registered"_s, m_plan.request.what.value("registered"_L1));
        }
        ++phase;
    }
    for (const Candidate &candidate : std::as_const(m_going)) {
        if (mustBeClosed(candidate))
            m_plan.steps << steps::open({ m_pool, candidate.machine.instance,
                                          QString::fromUtf8(candidate.machine.agentId), candidate.machine.agentHost },
                                        phase);
    }
    if (m_reads.group)
        m_plan.steps += steps::release(m_pool, keepers, wouldRebalance(*m_reads.group, {}), phase);
}

QString Drawing::flaw() const
{
    if (!m_reads.group)
        return {};
    const QJsonObject sizes = m_plan.request.what.value("sizes"_L1).toObject();
    const int min = sizes.value("min"_L1).toInt(m_reads.group->min);
    const int max = sizes.value("max"_L1).toInt(m_reads.group->max);
    if (min < 0 || min > max)
        return tr("At least %1 and at most %2 do not go together.").arg(min).arg(max);
    if (!m_replaces && left() < min) {
        return tr("%1 shall have at least %2 machines; %3 would be left. Give a smaller minimum, too.")
            .arg(m_pool)
            .arg(min)
            .arg(left());
    }
    if (left() > max)
        return tr("%1 shall have at most %2 machines; %3 would be left.").arg(m_pool).arg(max).arg(left());
    return changedSince(m_plan.request.what.value("seen"_L1).toObject(), *m_reads.group);
}

void Drawing::addEffects()
{
    if (m_reads.group) {
        m_plan.effects << actions::countEffect(tr("Machines %1 wants").arg(m_pool), m_reads.group->desired, left());
        m_plan.question = { tr("How many machines does %1 want after this? Type the number:").arg(m_pool), 0 };
    } else {
        m_plan.effects << actions::countEffect(tr("Machines of %1").arg(m_pool), running(), left());
        m_plan.question = { tr("How many machines does %1 have after this? Type the number:").arg(m_pool), 0 };
    }
    if (m_way == Way::Cycle || (m_way == Way::Terminate && m_replaces)) {
        // What is wanted stays as it is: the number is worked out from the machines that are not touched.
        m_plan.effects << actions::countEffect(tr("Machines of %1 that stay as they are").arg(m_pool), running(),
                                               running() - count());
        m_plan.question = { tr("How many machines of %1 stay as they are? Type the number:").arg(m_pool), 1 };
    }
    double cpus = 0;
    double memory = 0;
    double price = 0;
    qint64 waits = 0;
    QMap<QString, int> jobs;
    for (const Candidate &candidate : std::as_const(m_going)) {
        cpus += static_cast<double>(candidate.machine.total.cpus);
        memory += static_cast<double>(candidate.machine.total.mem);
        price += candidate.machine.price;
        waits += candidate.tasks.size();
        for (const Endangered &task : candidate.tasks)
            ++jobs[task.job];
    }
    const pools::Pool *pool = m_reads.pools.joined->pool(m_pool);
    const auto sum = [this](const QString &touches, double before, double delta, auto format) {
        actions::Effect effect;
        effect.touches = touches;
        effect.before = format(before);
        effect.after = format(before - delta);
        effect.delta = u"−"_s + format(delta);
        m_plan.effects << effect;
    };
    if (pool && !m_replaces) {
        sum(tr("CPUs of %1").arg(m_pool), pool->total.cpus, cpus, &core::formatCpus);
        sum(tr("Memory of %1, GiB").arg(m_pool), pool->total.mem, memory, &core::formatGib);
        m_plan.effects += priceEffect(*m_reads.pools.joined, -price);
    }
    // What else runs there is waited for, not ended.
    actions::Effect ended;
    ended.touches = tr("Tasks on them");
    ended.before = core::formatCount(waits);
    ended.after = tr("all end by themselves");
    ended.delta = u"0"_s;
    m_plan.effects << ended;
    for (auto job = jobs.cbegin(); job != jobs.cend(); ++job) {
        actions::Effect effect;
        effect.group = tr("Waited for, by job");
        effect.touches = job.key();
        effect.before = counted(job.value(), tr("1 task"), tr("%1 tasks"));
        effect.after = tr("ends by itself");
        m_plan.effects << effect;
    }
}

void Drawing::describe()
{
    const QString one = m_going.isEmpty() ? QString() : m_going.first().machine.instance;
    m_plan.title.label = labelOf(m_way, count(), m_pool, one, m_replaces);
    m_plan.title.place = m_context.stack;
    m_plan.title.outcome = m_replaces ? tr("Replaced %1 of %2 machines") : tr("Removed %1 of %2 machines");
    m_plan.title.late = m_replaces ? tr("are not replaced") : tr("are not gone");
    m_plan.title.touched = counted(count(), tr("1 machine, no task"), tr("%1 machines, no task"));
    m_plan.facts.harm = actions::Harm::Irreversible;
    m_plan.facts.wholesale = m_way == Way::Cycle;
    m_plan.facts.objects = count();
    m_plan.facts.ends = count();
    m_plan.facts.production = m_context.production;
    m_plan.cannotBeUndone
        = tr("What is on the disks of these machines is lost: sandboxes and logs of tasks that ended. The ends of the "
             "newest ten tasks' logs of each are saved here before.");
    m_plan.canBeUndone
        = m_replaces ? QString() : tr("Grow by as many. Until a machine is gone: Stop, and it takes tasks again.");
    m_plan.notTouched
        = tr("Every task: no new one comes to these machines, those that run end by themselves. A machine "
             "is terminated once the master said twice, 10 s apart, that nothing is left on it.");
    if (m_way != Way::Cycle)
        m_plan.warnings
            << tr("If demand returns, this stops by itself: when more tasks wait for %1 than now, the machines "
                  "that are left take tasks again.")
                   .arg(m_pool);
    if (m_rebalances)
        m_plan.warnings
            << tr("The zones of %1 will hold unequal numbers of machines, and AWS would move some by ending "
                  "others. The machines that stay keep their protection from scale-in.")
                   .arg(m_pool);
    m_plan.watch.goal = m_replaces ? tr("all are replaced and registered") : tr("all are gone");
    m_plan.watch.limit = m_replaces ? 20min : 10min;
}

core::Result<actions::Plan> Drawing::plan(const QStringList &machines)
{
    m_plan.request.what.insert(u"machines"_s, QJsonArray::fromStringList(machines));
    if (!m_plan.request.what.contains("pending"_L1)) {
        const pools::Pool *pool = m_reads.pools.joined->pool(m_pool);
        // Fixed, as the machines are: planned again, it is held against the same figures.
        m_plan.request.what.insert(u"pending"_s, pool ? pool->pending : 0);
        m_plan.request.what.insert(u"registered"_s, pool ? pool->registered : 0);
    }
    // One machine that does not go must not keep the others from it; each is looked at by itself.
    m_plan.request.batching.stopOnBadBatch = m_way == Way::Cycle;
    m_plan.request.batching.failuresInTotal = m_way == Way::Cycle ? 0 : static_cast<int>(machines.size());
    addTables(machines);
    m_rebalances = m_reads.group && m_way == Way::ScaleIn && wouldRebalance(*m_reads.group, goingIds())
        && !wouldRebalance(*m_reads.group, {});
    if (const QString why = flaw(); !why.isEmpty())
        return core::failure(unusable(why));
    if (!m_going.isEmpty())
        addSteps();
    addEffects();
    addKeepers();
    describe();
    m_plan.command = steps::commandOf(m_plan.request, m_way, m_context);
    return m_plan;
}

} // namespace

bool wouldRebalance(const aws::Group &group, const QStringList &leaving)
{
    if (group.zones.size() < 2 || group.suspended.contains(u"AZRebalance"_s))
        return false;
    QMap<QString, int> left;
    for (const QString &zone : group.zones)
        left.insert(zone, 0);
    for (const aws::GroupInstance &each : group.instances) {
        if (each.inService() && !leaving.contains(each.id))
            ++left[each.zone];
    }
    const auto [least, most] = std::ranges::minmax(left.values());
    return most - least > 1;
}

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
