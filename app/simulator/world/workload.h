// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/world/world.h"

#include <map>
#include <string>
#include <vector>

namespace sim {

/// Where one instance of a job has to run, and what it writes there.
struct Pin
{
    std::string host;
    double diskGib = 1;
};

/// A job of the plan: so many instances, there, for so long.
struct WorkloadPlan
{
    enum class Kind {
        Service, ///< Aurora job that answers on a port
        Batch, ///< Aurora job or cron
        Spark, ///< executors of a driver's own framework
    };

    std::string name;
    std::string role;
    Kind kind = Kind::Batch;
    std::vector<std::string> pools;
    int instances = 1;
    double cpus = 1;
    double memGib = 1;
    double diskGib = 1;
    double from = 0; ///< minutes after the night's beginning
    double to = 0; ///< the same; then no new instances, and a Spark framework ends
    double lifetime = 0; ///< mean minutes of one instance, after which another takes its place; 0: until `to`
    double failRate = 0; ///< part of the ended instances that failed
    bool spread = false; ///< over all machines of the pool
    std::map<int, Pin> pins = {}; ///< by instance
};

/// Carries a plan out: launches, launches again, gives up at the end. Lives as long as its world.
class Workload
{
public:
    /// `aurora` is the number of Aurora's framework; `night` the moment from which the plan counts.
    Workload(World *world, WorkloadPlan plan, int aurora, Moment night);
    Workload(const Workload &) = delete;
    Workload &operator=(const Workload &) = delete;

    const WorkloadPlan &plan() const { return m_plan; }
    int pending() const { return m_pending; } ///< instances that wait for room
    int framework() const { return m_framework; }
    const std::string &taskId(int instance) const { return m_ids[static_cast<size_t>(instance)]; }

    void begin();
    void end();
    void setInstances(int count); ///< more than now
    void setPin(int instance, Pin pin) { m_plan.pins[instance] = std::move(pin); }
    void setPools(std::vector<std::string> pools) { m_plan.pools = std::move(pools); }
    /// Ends an instance from outside; it is launched again after `restart`, or never when that is zero.
    void failInstance(int instance, const std::string &message, std::chrono::seconds restart);

private:
    Moment atMinute(double minute) const;
    void tryLaunch(int instance);
    void launched(int instance);
    void ended(int instance);

    World *m_world;
    WorkloadPlan m_plan;
    Moment m_night;
    Random m_random;
    int m_framework;
    int m_pending = 0;
    int m_nextExecutor = 0;
    bool m_open = false;
    std::vector<std::string> m_ids; ///< of each instance's present task
    std::vector<std::chrono::seconds> m_restart; ///< after its end; zero: never again
    std::vector<bool> m_waiting;
};

} // namespace sim
