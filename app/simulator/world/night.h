// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/scheduler.h"
#include "app/simulator/world/sparkdrivers.h"
#include "app/simulator/world/workload.h"

#include <memory>
#include <vector>

namespace sim {

/// What goes on in `cantareira-stable`: by day a few services, from 21:00 BRT the run `prod-dagao`, for which the pools
/// grow, and in which on 23 Nov 2026 something goes wrong. Every later night is a good one with spot machines coming
/// and going. Give it a world that begins on the morning before (firstMorning).
class Night
{
public:
    explicit Night(World *world);

    static Moment firstMorning(); ///< 22 Nov 2026 03:40 BRT: a day before the demo begins
    static Moment firstNight(); ///< 21:00 BRT the same day

    aurora::Scheduler &scheduler() { return *m_scheduler; }
    Workload *workload(const std::string &name) const; ///< the newest of that name, or nullptr

private:
    int addAgent(const std::string &pool, const std::string &hostname, const std::string &zone);
    std::string freshHostname();
    void begin(const WorkloadPlan &plan, Moment night);
    void startServices();
    void fillScheduler();
    void scheduleDay(Moment night);
    void scheduleNight(Moment night);
    void grow(Moment at, const std::string &pool, std::vector<std::pair<std::string, std::string>> machines);
    void shrink(Moment at, const std::string &pool, int keep);
    void replaceSpot(Moment lost, int agent, std::chrono::seconds after);
    void tellTheTrouble();
    void tellAurorasTrouble();
    void weather();

    World *m_world;
    Random m_random;
    std::unique_ptr<aurora::Scheduler> m_scheduler;
    std::unique_ptr<SparkDrivers> m_drivers;
    std::vector<std::unique_ptr<Workload>> m_workloads;
};

} // namespace sim
