// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/world/workload.h"

namespace sim {

/// A Spark driver's framework of its own, and its executors.
class SparkWorkload final : public Workload
{
public:
    SparkWorkload(World *world, WorkloadPlan plan, Moment night);

    int pending() const override { return m_pending; }
    int framework() const override { return m_framework; }
    std::string taskId(int instance) const override { return m_ids[static_cast<size_t>(instance)]; }
    void begin() override;
    void end() override;
    void setInstances(int count) override;
    void setPin(int instance, Pin pin) override { m_plan.pins[instance] = std::move(pin); }
    void failInstance(int instance, const std::string &message) override;

private:
    void tryLaunch(int instance);
    void launched(int instance);
    void ended(int instance);

    Random m_random;
    int m_framework = -1;
    int m_pending = 0;
    int m_nextExecutor = 0;
    bool m_open = false;
    std::vector<std::string> m_ids; ///< of each instance's present task
    std::vector<bool> m_waiting;
};

} // namespace sim
