// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/workload.h"

namespace sim {

Workload::Workload(World *world, WorkloadPlan plan, Moment night)
    : m_world(world)
    , m_plan(std::move(plan))
{
    world->at(atMinute(night, m_plan.from), [this] { begin(); });
    world->at(atMinute(night, m_plan.to), [this] { end(); });
}

Moment Workload::atMinute(Moment night, double minute) const
{
    return night + std::chrono::microseconds(static_cast<int64_t>(minute * 60e6));
}

} // namespace sim
