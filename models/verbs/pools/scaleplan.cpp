// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scaleplan.h"

#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/verbs/pools/accounteffects.h"
#include "models/verbs/pools/placement.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using Mode = ScaleVerb::Mode;
using Order = ScaleVerb::Order;

constexpr auto onDemandTime = 20min; ///< of TrySpot, after the time-out, for on-demand machines to register

using core::tr;

QString typeOf(const aws::Group &group)
{
    return !group.instances.isEmpty() ? group.instances.first().type : group.types.value(0);
}

/// Dollars an hour of one more machine, on average over the group's zones; NaN: not known.
double priceOf(const aws::Group &group, const FreshPools &pools, const Context &context)
{
    const QString type = typeOf(group);
    constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();
    if (!group.isSpot())
        return context.prices.value(type, notKnown);
    double sum = 0;
    int zones = 0;
    for (const aws::SpotPrice &price : pools.aws->spotPrices) {
        if (price.type == type && group.zones.contains(price.zone)) {
            sum += price.dollars;
            ++zones;
        }
    }
    return zones > 0 ? sum / zones : notKnown;
}

actions::Step stepOf(const QString &kind, const aws::Group &group, int registered)
{
    actions::Step step;
    step.key = kind + u'/' + group.name;
    step.object = u"pool/"_s + group.name;
    step.name = group.name;
    step.payload = {
        { u"kind"_s, kind }, { u"pool"_s, group.name }, { u"from"_s, group.desired }, { u"registered"_s, registered }
    };
    step.things = 0;
    return step;
}

/// Puts a scaling together.
class Drawing
{
public:
    Drawing(const actions::Request &request, const FreshPools &pools, const Context &context)
        : m_order(ScaleVerb::orderOf(request))
        , m_pools(pools)
        , m_context(context)
    {
        m_plan.request = request;
        m_plan.readAt = context.clock->now();
    }

    core::Result<actions::Plan> plan();

private:
    QString flaw(const QList<QPair<QString, int>> &shares) const;
    QString flawOfSizes(const aws::Group &group, int share) const;
    int registered(const QString &pool); ///< when it was planned first: machines come and go meanwhile
    void addSize(const aws::Group &group, int share);
    void addFilling(const QList<QPair<QString, int>> &shares);
    void addEffects(const QList<QPair<QString, int>> &shares);
    void addLimits(const QList<QPair<QString, int>> &shares);
    void addPlacement(const QList<QPair<QString, int>> &shares);
    void describe(const QList<QPair<QString, int>> &shares);

    const Order m_order;
    const FreshPools &m_pools;
    const Context &m_context;
    actions::Plan m_plan;
};

int Drawing::registered(const QString &name)
{
    QJsonObject known = m_plan.request.what.value("registered"_L1).toObject();
    if (!known.contains(name)) {
        const pools::Pool *const pool = m_pools.joined->pool(name);
        known.insert(name, pool ? pool->registered : 0);
        m_plan.request.what.insert(u"registered"_s, known);
    }
    return known.value(name).toInt();
}

QString Drawing::flawOfSizes(const aws::Group &group, int share) const
{
    const bool own = group.name == m_order.group;
    const int min = own ? m_order.sizes.value("min"_L1).toInt(group.min) : group.min;
    const int max = own ? m_order.sizes.value("max"_L1).toInt(group.max) : group.max;
    if (min < 0 || min > max)
        return tr("At least %1 and at most %2 machines do not go together.").arg(min).arg(max);
    const int after = group.desired + share;
    if (after > max) {
        return tr("%1 may have at most %2 machines; %3 would be wanted. Give a larger maximum, too.")
            .arg(group.name)
            .arg(max)
            .arg(after);
    }
    if (after < min) {
        return tr("%1 shall have at least %2 machines; only %3 would be wanted. Grow it by more, or give a smaller "
                  "minimum.")
            .arg(group.name)
            .arg(min)
            .arg(after);
    }
    if (group.suspended.contains(u"Launch"_s) && share > 0)
        return tr("%1 launches nothing: its process Launch is suspended. Resume it first.").arg(group.name);
    return {};
}

