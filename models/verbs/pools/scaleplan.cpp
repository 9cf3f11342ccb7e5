// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scaleplan.h"

#include "models/core/tr.h"
#include "models/verbs/pools/scaleeffects.h"
#include "models/verbs/pools/scaleorder.h"
#include "models/verbs/words.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using Mode = ScaleVerb::Mode;
using Order = ScaleVerb::Order;

constexpr auto onDemandTime = 20min; ///< of TrySpot, after the time-out, for on-demand machines to register

using core::tr;

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
    int registered(const QString &pool); ///< when it was planned first: machines come and go meanwhile
    void addSize(const aws::Group &group, int share);
    void addFilling(const Shares &shares);
    void describe(const Shares &shares);

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

void Drawing::addSize(const aws::Group &group, int share)
{
    const bool own = group.name == m_order.group && !m_order.sizes.isEmpty();
    const auto [min, max] = limitsOf(m_order, group);
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
void Drawing::addFilling(const Shares &shares)
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

void Drawing::describe(const Shares &shares)
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
    const Shares shares = sharesOf(m_order, m_pools);
    if (const QString why = flawOf(m_order, shares, m_pools); !why.isEmpty())
        return core::failure(unusable(why));
    for (const auto &[name, share] : shares)
        addSize(*m_pools.group(name), share);
    if (m_order.mode == Mode::TrySpot)
        addFilling(shares);
    addScaleEffects(&m_plan, m_order, shares, m_pools, m_context);
    describe(shares);
    return m_plan;
}

} // namespace

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
