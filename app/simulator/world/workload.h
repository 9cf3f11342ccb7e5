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
    std::string squad; ///< whose it is
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

/// Carries a plan out from its beginning to its end. Lives as long as its world.
class Workload
{
public:
    /// `night` is the moment from which the plan counts.
    Workload(World *world, WorkloadPlan plan, Moment night);
    virtual ~Workload() = default;
    Q_DISABLE_COPY_MOVE(Workload)

    const WorkloadPlan &plan() const { return m_plan; }
    virtual int pending() const = 0; ///< instances that wait for room
    virtual int framework() const = 0;
    /// Of an instance's present task; empty without one.
    virtual std::string taskId(int instance) const = 0;

    virtual void begin() = 0;
    virtual void end() = 0;
    virtual void setInstances(int count) = 0; ///< more than now
    virtual void setPin(int instance, Pin pin) = 0;
    /// Ends an instance from outside.
    virtual void failInstance(int instance, const std::string &message) = 0;

protected:
    World *m_world;
    WorkloadPlan m_plan;

private:
    Moment atMinute(Moment night, double minute) const;
};

} // namespace sim
