// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/call.h"
#include "models/aurora/instanceset.h"
#include "models/aurora/query.h"
#include "models/aurora/values.h"

/// Everything that can be asked or ordered, as values: a plan can hold and show its calls before anything is sent.
/// What is missing here is missing on purpose (pruneTasks, backups, recovery).
/// `reason` travels where the scheduler has a field for it; empty: none is sent.
namespace aurora::calls {

// ---- reads
Call roles();
Call jobSummaries(); ///< of all roles, cron jobs included
Call jobSummaries(const QString &role); ///< an empty role asks for all: the scheduler would leave out cron jobs
Call jobs(); ///< with active tasks, and cron jobs
Call jobs(const QString &role); ///< as above
Call tasks(const TaskQuery &query); ///< without the executors' data; fails whole where a task has no executor
Call tasksWithConfigs(const TaskQuery &query); ///< four times as large
Call configSummary(const JobKey &job);
Call pendingReasons(const TaskQuery &query); ///< the scheduler refuses statuses and hosts here
Call quota(const QString &role);
Call updateSummaries(const UpdateQuery &query);
Call updateDetails(const UpdateQuery &query);
Call updateDiff(const UpdateRequest &request);
Call tiers();
Call populate(const JobConfiguration &job); ///< dry run: what the scheduler would make of it

// ---- jobs
Call create(const JobConfiguration &job);
Call killInstances(const JobKey &job, const InstanceSet &instances, const QString &reason);
Call killJob(const JobKey &job, const QString &reason); ///< every instance, whatever runs when it arrives
Call restart(const JobKey &job, const InstanceSet &instances); ///< all or nothing: each must be active
Call addInstances(const InstanceKey &pattern,
                  int count); ///< like `pattern`, which must be active; numbered above the highest
Call scheduleCron(const JobConfiguration &job); ///< also replaces the schedule of an existing one
Call descheduleCron(const JobKey &job);
Call startCron(const JobKey &job); ///< does nothing, and says OK, where a run is active and the policy is CancelNew
Call replaceCronTemplate(const JobConfiguration &job);

// ---- updates
Call startUpdate(const UpdateRequest &request, const QString &reason);
Call pauseUpdate(const UpdateKey &key, const QString &reason);
Call resumeUpdate(const UpdateKey &key, const QString &reason);
Call abortUpdate(const UpdateKey &key, const QString &reason);
Call rollbackUpdate(const UpdateKey &key, const QString &reason);
Call pulseUpdate(const UpdateKey &key);

// ---- administrators
Call setQuota(const QString &role, const Resources &limit); ///< cpus, RAM and disk; the rest is not sent
Call startMaintenance(const QStringList &hosts);
Call drain(const QStringList &hosts); ///< kills what runs there
Call slaDrain(const QStringList &hosts, const SlaPolicy &policy,
              core::Duration timeout); ///< kills after `timeout` at the latest
Call maintenanceStatus(const QStringList &hosts);
Call endMaintenance(const QStringList &hosts);
/// Unknown tasks and illegal transitions are answered with OK, and nothing happens. `status` must be known.
std::optional<Call> forceTaskState(const QString &taskId, TaskStatus status);

} // namespace aurora::calls
