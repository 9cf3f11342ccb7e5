// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window knows of the agents' page before it is built: its place in the rail, the palette and the badge.
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/pools/board.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "ui/agents/agentspage.h"
#include "ui/tablepage/holdmenu.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = links::ObjectRef::Kind;

Findable findableOf(const mesos::State &state, const mesos::Agent &agent)
{
    const QString word = core::toQString(mesos::word(agent.phase));
    return { { Kind::Agent, state.string(agent.id).toUtf8() },
             state.string(agent.hostname),
             AgentsPage::tr("agent, %1, %2 tasks").arg(word, core::formatCount(agent.liveTasks)),
             word };
}

/// By host, id or address.
QList<Findable> findAgents(const stack::Stack &stack, const QString &needle, int limit)
{
    QList<Findable> found;
    const mesos::Snapshot snapshot = stack.mesos()->snapshot();
    if (!snapshot)
        return found;
    for (const mesos::Agent &agent : snapshot->agents) {
        if (found.size() >= limit)
            break;
        if (snapshot->string(agent.hostname).contains(needle, Qt::CaseInsensitive)
            || snapshot->string(agent.id).contains(needle, Qt::CaseInsensitive)
            || snapshot->string(agent.address).contains(needle))
            found += findableOf(*snapshot, agent);
    }
    return found;
}

/// As it is now: what is taken back at once first.
QList<ObjectAction> agentObjectActions(const stack::Stack &stack, const links::ObjectRef &ref)
{
    using verbs::CordonVerb;
    const mesos::Snapshot snapshot = stack.mesos()->snapshot();
    if (!snapshot)
        return {};
    const auto isMeant = [&](const mesos::Agent &agent) { return snapshot->string(agent.id).toUtf8() == ref.id; };
    const auto agent = std::ranges::find_if(snapshot->agents, isMeant);
    if (agent == snapshot->agents.end())
        return {};
    using enum mesos::AgentPhase;
    const QString host = snapshot->string(agent->hostname);
    const QStringList ids{ QString::fromUtf8(ref.id) };
    QList<ObjectAction> list;
    if (agent->phase == Deactivated || agent->phase == Draining || agent->phase == Drained)
        list.append(ObjectAction::done(u"play"_s, AgentsPage::tr("Uncordon %1").arg(host),
                                       CordonVerb::request(CordonVerb::Way::Uncordon, ids)));
    else
        list.append(ObjectAction::done(u"cordon"_s, AgentsPage::tr("Cordon %1").arg(host),
                                       CordonVerb::request(CordonVerb::Way::Cordon, ids)));
    const pools::Snapshot picture = stack.poolBoard()->pools();
    const QList<pools::Machine> machines = picture && stack.aws() ? picture->machines : QList<pools::Machine>();
    const auto machine = std::ranges::find(machines, ref.id, &pools::Machine::agentId);
    if (machine != machines.end() && !machine->instance.isEmpty())
        list.append(machineHold(stack, AgentsPage::tr("Hold the machine of %1 for %2 hours").arg(host, u"%1"_s),
                                machine->pool, { machine->instance }));
    if (agent->phase == Active || agent->phase == Deactivated)
        list.append(ObjectAction::planned(u"drain"_s, AgentsPage::tr("Drain %1 of all tasks…").arg(host),
                                          verbs::DrainVerb::request(verbs::DrainVerb::By::Mesos, ids)));
    return list;
}

Badge troubles(const stack::Stack &stack)
{
    const mesos::Snapshot snapshot = stack.mesos()->snapshot();
    if (!snapshot)
        return {};
    const auto in = [&](mesos::AgentPhase phase) {
        return static_cast<int>(std::ranges::count(snapshot->agents, phase, &mesos::Agent::phase));
    };
    return { in(mesos::AgentPhase::Unreachable), in(mesos::AgentPhase::Disconnected) };
}

} // namespace

PageEntry agentsPage()
{
    PageEntry entry;
    entry.key = u"agents"_s;
    entry.title = AgentsPage::tr("Agents");
    entry.icon = u"agents"_s;
    entry.opens = { Kind::Agent };
    entry.make = [](const PageContext &context, QWidget *parent) { return new AgentsPage(context, parent); };
    entry.find = &findAgents;
    entry.actionsFor = &agentObjectActions;
    entry.badge = &troubles;
    return entry;
}

} // namespace ui
