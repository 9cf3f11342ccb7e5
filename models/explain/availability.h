// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/context.h"
#include "models/mesos/state.h"

namespace explain {

/// Whether an agent takes new tasks at all, whatever is free on it.
enum class Availability : uint8_t {
    Open,
    Held, ///< kept free by an operator of the console
    AuroraDraining, ///< by Aurora's host maintenance, draining or drained
    Maintenance, ///< of Mesos, begun or about to
    Cordoned,
    Draining,
    Drained,
    Disconnected,
    Unreachable,
    Recovering,
};
inline constexpr size_t availabilityCount = size_t{ static_cast<uint8_t>(Availability::Recovering) } + 1;
QString availabilityText(Availability availability); ///< "cordoned", "draining for Aurora", …
/// Of an agent of `state`.
Availability availabilityOf(const mesos::Agent &agent, const mesos::State &state, const Context &context);

} // namespace explain
