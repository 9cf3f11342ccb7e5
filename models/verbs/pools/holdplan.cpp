// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/holdplan.h"

#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

core::TimePoint untilOf(const actions::Request &request)
{
    return core::TimePoint(core::Duration(request.what.value("until"_L1).toInteger()));
}

QStringList instancesOf(const actions::Request &request)
{
    QStringList ids;
    for (const QJsonValue &id : request.what.value("machines"_L1).toArray())
        ids << id.toString();
    return ids;
}

actions::Item itemOf(const pools::Machine &machine, const actions::Request &request, bool hold)
{
    actions::Item item;
    item.key = item.name = machine.instance;
    item.facts = { machine.agentHost.isEmpty() ? tr("no agent") : machine.agentHost, pools::stateWord(machine.state),
                   hold ? tr("stays up, takes no new task") : tr("takes tasks, may be scaled in") };
    item.seen = QString::fromUtf8(machine.agentId);
    if (!machine.agentId.isEmpty())
        item.link = u"agent/"_s + item.seen;
    return actions::tickedBy(request, item);
}

void addSteps(actions::Plan &plan, const QString &pool, const QList<pools::Machine> &machines, core::TimePoint until)
{
    const bool hold = core::isKnown(until);
    QStringList grouped;
    for (const pools::Machine &machine : machines) {
        const steps::Machine one{ pool, machine.instance, QString::fromUtf8(machine.agentId), machine.agentHost };
        const QString job = plan.request.what.value("for"_L1).toString(machine.heldFor);
        plan.steps << steps::tag(one, machine.heldSince, until, job, 0);
        const bool isClosed = machine.state == pools::Machine::State::Closed;
        if (!one.agent.isEmpty() && hold && !isClosed) {
            plan.steps << steps::close(one, 0);
        } else if (!one.agent.isEmpty() && !hold && isClosed) {
            plan.steps << steps::open(one, 0);
            plan.steps.last().gated = plan.steps.last().closing = false;
        }
        if (machine.inGroup && machine.isProtected != hold)
            grouped << machine.instance;
    }
    plan.steps += steps::protect(pool, grouped, hold, 0);
    for (actions::Step &step : plan.steps)
        step.closing = false;
}

/// "$12.08 since 01:10"; empty: none of them is held, or what that cost is not known.
QString heldWords(const QList<pools::Machine> &machines, core::TimePoint now)
{
    core::TimePoint first{};
    double cost = 0;
    for (const pools::Machine &machine : machines) {
        if (!core::isKnown(machine.heldSince))
            continue;
        first = core::isKnown(first) ? std::min(first, machine.heldSince) : machine.heldSince;
        cost += machine.heldCost(now);
    }
    if (!core::isKnown(first) || std::isnan(cost))
        return {};
    return tr("$%1 since %2").arg(pools::dollars(cost), core::formatClock(first, now));
}

