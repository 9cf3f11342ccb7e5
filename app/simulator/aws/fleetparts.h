// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"

#include <chrono>

/// What the files of Fleet share.
namespace sim::aws {

inline constexpr std::chrono::seconds startTime{ 25 }; ///< pending → running
inline constexpr std::chrono::seconds lookEvery{ 15 };
inline constexpr char spotReason[] = "Server.SpotInstanceTermination: Spot instance termination";

/// What is closed to tasks still answers; only what has fallen silent is neither.
inline bool answers(const Agent &agent)
{
    return (agent.active || agent.deactivated) && !agent.unreachable;
}

} // namespace sim::aws