QString Drawing::flaw(const QList<QPair<QString, int>> &shares) const
{
    if (m_order.by < 0)
        return tr("To shrink, use pool drain: it ends no task.");
    if (m_order.by == 0 && (m_order.sizes.isEmpty() || m_order.mode != Mode::Group))
        return tr("Nothing is asked for: give a number of machines.");
    if (shares.isEmpty())
        return tr("This stack has no spot group.");
    for (const auto &[name, share] : shares) {
        const core::Result<aws::Group> group = groupIn(m_pools, name);
        if (!group)
            return group.error().detail;
        if (QString why = flawOfSizes(*group, share); !why.isEmpty())
            return why;
    }
    if (m_order.mode == Mode::Spot)
        return {};
    const core::Result<aws::Group> group = groupIn(m_pools, m_order.group);
    if (!group)
        return group.error().detail;
    if (m_order.mode == Mode::TrySpot) {
        if (group->isSpot())
            return tr("%1 gives spot machines; name the group of on-demand ones.").arg(group->name);
        if (QString why = flawOfSizes(*group, m_order.by); !why.isEmpty())
            return why;
    }
    return changedSince(m_order.seen, *group);
}

void Drawing::addSize(const aws::Group &group, int share)
{
    const bool own = group.name == m_order.group && !m_order.sizes.isEmpty();
    const int min = own ? m_order.sizes.value("min"_L1).toInt(group.min) : group.min;
    const int max = own ? m_order.sizes.value("max"_L1).toInt(group.max) : group.max;
    const int to = group.desired + share;
    actions::Step step = stepOf(u"size"_s, group, registered(group.name));
    QStringList changes;
    if (min != group.min)
        changes << u"min %1 → %2"_s.arg(group.min).arg(min);
    if (max != group.max)
        changes << u"max %1 → %2"_s.arg(group.max).arg(max);
    if (share != 0)
        changes << u"desired %1 → %2"_s.arg(group.desired).arg(to);
    step.call = u"UpdateAutoScalingGroup %1 %2"_s.arg(group.name, changes.join(u", "_s));
    step.payload.insert(u"to"_s, to);
    if (own) {
        step.payload.insert(u"min"_s, min);
        step.payload.insert(u"max"_s, max);
    }
    step.things = share > 0 ? share : 1;
    m_plan.steps << step;
}

/// After the time-out: what spot did not give is given back, then asked for as on-demand machines.
void Drawing::addFilling(const QList<QPair<QString, int>> &shares)
{
    QStringList spot;
    for (const auto &[name, share] : shares) {
        const aws::Group *const group = m_pools.group(name);
        actions::Step step = stepOf(u"trim"_s, *group, registered(name));
        step.call = tr("SetDesiredCapacity %1 to what it got, after %2 min").arg(name).arg(m_order.timeout.count());
        step.gated = true;
        m_plan.steps << step;
        spot << name;
    }
    const aws::Group *const group = m_pools.group(m_order.group);
    actions::Step step = stepOf(u"fill"_s, *group, registered(group->name));
    step.call = tr("SetDesiredCapacity %1 %2 → up to %3: as many as spot did not give")
                    .arg(group->name)
                    .arg(group->desired)
                    .arg(group->desired + m_order.by);
    step.gated = true;
    step.payload.insert(u"by"_s, m_order.by);
    QJsonArray before;
    for (const auto &[name, share] : shares)
        before << QJsonObject{ { u"pool"_s, name }, { u"from"_s, m_pools.group(name)->desired } };
    step.payload.insert(u"spot"_s, before);
    m_plan.steps << step;
}

