// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/zonesplan.h"

#include "models/aws/calls.h"
#include "models/core/tr.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

const QString rebalancing = u"AZRebalance"_s;

using core::tr;

QStringList sorted(QStringList texts)
{
    texts.removeDuplicates();
    texts.sort();
    return texts;
}

/// What a group launches in: its subnets, or its zones where it has none.
QStringList placesOf(const aws::Group &group)
{
    return sorted(group.subnets.isEmpty() ? group.zones : group.subnets);
}

actions::Step stepOf(const QString &kind, const aws::Group &group, int phase)
{
    actions::Step step;
    step.key = kind + u'/' + group.name;
    step.object = u"pool/"_s + group.name;
    step.name = group.name;
    step.payload = { { u"kind"_s, kind }, { u"pool"_s, group.name } };
    step.phase = phase;
    step.things = 0;
    return step;
}

/// Puts a change of zones together.
class Drawing
{
public:
    Drawing(const actions::Request &request, const FreshPools &pools, const QList<aws::Subnet> &subnets,
            const aws::Group &group, const Context &context)
        : m_pools(pools)
        , m_subnets(subnets)
        , m_group(group)
        , m_context(context)
        , m_zones(request.what.value("zones"_L1).toVariant().toStringList())
        , m_exact(sorted(request.what.value("places"_L1).toVariant().toStringList()))
    {
        m_plan.request = request;
        m_plan.readAt = context.clock->now();
    }

    core::Result<actions::Plan> plan();

private:
    const aws::Subnet *subnet(const QString &id) const;
    QString zoneOf(const QString &place) const;
    QStringList zonesOf(const QStringList &places) const;
    QStringList usual(const QList<const aws::Subnet *> &there) const;
    void addRow(const QString &place, const QString &then, bool ticked);
    void offerPlaces();
    void offerSubnets(const QString &zone);
    QStringList wanted() const;
    void addSteps(const QStringList &places);
    void addEffects(const QStringList &places);
    void describe(const QStringList &places);

    const FreshPools &m_pools;
    const QList<aws::Subnet> &m_subnets;
    const aws::Group &m_group;
    const Context &m_context;
    const QStringList m_zones; ///< to be added
    const QStringList m_exact; ///< places it shall have, the way back; empty: its own and the ticked ones
    actions::Plan m_plan;
    actions::ItemTable m_table;
};

const aws::Subnet *Drawing::subnet(const QString &id) const
{
    const auto found = std::ranges::find(m_subnets, id, &aws::Subnet::id);
    return found == m_subnets.end() ? nullptr : &*found;
}

QString Drawing::zoneOf(const QString &place) const
{
    const aws::Subnet *const known = subnet(place);
    return known ? known->zone : place;
}

QStringList Drawing::zonesOf(const QStringList &places) const
{
    QStringList zones;
    for (const QString &place : places)
        zones << zoneOf(place);
    return sorted(zones);
}

/// Of several subnets in a zone those other groups launch in; a single one needs no choice.
QStringList Drawing::usual(const QList<const aws::Subnet *> &there) const
{
    QStringList used;
    for (const aws::Subnet *each : there) {
        const auto launches = [each](const aws::Group &group) { return group.subnets.contains(each->id); };
        if (there.size() == 1 || std::ranges::any_of(m_pools.aws->groups, launches))
            used << each->id;
    }
    return used;
}

void Drawing::addRow(const QString &place, const QString &then, bool ticked)
{
    const aws::Subnet *const known = subnet(place);
    actions::Item item;
    item.key = item.name = place;
    item.facts
        = { zoneOf(place), known ? core::formatCount(known->freeAddresses) : QString::fromUtf16(core::notKnown), then };
    item.ticked = item.tickedAtFirst = ticked;
    m_table.items << actions::tickedBy(m_plan.request, item);
}

void Drawing::offerSubnets(const QString &zone)
{
    const aws::Subnet *const own = subnet(m_group.subnets.value(0));
    QList<const aws::Subnet *> there;
    for (const aws::Subnet &each : m_subnets) {
        if (each.zone == zone && (!own || each.vpc == own->vpc))
            there << &each;
    }
    if (there.isEmpty())
        m_plan.warnings << tr("There is no subnet in %1 in the group's VPC.").arg(zone);
    const QStringList ticked = usual(there);
    for (const aws::Subnet *each : there)
        addRow(each->id, tr("%1 launches there, too").arg(m_group.name), ticked.contains(each->id));
}

void Drawing::offerPlaces()
{
    m_table.nameTitle = m_group.subnets.isEmpty() ? tr("Zone") : tr("Subnet");
    m_table.columns = { tr("Zone"), tr("Free addresses"), tr("Then") };
    if (!m_exact.isEmpty()) {
        for (const QString &place : placesOf(m_group)) {
            if (!m_exact.contains(place))
                addRow(place, tr("%1 launches there no more").arg(m_group.name), true);
        }
        return;
    }
    for (const QString &zone : m_zones) {
        if (m_group.zones.contains(zone))
            continue;
        if (m_group.subnets.isEmpty())
            addRow(zone, tr("%1 launches there, too").arg(m_group.name), true);
        else
            offerSubnets(zone);
    }
}

QStringList Drawing::wanted() const
{
    QStringList places = m_exact.isEmpty() ? placesOf(m_group) : m_exact;
    for (const actions::Item &item : m_table.items) {
        if (m_exact.isEmpty() ? item.ticked : !item.ticked)
            places << item.key;
    }
    return sorted(places);
}

