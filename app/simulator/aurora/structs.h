// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/scheduler.h"
#include "app/simulator/thrift/value.h"

/// The scheduler's things as structs of its API.
namespace sim::aurora {

int64_t milliseconds(Moment t);

thrift::Value toThrift(const ScheduledTask &task, bool withData);
/// JobConfiguration; `cron` adds schedule and policy.
thrift::Value jobConfiguration(const JobKey &key, const Config &config, int instances, const CronJob *cron = nullptr);
thrift::Value updateKey(const JobUpdate &update);
/// `withState` is false in the answer of startJobUpdate, where there is none yet.
thrift::Value updateSummary(const JobUpdate &update, bool withState = true);
thrift::Value updateDetails(const JobUpdate &update);
/// Instances of equal configuration, as a set of ConfigGroup (id 3 for the ranges) or InstanceTaskConfig (id 2).
thrift::Value configGroups(const std::map<int, Config> &instances, int rangesField);
thrift::Value hostStatuses(const Scheduler &scheduler, const std::set<std::string> &hosts);

} // namespace sim::aurora
