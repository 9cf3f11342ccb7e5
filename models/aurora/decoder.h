// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/core/result.h"

#include <QList>
#include <QString>

#include <memory>

namespace aurora {

/// An answer's body, in the encoding the scheduler gave it: both begin unmistakably. `capacity` readable bytes
/// (≥ size + 64) spare a copy.
struct ReplyBytes
{
    const char *data = nullptr;
    size_t size = 0;
    size_t capacity = 0;
};

/// Turns answers, one by one, into States: each gives a new picture in which one part is new. Keeps the string pool,
/// the parser and the last picture: one Decoder per scheduler, used by one thread at a time (any). Successive States
/// share one pool, so that their ids can be compared, until the texts of ended tasks outweigh the living ones: then a
/// new pool is begun. Who compares two States looks at State::pool first. Errors: NotJson, WrongShape (`path` says the
/// place by field ids), TooLarge; Rejected, Forbidden, Server with the scheduler's own words. After an error the
/// picture is the last good one.
class Decoder
{
public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    /// Begins with an earlier picture, of any pool, and gives it back with a pool of the decoder's own.
    Snapshot restore(State earlier);

    /// getJobSummary of all roles. Jobs that are gone take their tasks along.
    core::Result<Snapshot> jobs(const ReplyBytes &reply);
    /// getTasksWithoutConfigs or getTasksStatus of all active tasks of the cluster. Ended tasks that are known stay:
    /// they do not change any more.
    core::Result<Snapshot> activeTasks(const ReplyBytes &reply);
    /// The same of all tasks, ended ones too, of some jobs.
    core::Result<Snapshot> tasksOfJobs(const QList<JobKey> &jobs, const ReplyBytes &reply);
    /// The same of a whole role.
    core::Result<Snapshot> tasksOfRole(const QString &role, const ReplyBytes &reply);

    Snapshot pendingReasons(const QList<PendingReason> &reasons, core::TimePoint at); ///< all that are known now
    Snapshot updates(const QList<UpdateSummary> &active);
    struct Host
    {
        QString name;
        MaintenanceMode mode = MaintenanceMode::Unknown;
        int tasks = 0;
    };
    Snapshot maintenance(const QList<Host> &hosts);
    struct Vitals
    {
        QString version;
        bool registered = false;
        core::Duration uptime{};
        int64_t outstandingOffers = 0;
        int64_t pendingTasks = 0;
        int64_t runningTasks = 0;
        int64_t failedTasks = 0;
        int64_t lostTasks = 0;
    };
    Snapshot vitals(const Vitals &vitals, core::TimePoint at);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace aurora