void Drawing::addEffects(const QList<QPair<QString, int>> &shares)
{
    double cost = 0;
    double cpus = 0;
    double memory = 0;
    pools::Pool before;
    for (const auto &[name, share] : shares) {
        const aws::Group *const group = m_pools.group(name);
        actions::Effect machines
            = actions::countEffect(tr("Machines %1 wants").arg(name), group->desired, group->desired + share);
        machines.binding = true;
        m_plan.effects << machines;
        cost += share * priceOf(*group, m_pools, m_context);
        const QList<pools::Machine> those = m_pools.joined->machinesOf(name);
        const auto largest
            = std::ranges::max_element(those, {}, [](const pools::Machine &each) { return each.total.cpus; });
        if (const pools::Pool *pool = m_pools.joined->pool(name)) {
            before.total.cpus += pool->total.cpus;
            before.total.mem += pool->total.mem;
        }
        if (largest != those.end()) {
            cpus += share * static_cast<double>(largest->total.cpus);
            memory += share * static_cast<double>(largest->total.mem);
        }
    }
    const auto sum = [this](const QString &touches, double from, double added, auto format) {
        actions::Effect effect;
        effect.touches = touches;
        effect.before = format(from);
        effect.after = format(from + added);
        effect.delta = u'+' + format(added);
        m_plan.effects << effect;
    };
    if (cpus > 0) {
        sum(tr("CPUs"), before.total.cpus, cpus, &core::formatCpus);
        sum(tr("Memory, GiB"), before.total.mem, memory, &core::formatGib);
    }
    m_plan.effects += priceEffect(*m_pools.joined, cost);
    if (std::isnan(cost))
        m_plan.warnings << tr("What these machines cost is not known: the stacks file names no price of their type.");
}

/// Of "try spot" the worst case: all come as on-demand machines.
void Drawing::addLimits(const QList<QPair<QString, int>> &shares)
{
    QList<NewMachines> asked;
    for (const auto &[name, share] : shares) {
        const aws::Group *const group = m_pools.group(name);
        asked << NewMachines{ typeOf(*group), group->isSpot(), share };
    }
    if (m_order.mode == Mode::TrySpot) {
        const aws::Group *const group = m_pools.group(m_order.group);
        asked << NewMachines{ typeOf(*group), group->isSpot(), m_order.by };
    }
    addAccountLimits(&m_plan, *m_pools.aws, asked);
}

void Drawing::addPlacement(const QList<QPair<QString, int>> &shares)
{
    int placed = 0;
    int pending = 0;
    QStringList unhelped;
    for (const auto &[name, share] : shares) {
        for (const Placement &each : placedBy(m_pools, name, share, m_context.poolAttribute)) {
            actions::Effect effect;
            effect.group = tr("Waiting tasks it would place");
            effect.touches = shares.size() > 1 ? tr("%1 on %2").arg(each.job, name) : each.job;
            effect.before = counted(each.pending, tr("1 waits"), tr("%1 wait"));
            effect.after = tr("%1 of %2 placed").arg(each.placed).arg(each.pending);
            effect.delta = each.why;
            m_plan.effects << effect;
            placed += each.placed;
            pending += each.pending;
            if (each.placed == 0)
                unhelped << tr("%1, which %2").arg(each.job, each.why);
        }
        const pools::Pool *const pool = m_pools.joined->pool(name);
        if (pool && pool->refusal) {
            m_plan.warnings << tr("AWS refuses %1 in %2 since %3%4.")
                                   .arg(pool->refusal->error.type, pool->refusal->error.zone,
                                        core::formatClock(pool->refusal->first, m_plan.readAt),
                                        pool->refusal->error.otherZones.isEmpty()
                                            ? QString()
                                            : tr("; it names %1").arg(pool->refusal->error.otherZones.join(u", "_s)));
        }
    }
    if (pending > 0 && placed == 0 && shares.size() == 1)
        m_plan.warnings << tr("It does not help %1.").arg(waitingText(unhelped));
}

