// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/state.h"

#include <algorithm>

namespace mesos {

namespace {

template <typename Row>
const Row *rowOf(const std::vector<Row> &rows, TextId id)
{
    const auto place = std::ranges::lower_bound(rows, id.value, {}, [](const Row &row) { return row.id.value; });
    return place != rows.end() && place->id == id ? &*place : nullptr;
}

template <typename Value>
std::span<const Value> slice(const std::vector<Value> &values, Range range)
{
    return std::span<const Value>(values).subspan(range.first, range.count);
}

/// What an unreachable or recovering agent once offered cannot be counted on.
bool counts(const Agent &agent)
{
    return agent.phase != AgentPhase::Unreachable && agent.phase != AgentPhase::Recovering;
}

ResourceSum sum(const std::vector<Agent> &agents, Resources Agent::*kind)
{
    ResourceSum result;
    for (const Agent &agent : agents) {
        if (counts(agent))
            result += agent.*kind;
    }
    return result;
}

} // namespace

const Agent *State::agent(TextId id) const
{
    return rowOf(agents, id);
}

const Framework *State::framework(TextId id) const
{
    return rowOf(frameworks, id);
}

std::span<const Attribute> State::attributesOf(const Agent &agent) const
{
    return slice(attributes, agent.attributes);
}

std::span<const Reservation> State::reservationsOf(const Agent &agent) const
{
    return slice(reservations, agent.reservations);
}

std::span<const TextId> State::rolesOf(const Framework &framework) const
{
    return slice(frameworkRoles, framework.roles);
}

std::span<const TextId> State::capabilitiesOf(const Framework &framework) const
{
    return slice(frameworkCapabilities, framework.capabilities);
}

TextId State::attribute(const Agent &agent, std::string_view name) const
{
    const std::span<const Attribute> all = attributesOf(agent);
    const auto found = std::ranges::find(all, name, [this](const Attribute &a) { return view(a.name); });
    return found == all.end() ? TextId() : found->value;
}

ResourceSum State::total() const
{
    return sum(agents, &Agent::total);
}

ResourceSum State::used() const
{
    return sum(agents, &Agent::used);
}

ResourceSum State::offered() const
{
    return sum(agents, &Agent::offered);
}

} // namespace mesos
