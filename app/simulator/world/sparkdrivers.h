// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/scheduler.h"

namespace sim {

/// Ties Spark's frameworks to the Aurora jobs of their drivers: once somebody has killed the last task of such a job,
/// nobody speaks for its framework any more, whose tasks run on until failover_timeout.
class SparkDrivers final : public WorldObserver
{
public:
    explicit SparkDrivers(aurora::Scheduler *scheduler);
    ~SparkDrivers() override;

    void taskUpdated(const Task &task, const Status &status) override;

private:
    void leaveFrameworksOf(const aurora::JobKey &driver);

    aurora::Scheduler *m_scheduler;
    World *m_world;
};

} // namespace sim
