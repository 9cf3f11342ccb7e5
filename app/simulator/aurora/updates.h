// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskconfig.h"
#include "app/simulator/aurora/wire.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sim::aurora {

class Scheduler;

struct UpdateSettings
{
    enum class Strategy { Queue, Batch, VariableBatch };

    Strategy strategy = Strategy::Queue;
    std::vector<int> groupSizes{ 1 }; ///< one for queue and batch
    bool autopause = false; ///< after each batch
    int maxPerInstanceFailures = 0;
    int maxFailedInstances = 0;
    std::chrono::milliseconds watch{ 45000 }; ///< RUNNING so long before an instance counts as updated
    bool rollbackOnFailure = true;
    std::chrono::milliseconds pulseEvery{}; ///< 0: not coordinated
    std::set<int> onlyThese; ///< empty: all
    thrift::Value wire; ///< as getJobUpdateDetails tells it
};

struct UpdateEvent
{
    wire::UpdateStatus status = wire::UpdateStatus::RollingForward;
    Moment at{};
    std::string user;
    std::string message;
};

struct InstanceEvent
{
    int instance = 0;
    Moment at{};
    wire::UpdateAction action = wire::UpdateAction::Updating;
};

struct JobUpdate
{
    JobKey job;
    std::string id;
    std::string user;
    thrift::Value metadata; ///< as it was sent
    UpdateSettings settings;
    std::map<int, Config> initial; ///< what the instances it touches were
    Config desired;
    std::set<int> desiredInstances; ///< those it touches that are to be
    std::vector<UpdateEvent> events;
    std::vector<InstanceEvent> instanceEvents;

    wire::UpdateStatus status() const { return events.back().status; }
    Moment created() const { return events.front().at; }
    Moment modified() const;
    /// What an instance is to be in that direction; nothing: gone.
    Config target(int instance, bool back) const;

    // How far it has come.
    std::vector<int> waiting; ///< instances not begun, in order
    std::set<int> working;
    std::map<int, int> failures; ///< deaths of the new try, by instance
    std::map<int, std::string> watched; ///< task id under watch, by instance
    std::set<int> touched;
    int failedInstances = 0;
    size_t group = 0;
    Moment lastPulse{};
};

/// Which instances of a job a new configuration adds, removes, changes and leaves alone.
struct JobDiff
{
    std::map<int, Config> add;
    std::map<int, Config> remove;
    std::map<int, Config> update; ///< as they are now
    std::map<int, Config> unchanged;
    bool isEmpty() const { return add.empty() && remove.empty() && update.empty(); }
};

/// Rolling updates: brings jobs from one configuration to another in groups, watches, gives up or rolls back.
class Updates
{
public:
    static constexpr size_t kept = 500;

    explicit Updates(Scheduler *scheduler);

    const std::deque<std::unique_ptr<JobUpdate>> &all() const { return m_updates; } ///< newest last
    JobUpdate *find(const JobKey &job, const std::string &id) const;
    JobUpdate *activeOf(const JobKey &job) const;
    JobDiff diff(const Config &config, int instances, const std::set<int> &only) const;

    JobUpdate *start(const Config &config, const JobDiff &diff, UpdateSettings settings, thrift::Value metadata,
                     const std::string &user, const std::string &message);
    void pause(JobUpdate &update, const std::string &user, const std::string &message);
    void resume(JobUpdate &update, const std::string &user, const std::string &message);
    void abort(JobUpdate &update, const std::string &user, const std::string &message);
    void rollBack(JobUpdate &update, const std::string &user, const std::string &message);
    bool pulse(JobUpdate &update); ///< false: there is nothing to keep alive

    /// To be called when a task of the job has changed; what follows happens a moment later.
    void taskChanged(const JobKey &job);

private:
    void transition(JobUpdate &update, wire::UpdateStatus status, const std::string &user, std::string message);
    void note(JobUpdate &update, int instance, wire::UpdateAction action);
    void later(JobUpdate &update, std::chrono::milliseconds after);
    void step(JobUpdate &update);
    void fillGroup(JobUpdate &update);
    /// Nothing: it goes on; otherwise whether the instance has come to what it should be.
    std::optional<bool> evaluate(JobUpdate &update, int instance, bool back);
    bool settle(JobUpdate &update, int instance, bool succeeded, bool back);
    void turnBack(JobUpdate &update);
    void finishGroup(JobUpdate &update, bool back);

    Scheduler *m_scheduler;
    std::deque<std::unique_ptr<JobUpdate>> m_updates;
};

} // namespace sim::aurora
