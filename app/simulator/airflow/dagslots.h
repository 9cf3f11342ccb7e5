// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/dagplan.h"

#include <set>

namespace sim::airflow {

/// A task instance's place in a run: that of a node, or one index of a node that is mapped.
struct Slot
{
    int node = 0; ///< in dagPlan()
    int mapIndex = -1; ///< −1: the node is not mapped

    const DagNode &plan() const { return dagPlan()[static_cast<size_t>(node)]; }
    std::string name() const; ///< "export-prices/7"; of a node that is not mapped its id
};

/// Those of a run, in the order of Run::instances: by node, then by index. A mapped node is expanded over a list that
/// stands in the DAG's file, so its instances are there from the start.
const std::vector<Slot> &dagSlots();
const Slot &slotAt(int slot);
inline const DagNode &planned(int slot)
{
    return slotAt(slot).plan();
}

using Slots = std::set<int>; ///< by place in dagSlots()
const std::vector<int> &slotsOf(int node); ///< of a mapped one every index, in order
int dagSlot(int node, int mapIndex); ///< −1: none

} // namespace sim::airflow
