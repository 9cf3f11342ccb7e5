// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/encoding.h"
#include "models/aurora/values.h"
#include "models/core/result.h"

#include <string_view>

namespace aurora {

/// An order was taken. OK does not say that something changed: the scheduler's words may be "No tasks to kill."
struct Done
{
    QString message; ///< the scheduler's own words, mostly empty
    bool operator==(const Done &) const = default;
};

/// An update that started, or had nothing to do.
struct StartedUpdate
{
    std::optional<UpdateKey> key; ///< nullopt: the job is unchanged by it, nothing was started
    std::optional<UpdateSummary> summary;
    QString message;
    bool operator==(const StartedUpdate &) const = default;
};

} // namespace aurora

/// From the bytes of an answer to values, one function a kind of answer. Errors: WrongShape (the bytes are no answer,
/// or not to this question), and what the scheduler itself refused: Rejected, JobUpdating, Forbidden, Server, each with
/// its own words in `detail`. `endpoint` is for the caller to fill in. Thread: any, meant for the pool.
namespace aurora::answers {

core::Result<Done> done(std::string_view body, Encoding encoding); ///< of calls without a result

core::Result<QList<RoleSummary>> roles(std::string_view body, Encoding encoding); ///< by role
core::Result<QList<JobSummary>> jobSummaries(std::string_view body, Encoding encoding); ///< by key
core::Result<QList<JobConfiguration>> jobs(std::string_view body, Encoding encoding); ///< by key
core::Result<QList<Task>> tasks(std::string_view body, Encoding encoding); ///< in the scheduler's order
core::Result<ConfigSummary> configSummary(std::string_view body, Encoding encoding);
core::Result<QList<PendingReason>> pendingReasons(std::string_view body, Encoding encoding); ///< by task
core::Result<Quota> quota(std::string_view body, Encoding encoding);
core::Result<Tiers> tiers(std::string_view body, Encoding encoding);
core::Result<TaskConfig> populated(std::string_view body, Encoding encoding);

core::Result<QList<UpdateSummary>> updateSummaries(std::string_view body, Encoding encoding); ///< newest first
core::Result<QList<UpdateDetails>> updateDetails(std::string_view body, Encoding encoding);
core::Result<UpdateDiff> updateDiff(std::string_view body, Encoding encoding);
/// JobUpdating, with the id of the update under way in `path`, when there is one.
core::Result<StartedUpdate> startedUpdate(std::string_view body, Encoding encoding);
core::Result<PulseStatus> pulse(std::string_view body, Encoding encoding);

core::Result<QList<HostStatus>> hosts(std::string_view body, Encoding encoding); ///< of every call on hosts

} // namespace aurora::answers
