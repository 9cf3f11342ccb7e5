// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/cron.h"
#include "app/simulator/aurora/maintenance.h"
#include "app/simulator/aurora/placement.h"
#include "app/simulator/aurora/quota.h"
#include "app/simulator/aurora/taskstore.h"
#include "app/simulator/aurora/updates.h"
#include "app/simulator/world/world.h"

namespace sim::aurora {

/// How the processes of a job go, which a scheduler does not know: told by the demo's plan, or guessed from the job's
/// name for what is created over the API (…failing…, …flapping…, …oneshot…).
struct Behaviour
{
    struct Pin
    {
        std::string host;
        double diskGib = 1;
    };

    double lifetime = 0; ///< mean minutes of one try; 0: until it is ended from outside
    double failRate = 0; ///< part of the tries that fail
    bool fixedLifetime = false; ///< every try takes the mean
    bool closing = false; ///< what ends now is not started again
    bool spread = false; ///< over all machines
    std::vector<std::string> pools; ///< in order of liking; empty: as they come
    std::map<int, Pin> pins; ///< by instance: there, however it goes
    std::string failure; ///< what a failing try says; empty: one of the usual
};

/// The Aurora scheduler's jobs: tasks and their states, and everything that changes them. It runs as a framework of the
/// world, where each of its tasks is a Mesos task of the same id, and it hears of them as the real one does, by status
/// updates. No protocol here (api.h). Thread: the simulator's.
class Scheduler final : public WorldObserver
{
public:
    Scheduler(World *world, Framework framework);
    ~Scheduler() override;
    Q_DISABLE_COPY_MOVE(Scheduler)

    World &world() const { return *m_world; }
    Moment now() const { return m_world->now(); }
    int framework() const { return m_framework; }
    const std::string &hostname() const { return m_hostname; }
    TaskStore &store() { return m_store; }
    const TaskStore &store() const { return m_store; }
    Placement &placement() { return m_placement; }
    const Placement &placement() const { return m_placement; }
    Updates &updates() { return m_updates; }
    const Updates &updates() const { return m_updates; }
    CronJobs &cron() { return m_cron; }
    const CronJobs &cron() const { return m_cron; }
    Quotas &quotas() { return m_quotas; }
    const Quotas &quotas() const { return m_quotas; }
    Maintenance &maintenance() { return m_maintenance; }
    const Maintenance &maintenance() const { return m_maintenance; }

    void setBehaviour(const JobKey &job, Behaviour behaviour) { m_behaviours[job] = std::move(behaviour); }
    Behaviour &behaviour(const JobKey &job);

    /// New tasks, PENDING, of instances that have none. A pinned instance has the disk of its pin.
    void addTasks(const Config &config, const std::set<int> &instances, const std::string &message = {});
    /// `instances` empty: the whole job. Returns how many tasks it concerned.
    int kill(const JobKey &job, const std::set<int> &instances, const std::string &message);
    void killTask(ScheduledTask &task, const std::string &message);
    void restart(ScheduledTask &task, const std::string &user);
    void drain(ScheduledTask &task);
    void force(ScheduledTask &task, wire::ScheduleStatus status, const std::string &user);
    /// Ends a task as its processes would.
    void endTask(ScheduledTask &task, TaskState state, const std::string &message);

    void taskAdded(const Task &task) override;
    void taskUpdated(const Task &task, const Status &status) override;
    void agentAdded(const Agent &agent) override;

    std::string uuid() { return m_random.uuid(); }

private:
    ScheduledTask &makeTask(const Config &config, int instance);
    void transition(ScheduledTask &task, wire::ScheduleStatus status, std::string message);
    void stop(ScheduledTask &task, wire::ScheduleStatus status, std::string message);
    void running(ScheduledTask &task);
    void ended(ScheduledTask &task, wire::ScheduleStatus before);
    bool isStartedAgain(const ScheduledTask &task, wire::ScheduleStatus before);
    void reschedule(const ScheduledTask &old, wire::ScheduleStatus before);
    std::chrono::milliseconds penalty(const ScheduledTask &old, wire::ScheduleStatus before, int *flaps);

    World *m_world;
    Random m_random;
    std::string m_hostname;
    int m_framework = 0;
    std::string m_frameworkId;
    TaskStore m_store;
    std::map<JobKey, Behaviour> m_behaviours;
    Placement m_placement;
    Updates m_updates;
    CronJobs m_cron;
    Quotas m_quotas;
    Maintenance m_maintenance;
};

} // namespace sim::aurora
