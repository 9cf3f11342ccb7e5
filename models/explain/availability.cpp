// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/availability.h"

#include "models/explain/words.h"

using namespace std::chrono_literals;

namespace explain {

namespace {

/// Aurora stops placing on a machine so long before its maintenance begins (its default unavailability threshold).
constexpr auto maintenanceNears = 6min;

} // namespace

QString availabilityText(Availability availability)
{
    switch (availability) {
    case Availability::Open:
        return tr("open");
    case Availability::Held:
        return tr("held");
    case Availability::AuroraDraining:
        return tr("in Aurora's maintenance");
    case Availability::Maintenance:
        return tr("in maintenance");
    case Availability::Cordoned:
        return tr("cordoned");
    case Availability::Draining:
        return tr("draining");
    case Availability::Drained:
        return tr("drained");
    case Availability::Disconnected:
        return tr("disconnected");
    case Availability::Unreachable:
        return tr("unreachable");
    case Availability::Recovering:
        return tr("not registered again yet");
    }
    Q_UNREACHABLE();
}

Availability availabilityOf(const mesos::Agent &agent, const mesos::State &state, const Context &context)
{
    switch (agent.phase) {
    case mesos::AgentPhase::Disconnected:
        return Availability::Disconnected;
    case mesos::AgentPhase::Deactivated:
        // Who holds a machine closes its agent; an agent that is open takes tasks, whatever its machine's tags say.
        return context.held.contains(state.string(agent.hostname)) ? Availability::Held : Availability::Cordoned;
    case mesos::AgentPhase::Draining:
        return Availability::Draining;
    case mesos::AgentPhase::Drained:
        return Availability::Drained;
    case mesos::AgentPhase::Unreachable:
    case mesos::AgentPhase::Gone:
        return Availability::Unreachable;
    case mesos::AgentPhase::Recovering:
        return Availability::Recovering;
    case mesos::AgentPhase::Active:
        break;
    }
    if (core::isKnown(agent.unavailableFrom) && context.now + maintenanceNears >= agent.unavailableFrom)
        return Availability::Maintenance;
    if (context.auroraModes.isEmpty())
        return Availability::Open;
    const QString host = state.string(agent.hostname);
    const AuroraMode mode = context.auroraModes.value(host);
    return mode == AuroraMode::Draining || mode == AuroraMode::Drained ? Availability::AuroraDraining
                                                                       : Availability::Open;
}

} // namespace explain
