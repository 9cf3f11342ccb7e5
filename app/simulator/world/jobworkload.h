// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/scheduler.h"
#include "app/simulator/world/workload.h"

namespace sim {

/// A plan that is a job of Aurora: `jobs/prod/NAME`, or `services/prod/NAME` for what answers on a port.
class JobWorkload final : public Workload
{
public:
    JobWorkload(aurora::Scheduler *scheduler, WorkloadPlan plan, Moment night);

    static aurora::JobKey keyOf(const WorkloadPlan &plan);
    /// What an instance is told to be; `version` shows in its command lines.
    static aurora::Config configOf(const WorkloadPlan &plan, int instance, int version = 41);

    int pending() const override;
    int framework() const override { return m_scheduler->framework(); }
    std::string taskId(int instance) const override;
    void begin() override;
    void end() override;
    void setInstances(int count) override;
    void setPin(int instance, Pin pin) override;
    void failInstance(int instance, const std::string &message) override;

private:
    void add(int from, int to);

    aurora::Scheduler *m_scheduler;
    aurora::JobKey m_key;
};

} // namespace sim
