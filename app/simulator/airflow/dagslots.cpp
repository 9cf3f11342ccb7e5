// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/dagslots.h"

#include <algorithm>

namespace sim::airflow {

namespace {

struct Places
{
    std::vector<Slot> all;
    std::vector<std::vector<int>> ofNode;
};

Places madePlaces()
{
    Places places;
    for (const DagNode &plan : dagPlan()) {
        const auto node = static_cast<int>(places.ofNode.size());
        std::vector<int> &own = places.ofNode.emplace_back();
        for (int index = plan.mapped == 0 ? -1 : 0; index < plan.mapped; ++index) {
            own.push_back(static_cast<int>(places.all.size()));
            places.all.push_back({ node, index });
        }
    }
    return places;
}

const Places &places()
{
    static const Places all = madePlaces();
    return all;
}

} // namespace

std::string Slot::name() const
{
    return mapIndex < 0 ? plan().id : plan().id + '/' + std::to_string(mapIndex);
}

const std::vector<Slot> &dagSlots()
{
    return places().all;
}

const Slot &slotAt(int slot)
{
    return dagSlots()[static_cast<size_t>(slot)];
}

const std::vector<int> &slotsOf(int node)
{
    return places().ofNode[static_cast<size_t>(node)];
}

int dagSlot(int node, int mapIndex)
{
    const std::vector<int> &own = slotsOf(node);
    const auto found = std::ranges::find(own, mapIndex, [](int slot) { return slotAt(slot).mapIndex; });
    return found == own.end() ? -1 : *found;
}

} // namespace sim::airflow
