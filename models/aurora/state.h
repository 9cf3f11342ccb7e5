// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/values.h"
#include "models/core/clock.h"
#include "models/core/stringpool.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

/// What the product knows of one Aurora scheduler at one moment: compact, immutable once shared. Both encodings of the
/// wire give equal States. Rows are packed: 100,000 tasks are daily use. Texts are ids of State::pool.
/// (values.h has the same things whole, one by one, for what is looked at closely and for what is sent.)
namespace aurora {

using core::TextId;
using core::TimePoint;

/// What a job asks for each instance. Aurora counts ram and disk in MiB.
struct RowResources
{
    float cpus = 0; ///< cores
    float ram = 0; ///< MiB
    float disk = 0; ///< MiB
    float gpus = 0; ///< whole devices
    int32_t ports = 0; ///< named ports
    bool operator==(const RowResources &) const = default;
};

/// A slice of one of State's side vectors.
struct RowRange
{
    uint32_t first = 0;
    uint32_t count = 0;
    bool operator==(const RowRange &) const = default;
};

/// A constraint as Constraint::text() spells it: "a,b", "!a,b", "limit:2".
struct RowConstraint
{
    TextId name;
    TextId value;
    bool operator==(const RowConstraint &) const = default;
};

constexpr uint32_t noRow = UINT32_MAX;

struct JobRow
{
    TextId key; ///< "role/env/name"
    TextId role;
    TextId environment;
    TextId name;
    TextId tier; ///< "preferred", "preemptible", …
    TextId owner; ///< user who made it, as his client said
    TextId contact; ///< mail address
    TextId cronSchedule; ///< empty: no cron job
    RowResources resources; ///< of each instance, by the configuration the summary names
    RowRange constraints; ///< of State::constraints
    RowRange tasks; ///< of State::tasks: all that are active, and the ended ones that were asked for
    JobStats stats; ///< the scheduler's own counts; of tasks, not instances: restarts raise finished and failed
    int32_t instances = 0; ///< active ones; of a cron job: of one run
    int32_t priority = 0;
    int32_t maxFailures = 0; ///< of one instance before it stays FAILED; -1: any number
    uint32_t update = noRow; ///< of State::updates: the one in flight
    TimePoint nextCronRun; ///< not known: no cron job
    TimePoint pendingSince; ///< of the task that waits longest; not known: none waits, or its list is not read yet
    TimePoint changed; ///< newest event of the tasks that are known
    CronCollisionPolicy cronCollision = CronCollisionPolicy::KillExisting;
    bool service = false;
    bool production = false;
    bool endedKnown = false; ///< `tasks` holds the ended ones too
};

struct TaskRow
{
    TextId id;
    TextId host; ///< empty while it waits for an agent
    TextId agent; ///< id
    TextId message; ///< of the last event that has one
    TextId ancestor; ///< id of the task it replaced; empty: the first of its instance
    uint32_t job = noRow; ///< of State::jobs
    TimePoint created; ///< first event
    TimePoint since; ///< last event
    int32_t instance = 0;
    int32_t failures = 0; ///< of this instance, ancestors included
    int32_t timesLost = 0; ///< how often its agent was partitioned away
    TaskStatus status = TaskStatus::Unknown;
    bool operator==(const TaskRow &) const = default;
};

/// Waits until an agent is found: what JobStats counts as pending.
bool isWaiting(TaskStatus status);

/// Why a task waits, in the scheduler's words: "Insufficient: CPU,Insufficient: RAM".
struct PendingRow
{
    TextId task;
    TextId reason;
    TimePoint at; ///< when the scheduler said so
};

struct UpdateRow
{
    TextId id;
    TextId jobKey; ///< "role/env/name"
    TextId user;
    uint32_t job = noRow; ///< of State::jobs
    TimePoint created;
    TimePoint changed;
    UpdateStatus status = UpdateStatus::Unknown;
};

struct HostRow
{
    TextId host;
    MaintenanceMode mode = MaintenanceMode::Unknown;
    uint32_t tasks = 0; ///< that still have to go; of draining hosts
};

/// Of the scheduler itself. Source: /vars.json, of which only these are read: it publishes its whole environment too.
struct Scheduler
{
    TextId cluster; ///< name
    TextId version;
    TimePoint at; ///< when what follows was read; not known: never
    bool registered = false; ///< with Mesos
    core::Duration uptime{}; ///< of its process
    int64_t outstandingOffers = 0;
    int64_t pendingTasks = 0; ///< of the whole store; so the next ones
    int64_t runningTasks = 0;
    int64_t failedTasks = 0;
    int64_t lostTasks = 0;
};

class State
{
public:
    std::shared_ptr<const core::StringPool> pool;
    Scheduler scheduler;
    std::vector<JobRow> jobs; ///< sorted by key.value (not by text), so that looking up compares integers
    std::vector<TaskRow> tasks; ///< job by job; within one by instance, the newest of an instance first
    std::vector<RowConstraint> constraints;
    std::vector<PendingRow> pending; ///< sorted by task.value
    std::vector<UpdateRow> updates; ///< active ones
    std::vector<HostRow> maintenance; ///< hosts in any mode but NONE

    std::string_view view(TextId id) const { return pool->view(id); }
    QString string(TextId id) const { return pool->string(id); }

    const JobRow *job(TextId key) const; ///< O(log n); nullptr: not listed
    const JobRow *job(const JobKey &key) const; ///< O(n), for names typed or clicked
    JobKey keyOf(const JobRow &job) const;
    std::span<const TaskRow> tasksOf(const JobRow &job) const;
    std::span<const RowConstraint> constraintsOf(const JobRow &job) const;
    TextId constraint(const JobRow &job, std::string_view name) const; ///< value, or empty: how a job names its pool
    const PendingRow *pendingReason(TextId task) const; ///< O(log n); nullptr: not told
    const UpdateRow *updateOf(const JobRow &job) const; ///< in flight; nullptr: none
};

using Snapshot = std::shared_ptr<const State>;

} // namespace aurora