void describe(actions::Plan &plan, const QString &pool, const QList<pools::Machine> &machines, const Context &context)
{
    const core::TimePoint until = untilOf(plan.request);
    const bool hold = core::isKnown(until);
    const auto count = static_cast<int>(machines.size());
    plan.title.label = hold
        ? counted(count, tr("Hold 1 machine of %1").arg(pool), tr("Hold %2 machines of %1").arg(pool, u"%1"_s))
        : counted(count, tr("Release 1 machine of %1").arg(pool), tr("Release %2 machines of %1").arg(pool, u"%1"_s));
    plan.title.place = context.stack;
    plan.title.outcome = hold ? tr("Held %1 of %2 machines") : tr("Released %1 of %2 machines");
    plan.title.touched = counted(count, tr("1 machine"), tr("%1 machines"));
    plan.facts.harm = actions::Harm::Reversible;
    plan.facts.objects = count;
    plan.facts.production = context.production;
    double price = 0;
    for (const pools::Machine &machine : machines)
        price += machine.price;
    actions::Effect cost;
    cost.touches = tr("Cost of these machines");
    cost.before = std::isnan(price) ? tr("not known") : tr("$%1/h").arg(pools::dollars(price));
    if (hold && !std::isnan(price)) {
        const double hours = static_cast<double>((until - plan.readAt).count()) / 3'600'000;
        cost.after = tr("$%1 until %2").arg(pools::dollars(price * hours), core::formatClock(until, plan.readAt));
    }
    plan.effects << cost;
    if (const QString job = plan.request.what.value("for"_L1).toString(); !job.isEmpty()) {
        actions::Effect reason;
        reason.touches = tr("Held for the job");
        reason.before = job;
        reason.after = tr("told when it has finished");
        plan.effects << reason;
    }
    if (const QString held = heldWords(machines, plan.readAt); !held.isEmpty()) {
        actions::Effect soFar;
        soFar.touches = tr("Held until now");
        soFar.before = held;
        plan.effects << soFar;
    }
    if (hold) {
        plan.canBeUndone = tr("Release takes it back.");
        plan.notTouched = tr("What runs on them goes on.");
        plan.warnings << tr(
            "Nothing is released by itself: half an hour before its end, and when it has come, the overview says what "
            "the hold cost, with Release… and Extend… beside it.");
        if (std::ranges::any_of(machines, [](const pools::Machine &each) { return !each.inGroup; })) {
            plan.warnings << tr("Machines of no group have no protection: whoever ends them by their slave-type, as a "
                                "downscale node does, ends these, too.");
        }
    }
    QStringList ids;
    for (const pools::Machine &machine : machines)
        ids << machine.instance;
    plan.command = context.command() + (hold ? u"pool hold "_s : u"pool release "_s) + pool + u' ' + ids.join(u' ');
}

/// The nodes of the night that go along with the machines.
void addNodes(actions::Plan &plan, const downscale::Nodes &nodes)
{
    const bool hold = core::isKnown(untilOf(plan.request));
    const auto before = plan.steps.size();
    downscale::addTo(&plan, nodes, hold);
    const auto added = static_cast<int>(plan.steps.size() - before);
    if (added == 0)
        return;
    plan.facts.harm = actions::Harm::Disruptive; // the night goes another way
    plan.facts.objects += added;
    if (!hold)
        return;
    plan.warnings << tr("Once marked, the node ends none of the pool's machines, also none that nobody holds: stop "
                        "these by hand. The release clears it, so that it runs after all.");
}

} // namespace

core::Result<actions::Plan> drawHold(const actions::Request &request, const FreshPools &pools,
                                     const downscale::Nodes &nodes, const Context &context)
{
    const QString pool = request.what.value("pool"_L1).toString();
    const core::TimePoint until = untilOf(request);
    actions::Plan plan;
    plan.request = request;
    plan.readAt = context.clock->now();
    if (core::isKnown(until) && until <= plan.readAt)
        return core::failure(unusable(tr("%1 is over. Give a later time.").arg(core::formatClock(until, plan.readAt))));
    const QList<pools::Machine> all = pools.joined->machinesOf(pool);
    actions::ItemTable table;
    table.nameTitle = tr("Machine");
    table.columns = { tr("Agent"), tr("Now"), tr("Then") };
    QList<pools::Machine> machines;
    for (const QString &id : instancesOf(request)) {
        const auto found = std::ranges::find(all, id, &pools::Machine::instance);
        if (found == all.end())
            return core::failure(unusable(tr("%1 is no machine of %2 any more.").arg(id, pool)));
        const actions::Item item = itemOf(*found, request, core::isKnown(until));
        table.items << item;
        if (item.ticked)
            machines << *found;
    }
    plan.tables << table;
    addSteps(plan, pool, machines, until);
    describe(plan, pool, machines, context);
    if (!machines.isEmpty())
        addNodes(plan, nodes);
    const auto held = static_cast<qint64>(machines.size());
    plan.effects << actions::countEffect(tr("Machines of %1 that are not touched").arg(pool), all.size(),
                                         all.size() - held);
    plan.question = { tr("How many machines of %1 are not touched? Type the number:").arg(pool),
                      static_cast<int>(plan.effects.size()) - 1 };
    return plan;
}

} // namespace verbs
