// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/jobkey.h"
#include "models/aurora/taskconfig.h"
#include "models/aurora/taskstatus.h"
#include "models/aurora/updatevalues.h"

/// What the Aurora scheduler tells and takes, as plain values. Everything here can be copied and compared; nothing here
/// knows the wire. Lists of a hundred thousand tasks have a compact form of their own.
namespace aurora {

enum class CronCollisionPolicy : uint8_t { KillExisting, CancelNew, RunOverlap, Unknown };
std::string_view word(CronCollisionPolicy policy); ///< "KILL_EXISTING"

struct JobConfiguration
{
    JobKey key;
    QString owner; ///< null: not given
    QString cronSchedule; ///< five fields; null: not a cron job
    CronCollisionPolicy cronCollisionPolicy = CronCollisionPolicy::KillExisting;
    TaskConfig config;
    int instanceCount = 0; ///< getJobs: active tasks
    bool operator==(const JobConfiguration &) const = default;

    bool isCron() const { return !cronSchedule.isEmpty(); }
};

/// Counted in tasks, not instances: each restart adds a finished or failed one until it is pruned.
struct JobStats
{
    int active = 0;
    int finished = 0;
    int failed = 0;
    int pending = 0;
    bool operator==(const JobStats &) const = default;
};

struct JobSummary
{
    JobConfiguration job;
    JobStats stats;
    core::TimePoint nextCronRun{}; ///< not known: not a cron job
    bool operator==(const JobSummary &) const = default;
};

struct RoleSummary
{
    QString role;
    int jobCount = 0;
    int cronJobCount = 0;
    bool operator==(const RoleSummary &) const = default;
};

struct TaskEvent
{
    core::TimePoint at{};
    TaskStatus status = TaskStatus::Unknown;
    QString message;
    QString scheduler; ///< the scheduler's host
    bool operator==(const TaskEvent &) const = default;
};

/// One try at running an instance. A restarted instance is a new task whose ancestor is the old one.
struct Task
{
    QString id;
    int instance = 0;
    TaskConfig config;
    QString agentId; ///< null while no agent is chosen
    QString host; ///< likewise
    QMap<QString, int> ports; ///< name → port of the agent
    TaskStatus status = TaskStatus::Unknown;
    int failureCount = 0; ///< of this instance, ancestors included
    int timesPartitioned = 0;
    QList<TaskEvent> events; ///< oldest first
    QString ancestorId; ///< null: the first
    bool operator==(const Task &) const = default;

    const JobKey &job() const { return config.job; }
};

struct PendingReason
{
    QString taskId;
    QString reason; ///< the scheduler's words, joined by commas: "Insufficient: CPU,Insufficient: RAM"
    bool operator==(const PendingReason &) const = default;
};

struct Quota
{
    Resources limit;
    std::optional<Resources> prodShared; ///< what counts against the limit
    std::optional<Resources> nonProdShared;
    std::optional<Resources> prodDedicated;
    std::optional<Resources> nonProdDedicated;
    bool operator==(const Quota &) const = default;
};

struct ConfigSummary
{
    JobKey job;
    QList<ConfigGroup> groups;
    bool operator==(const ConfigSummary &) const = default;
};

struct TierConfig
{
    QString name;
    QMap<QString, QString> settings; ///< "preemptible" → "true", …
    bool operator==(const TierConfig &) const = default;
};

struct Tiers
{
    QString defaultTier;
    QList<TierConfig> tiers; ///< by name
    bool operator==(const Tiers &) const = default;
};

enum class MaintenanceMode : uint8_t { None, Scheduled, Draining, Drained, Unknown };
std::string_view word(MaintenanceMode mode); ///< "DRAINING"

/// Hosts the scheduler does not know are left out of its answers without a word.
struct HostStatus
{
    QString host;
    MaintenanceMode mode = MaintenanceMode::Unknown;
    bool operator==(const HostStatus &) const = default;
};

} // namespace aurora