void Drawing::addSteps(const QStringList &places)
{
    const bool hasMachines = std::ranges::any_of(m_group.instances, &aws::GroupInstance::inService);
    int phase = 0;
    if (hasMachines && !m_group.suspended.contains(rebalancing)) {
        actions::Step step = stepOf(u"suspend"_s, m_group, phase++);
        step.call = u"SuspendProcesses %1 %2"_s.arg(m_group.name, rebalancing);
        m_plan.steps << step;
    }
    const bool bySubnet = !m_group.subnets.isEmpty();
    actions::Step step = stepOf(u"places"_s, m_group, phase);
    step.call = u"UpdateAutoScalingGroup %1 %2=%3"_s.arg(
        m_group.name, bySubnet ? u"VPCZoneIdentifier"_s : u"AvailabilityZones"_s, places.join(u','));
    step.payload.insert(u"bySubnet"_s, bySubnet);
    step.payload.insert(u"places"_s, QJsonArray::fromStringList(places));
    step.payload.insert(u"before"_s, QJsonArray::fromStringList(placesOf(m_group)));
    step.things = 1;
    m_plan.steps << step;
}

void Drawing::addEffects(const QStringList &places)
{
    actions::Effect zones;
    zones.touches = tr("Zones %1 launches in").arg(m_group.name);
    zones.before = sorted(m_group.zones).join(u", "_s);
    zones.after = zonesOf(places).join(u", "_s);
    zones.binding = true;
    m_plan.effects << zones;
    const pools::Pool *const pool = m_pools.joined->pool(m_group.name);
    if (!pool || m_group.desired <= pool->launched || !m_exact.isEmpty())
        return;
    actions::Effect missing;
    missing.touches = tr("Machines it wants and has not");
    missing.before = core::formatCount(m_group.desired - pool->launched);
    missing.after = tr("are asked for in these zones");
    m_plan.effects << missing;
}

void Drawing::describe(const QStringList &places)
{
    QStringList added = zonesOf(places);
    added.removeIf([this](const QString &zone) { return m_group.zones.contains(zone); });
    if (added.isEmpty())
        added = m_zones;
    const bool isBack = !m_exact.isEmpty();
    m_plan.title.label = isBack ? tr("Set the zones of %1 back").arg(m_group.name)
                                : tr("Let %1 launch in %2, too").arg(m_group.name, added.join(u", "_s));
    m_plan.title.place = m_context.stack;
    m_plan.title.outcome = tr("Changed the zones of %1").arg(m_group.name);
    m_plan.title.touched = m_group.name;
    m_plan.facts.harm = actions::Harm::Disruptive;
    m_plan.facts.objects = 1;
    m_plan.facts.production = m_context.production;
    m_plan.canBeUndone = isBack ? QString() : tr("The former zones are set again; machines that came stay.");
    m_plan.notTouched = tr("Machines that are there, and what runs on them; how many %1 wants.").arg(m_group.name);
    if (m_plan.steps.size() > 1) {
        m_plan.warnings << tr("AZRebalance stays suspended: AWS would else end machines, with what runs there, to "
                              "spread them evenly. Resume… in the pool's menu lets it go on once that does no harm.");
    }
    m_plan.command = m_context.command() + u"pool zones %1 %2"_s.arg(m_group.name, zonesOf(places).join(u' '));
}

core::Result<actions::Plan> Drawing::plan()
{
    if (m_zones.isEmpty() && m_exact.isEmpty())
        return core::failure(unusable(tr("No zone is named.")));
    offerPlaces();
    const QStringList places = wanted();
    m_plan.tables << m_table;
    m_plan.seen = placesOf(m_group).join(u',');
    if (places != placesOf(m_group))
        addSteps(places);
    else if (m_table.items.isEmpty())
        m_plan.warnings << tr("%1 launches there already.").arg(m_group.name);
    addEffects(places);
    describe(places);
    return m_plan;
}

} // namespace

core::Result<actions::Plan> drawZones(const actions::Request &request, const FreshPools &pools,
                                      const QList<aws::Subnet> &subnets, const Context &context)
{
    const core::Result<aws::Group> group = groupIn(pools, request.what.value("pool"_L1).toString());
    if (!group)
        return core::failure(group.error());
    return Drawing(request, pools, subnets, *group, context).plan();
}

std::optional<ZonesStep> zonesStepOf(const actions::Step &step)
{
    const QString kind = step.payload.value("kind"_L1).toString();
    if (kind == "suspend"_L1)
        return ZonesStep::Suspend;
    if (kind == "places"_L1)
        return ZonesStep::Set;
    return std::nullopt;
}

aws::Call zonesCallOf(const actions::Step &step)
{
    const QString group = step.payload.value("pool"_L1).toString();
    if (zonesStepOf(step) == ZonesStep::Suspend)
        return aws::calls::suspend(group, { rebalancing });
    const QStringList places = step.payload.value("places"_L1).toVariant().toStringList();
    return step.payload.value("bySubnet"_L1).toBool() ? aws::calls::setSubnets(group, places)
                                                      : aws::calls::setZones(group, places);
}

bool zonesAreSet(const actions::Step &step, const aws::Group &group)
{
    if (zonesStepOf(step) == ZonesStep::Suspend)
        return group.suspended.contains(rebalancing);
    return placesOf(group) == sorted(step.payload.value("places"_L1).toVariant().toStringList());
}

} // namespace verbs