void Drawing::describe(const QList<QPair<QString, int>> &shares)
{
    const int by = m_order.by;
    const QString what = m_order.mode == Mode::Group ? m_order.group
        : shares.size() == 1                         ? shares.first().first
                                                     : tr("%1 spot groups").arg(shares.size());
    if (by == 0) {
        m_plan.title.label = tr("Change the limits of %1").arg(m_order.group);
        m_plan.title.outcome = tr("Changed the limits of %1").arg(m_order.group);
        m_plan.title.touched = m_order.group;
    } else {
        m_plan.title.label
            = counted(by, tr("Grow %1 by 1 machine").arg(what), tr("Grow %1 by %2 machines").arg(what, u"%1"_s));
        m_plan.title.outcome
            = m_order.mode == Mode::TrySpot ? tr("Asked for %2 machines") : tr("%1 of %2 machines came");
        m_plan.title.touched = counted(by, tr("1 machine"), tr("%1 machines"));
        m_plan.watch.goal = tr("all have registered with Mesos");
        m_plan.watch.limit = m_order.mode == Mode::TrySpot ? onDemandTime : m_order.timeout;
        m_plan.canBeUndone = tr("Scale in by as many, which ends no task.");
    }
    m_plan.title.place = m_context.stack;
    m_plan.title.late = tr("did not register");
    m_plan.facts.harm = actions::Harm::Disruptive;
    m_plan.facts.objects = static_cast<int>(shares.size());
    m_plan.facts.production = m_context.production;
    m_plan.notTouched = tr("Machines that are there, and what runs on them.");
    if (m_order.mode == Mode::TrySpot) {
        m_plan.warnings << tr("Tasks bound to %1 run on no spot machine: their pool is another.").arg(m_order.group);
    }
    m_plan.command
        = m_context.command() + u"pool scale %1 +%2"_s.arg(m_order.group.isEmpty() ? what : m_order.group).arg(by);
    if (m_order.mode != Mode::Group)
        m_plan.command += u' ' + ScaleVerb::modeWord(m_order.mode);
    m_plan.command += u" %1m"_s.arg(m_order.timeout.count());
    for (const QString &limit : { u"min"_s, u"max"_s }) {
        if (m_order.sizes.contains(limit))
            m_plan.command += u" %1=%2"_s.arg(limit).arg(m_order.sizes.value(limit).toInt());
    }
}

core::Result<actions::Plan> Drawing::plan()
{
    const QList<QPair<QString, int>> shares = sharesOf(m_order, m_pools);
    if (const QString why = flaw(shares); !why.isEmpty())
        return core::failure(unusable(why));
    for (const auto &[name, share] : shares)
        addSize(*m_pools.group(name), share);
    if (m_order.mode == Mode::TrySpot)
        addFilling(shares);
    addEffects(shares);
    addLimits(shares);
    addPlacement(shares);
    describe(shares);
    return m_plan;
}

} // namespace

QList<QPair<QString, int>> sharesOf(const Order &order, const FreshPools &pools)
{
    if (order.mode == Mode::Group)
        return { { order.group, order.by } };
    QList<const aws::Group *> groups;
    for (const aws::Group &group : pools.aws->groups) {
        if (order.spot.isEmpty() ? group.isSpot() : order.spot.contains(group.name))
            groups << &group;
    }
    const auto refuses = [&pools](const aws::Group *group) {
        const pools::Pool *const pool = pools.joined->pool(group->name);
        return pool && pool->refusal.has_value();
    };
    // Where AWS has just refused nothing is asked for, as long as there is another place.
    if (!std::ranges::all_of(groups, refuses) && order.spot.isEmpty())
        groups.removeIf(refuses);
    QList<QPair<QString, int>> shares;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const auto each = static_cast<int>(order.by / groups.size() + (i < order.by % groups.size() ? 1 : 0));
        if (each > 0)
            shares << qMakePair(groups[i]->name, each);
    }
    return shares;
}

std::optional<ScaleStep> scaleStepOf(const actions::Step &step)
{
    const QString kind = step.payload.value("kind"_L1).toString();
    if (kind == "size"_L1)
        return ScaleStep::Size;
    if (kind == "trim"_L1)
        return ScaleStep::Trim;
    if (kind == "fill"_L1)
        return ScaleStep::Fill;
    return std::nullopt;
}

core::Result<actions::Plan> drawScaling(const actions::Request &request, const FreshPools &pools,
                                        const Context &context)
{
    return Drawing(request, pools, context).plan();
}

} // namespace verbs
