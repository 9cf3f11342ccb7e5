// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window knows of the agents' page before it is built: its place in the rail, the palette and the badge.
#include "models/core/format.h"
#include "models/core/text.h"
#include "ui/agents/agentspage.h"

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
    entry.badge = &troubles;
    return entry;
}

} // namespace ui
