// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window knows of the pools' page before it is built: its place in the rail, the palette, what can be done to
/// pools and machines, and the badge.
#include "models/core/format.h"
#include "models/pools/words.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "ui/pools/poolspage.h"
#include "ui/tablepage/holdmenu.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Pools by name, machines by the id EC2 gave them and by their private address.
QList<Findable> findPools(const stack::Stack &stack, const QString &needle, int limit)
{
    QList<Findable> found;
    const pools::Snapshot picture = stack.poolBoard()->pools();
    if (!picture || needle.isEmpty())
        return found;
    for (const pools::Pool &pool : picture->pools) {
        if (found.size() < limit && pool.name.contains(needle, Qt::CaseInsensitive))
            found.append({ { links::ObjectRef::Kind::Pool, pool.name.toUtf8() },
                           pool.name,
                           PoolsPage::tr("pool, %1 agents").arg(core::formatCount(pool.registered)),
                           pools::stateWord(pool.state) });
    }
    for (const pools::Machine &machine : picture->machines) {
        const bool isMeant = machine.instance.contains(needle, Qt::CaseInsensitive) || machine.address.contains(needle);
        if (found.size() < limit && isMeant && !machine.instance.isEmpty())
            found.append({ { links::ObjectRef::Kind::Machine, machine.instance.toUtf8() },
                           machine.instance,
                           PoolsPage::tr("machine of %1, %2, %3").arg(machine.pool, machine.type, machine.address),
                           {} });
    }
    return found;
}

/// Pools that do not get what they want, and machines that cost for nothing.
Badge troubles(const stack::Stack &stack)
{
    Badge badge;
    if (const pools::Snapshot picture = stack.poolBoard()->pools())
        badge.warnings = static_cast<int>(picture->differences.size());
    return badge;
}

QList<ObjectAction> groupActions(const pools::Pool &pool)
{
    using verbs::RetireVerb;
    QList<ObjectAction> list{ ObjectAction::planned(u"grow"_s, PoolsPage::tr("Grow %1 by one…").arg(pool.name),
                                                    verbs::ScaleVerb::grow(pool.name, 1)) };
    if (pool.wanted.value_or(0) > 0)
        list.append(ObjectAction::planned(u"shrink"_s, PoolsPage::tr("Shrink %1 by one…").arg(pool.name),
                                          RetireVerb::scaleIn(pool.name, 1)));
    if (pool.launched > 0)
        list.append(ObjectAction::planned(u"restart"_s,
                                          PoolsPage::tr("Cycle the machines of %1, one at a time…").arg(pool.name),
                                          RetireVerb::cycle(pool.name, 1, std::chrono::seconds(0))));
    return list;
}

QList<ObjectAction> poolObjectActions(const stack::Stack &stack, const links::ObjectRef &ref)
{
    const pools::Snapshot picture = stack.poolBoard()->pools();
    if (!picture || !stack.aws())
        return {};
    const QString id = QString::fromUtf8(ref.id);
    if (ref.kind == links::ObjectRef::Kind::Pool) {
        const pools::Pool *const pool = picture->pool(id);
        return pool && pool->isGroup() ? groupActions(*pool) : QList<ObjectAction>();
    }
    const auto machine = std::ranges::find(picture->machines, id, &pools::Machine::instance);
    if (machine == picture->machines.end())
        return {};
    if (machine->isHeld())
        return { ObjectAction::done(u"play"_s, PoolsPage::tr("Release %1").arg(id),
                                    verbs::HoldVerb::release(machine->pool, { id })) };
    return { machineHold(stack, PoolsPage::tr("Hold %1 for %2 hours").arg(id, u"%1"_s), machine->pool, { id }) };
}

} // namespace

PageEntry poolsPage()
{
    PageEntry entry;
    entry.key = u"pools"_s;
    entry.title = PoolsPage::tr("Pools");
    entry.icon = u"pools"_s;
    entry.make = [](const PageContext &context, QWidget *parent) { return new PoolsPage(context, parent); };
    entry.actions = { { u"grow"_s, u"grow"_s, PoolsPage::tr("&Grow the chosen pool…"), {} },
                      { u"start"_s, u"grow"_s, PoolsPage::tr("Start &instances…"), {} },
                      { u"resume"_s, u"play"_s, PoolsPage::tr("Resume what A&WS does by itself with the pool…"), {} },
                      { u"shrink"_s, u"shrink"_s, PoolsPage::tr("S&hrink the chosen pool…"), {} } };
    entry.opens = { links::ObjectRef::Kind::Pool, links::ObjectRef::Kind::Machine };
    entry.find = &findPools;
    entry.actionsFor = &poolObjectActions;
    entry.badge = &troubles;
    return entry;
}

} // namespace ui
