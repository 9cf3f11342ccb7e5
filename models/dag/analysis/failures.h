// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dag/analysis/structure.h"
#include "models/dag/run.h"

#include <vector>

namespace dag {

/// A node that failed by itself, and what cannot go on because of it.
struct Failure
{
    NodeIndex node = 0;
    std::vector<NodeIndex> cascade; ///< descendants that are blocked, or wait and need it to succeed; graph's order
    bool operator==(const Failure &) const = default;
};

/// The real failures of a night: failed nodes with no failed node before them (D8). The earliest first, by the end of
/// their last try; those whose end is not known last. A failed node behind another failure is not listed: it ran all
/// the same (an all_done node), or both would be cleared together.
/// Blocked nodes without a failed ancestor (it was cleared meanwhile) belong to no failure.
std::vector<Failure> failuresOf(const Night &night, const Structure &structure);

/// Whether a node of this rule can still run after a parent failed.
bool toleratesFailure(TriggerRule rule);

/// Nodes that run only when something fails, or nothing else does: they are not waited for in a good night.
bool isAlarm(TriggerRule rule);

} // namespace dag
