// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskconfig.h"
#include "app/simulator/aurora/wire.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace sim::aurora {

struct TaskEvent
{
    Moment at{};
    wire::ScheduleStatus status = wire::ScheduleStatus::Pending;
    std::string message; ///< empty: none
};

/// One try of an instance, from PENDING to its end.
struct ScheduledTask
{
    std::string id; ///< also the Mesos task's
    std::string ancestor; ///< the try before; empty: none
    Config config;
    int instance = 0;
    wire::ScheduleStatus status = wire::ScheduleStatus::Pending;
    int failures = 0; ///< of this instance so far
    int flaps = 0; ///< short tries in a row before this one
    std::string agentId; ///< empty until it is placed
    std::string host;
    std::map<std::string, int> ports;
    std::vector<TaskEvent> events; ///< newest last

    const JobKey &job() const { return config->job; }
    bool isActive() const { return !wire::isTerminal(status); }
    bool waits() const { return status == wire::ScheduleStatus::Pending || status == wire::ScheduleStatus::Throttled; }
    Moment since() const { return events.back().at; }
};

/// What a TaskQuery asks. Empty sets do not narrow, as in a real server.
struct TaskFilter
{
    std::string role;
    std::string environment;
    std::string name;
    std::set<std::string> ids;
    std::set<wire::ScheduleStatus> statuses;
    std::set<int> instances;
    std::set<std::string> hosts;
    std::set<JobKey> jobs;
    int offset = 0;
    int limit = 0; ///< 0: all

    static TaskFilter of(const JobKey &job);
    /// A status nobody knows is dropped, so that a set of only such ones filters nothing: as the real server does.
    static TaskFilter read(const thrift::Value &query);
    bool accepts(const ScheduledTask &task) const;
};

/// All tasks by job. At most `historyPerJob` ended ones are kept of each, the oldest go first.
class TaskStore
{
public:
    static constexpr size_t historyPerJob = 100;
    using Tasks = std::vector<std::unique_ptr<ScheduledTask>>;

    ScheduledTask &add(ScheduledTask task);
    void remove(std::string id); ///< a copy: the id may be that of the task which goes
    void pruneHistory(const JobKey &job);

    ScheduledTask *find(const std::string &id) const;
    ScheduledTask *active(const JobKey &job, int instance) const;
    std::vector<ScheduledTask *> activeOf(const JobKey &job) const; ///< by instance
    std::vector<ScheduledTask *> query(const TaskFilter &filter) const;
    const std::map<JobKey, Tasks> &jobs() const { return m_jobs; }
    bool hasActive(const JobKey &job) const { return !activeOf(job).empty(); }

private:
    std::map<JobKey, Tasks> m_jobs;
    std::unordered_map<std::string, ScheduledTask *> m_byId;
};

} // namespace sim::aurora
