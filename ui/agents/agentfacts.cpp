// SPDX-License-Identifier: GPL-3.0-or-later
/// What the sheet of an agent tells besides its resources, tasks and maintenance.
#include "models/core/format.h"
#include "models/links/objectref.h"
#include "models/pools/board.h"
#include "models/pools/words.h"
#include "models/verbs/agents/cordonbook.h"
#include "ui/agents/agentinspector.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void AgentInspector::fillReservations(const mesos::State &state, const mesos::Agent &agent)
{
    const auto reservations = state.reservationsOf(agent);
    if (reservations.empty())
        return;
    addSection(tr("Reserved"));
    for (const mesos::Reservation &reservation : reservations) {
        addLink(state.string(reservation.role),
                tr("%1 cpus, %2 GiB")
                    .arg(core::formatCpus(static_cast<double>(reservation.resources.cpus)),
                         core::formatGib(static_cast<double>(reservation.resources.mem))),
                links::toPath({ links::ObjectRef::Kind::Role, state.string(reservation.role).toUtf8() }));
    }
}

/// Who cordoned it, why and until when; nothing where it was not done with this machine's consoles.
void AgentInspector::fillCordon(core::TimePoint now)
{
    const verbs::Cordons &cordons = m_stack->cordons()->cordons();
    const auto cordon = cordons.constFind(QString::fromUtf8(m_id));
    if (cordon == cordons.cend())
        return;
    addRow(tr("Cordoned"), tr("%1 by %2").arg(core::formatClock(cordon->since, now), cordon->by));
    if (!cordon->why.isEmpty())
        addRow(tr("Why"), cordon->why);
    if (!core::isKnown(cordon->until))
        addRow(tr("Until"), tr("no end was given"));
    else if (cordon->hasRunOut(now))
        addRow(tr("Until"),
               tr("%1, over for %2").arg(core::formatClock(cordon->until, now), core::formatAge(cordon->until, now)),
               Look::Warning);
    else
        addRow(tr("Until"),
               tr("%1, in %2").arg(core::formatClock(cordon->until, now), core::formatSpan(cordon->until - now)));
}

void AgentInspector::fillMachine()
{
    const pools::Snapshot picture = m_stack->aws() ? m_stack->poolBoard()->pools() : nullptr;
    if (!picture)
        return;
    const auto machine = std::ranges::find(picture->machines, m_id, &pools::Machine::agentId);
    if (machine == picture->machines.end() || machine->instance.isEmpty()) {
        addSection(tr("EC2 instance"));
        addSentence(tr("EC2 knows no instance with this agent's address."));
        return;
    }
    const core::TimePoint now = m_stack->clock().now();
    addSection(tr("EC2 instance"));
    addRow(tr("Id"), machine->instance);
    addRow(tr("Type"), machine->spot ? tr("%1, spot").arg(machine->type) : machine->type);
    addRow(tr("Zone"), machine->zone);
    addLink(tr("Pool"), machine->pool, u"pool/"_s + machine->pool);
    addRow(tr("Launched"), tr("%1 ago").arg(core::formatAge(machine->since, now)));
    addRow(tr("Price"), tr("$%1/h").arg(pools::dollars(machine->price)));
    addRow(tr("Spent"), tr("$%1 at today's price").arg(pools::dollars(machine->spent)));
    addRow(tr("Protected"), machine->isProtected ? tr("from scale-in") : tr("no"));
    if (!machine->isHeld())
        return;
    addRow(tr("Held"), tr("until %1 by %2").arg(core::formatClock(machine->heldUntil, now), machine->heldBy));
    if (const QString why = m_stack->cordons()->whyHeld(machine->instance); !why.isEmpty())
        addRow(tr("Why held"), why);
    if (core::isKnown(machine->heldSince))
        addRow(
            tr("Hold cost"),
            tr("$%1 since %2").arg(pools::dollars(machine->heldCost(now)), core::formatClock(machine->heldSince, now)));
}

void AgentInspector::fillFacts(const mesos::State &state, const mesos::Agent &agent)
{
    const core::TimePoint now = m_stack->clock().now();
    addSection(tr("Attributes"));
    const auto attributes = state.attributesOf(agent);
    if (attributes.empty())
        addSentence(tr("none"));
    for (const mesos::Attribute &attribute : attributes)
        addRow(state.string(attribute.name), state.string(attribute.value), Look::Mono);
    addSection(tr("Mesos agent"));
    addRow(tr("Agent id"), state.string(agent.id), Look::Mono);
    addRow(tr("Address"), state.string(agent.address), Look::Mono);
    if (!agent.version.isEmpty())
        addRow(tr("Version"), state.string(agent.version));
    if (!agent.zone.isEmpty())
        addRow(tr("Zone"),
               agent.region.isEmpty() ? state.string(agent.zone)
                                      : tr("%1, %2").arg(state.string(agent.zone), state.string(agent.region)));
    addRow(tr("Registered"), core::formatClock(agent.registered, now));
    if (core::isKnown(agent.reregistered))
        addRow(tr("Re-registered"), core::formatClock(agent.reregistered, now));
}

} // namespace ui
