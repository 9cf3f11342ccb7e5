// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/statecache.h"

#include "models/core/packedpicture.h"

#include <algorithm>
#include <type_traits>

namespace aurora {

constexpr core::PictureKind kind{ .magic = { 'C', 'M', 'P', 'A', 'U', 'R', 'O', 'R' }, .version = 1 };

// The order of the fields in the file. One list serves writing and reading; packed.h finds it by the type's namespace,
// so it stands in no unnamed one.

static void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, RowResources>
{
    io(r.cpus, r.ram, r.disk, r.gpus, r.ports);
}

static void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, RowRange>
{
    io(r.first, r.count);
}

static void fields(auto &io, auto &c) requires std::is_same_v<std::remove_cvref_t<decltype(c)>, RowConstraint>
{
    io(c.name, c.value);
}

static void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, JobStats>
{
    io(s.active, s.finished, s.failed, s.pending);
}

static void fields(auto &io, auto &j) requires std::is_same_v<std::remove_cvref_t<decltype(j)>, JobRow>
{
    io(j.key, j.role, j.environment, j.name, j.tier, j.owner, j.contact, j.cronSchedule, j.resources, j.constraints,
       j.tasks, j.stats, j.instances, j.priority, j.maxFailures, j.update, j.nextCronRun, j.pendingSince, j.changed,
       j.cronCollision, j.service, j.production, j.endedKnown);
}

static void fields(auto &io, auto &t) requires std::is_same_v<std::remove_cvref_t<decltype(t)>, TaskRow>
{
    io(t.id, t.host, t.agent, t.message, t.ancestor, t.job, t.created, t.since, t.instance, t.failures, t.timesLost,
       t.status);
}

static void fields(auto &io, auto &p) requires std::is_same_v<std::remove_cvref_t<decltype(p)>, PendingRow>
{
    io(p.task, p.reason, p.at);
}

static void fields(auto &io, auto &u) requires std::is_same_v<std::remove_cvref_t<decltype(u)>, UpdateRow>
{
    io(u.id, u.jobKey, u.user, u.job, u.created, u.changed, u.status);
}

static void fields(auto &io, auto &h) requires std::is_same_v<std::remove_cvref_t<decltype(h)>, HostRow>
{
    io(h.host, h.mode, h.tasks);
}

static void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, Scheduler>
{
    io(s.cluster, s.version, s.at, s.registered, s.uptime, s.outstandingOffers, s.pendingTasks, s.runningTasks,
       s.failedTasks, s.lostTasks);
}

static void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, State>
{
    io(s.scheduler, s.jobs, s.tasks, s.constraints, s.pending, s.updates, s.maintenance);
}

// The last valid value of each enumeration.

static constexpr TaskStatus last(TaskStatus)
{
    return TaskStatus::Unknown;
}
static constexpr UpdateStatus last(UpdateStatus)
{
    return UpdateStatus::Unknown;
}
static constexpr MaintenanceMode last(MaintenanceMode)
{
    return MaintenanceMode::Unknown;
}
static constexpr CronCollisionPolicy last(CronCollisionPolicy)
{
    return CronCollisionPolicy::Unknown;
}

namespace {

/// Every row another one points at is there.
bool isConsistent(const State &state)
{
    const auto fits
        = [](RowRange range, const auto &rows) { return uint64_t{ range.first } + range.count <= rows.size(); };
    const auto isRow = [](uint32_t row, const auto &rows) { return row == noRow || row < rows.size(); };
    return std::ranges::all_of(state.jobs,
                               [&](const JobRow &job) {
                                   return fits(job.constraints, state.constraints) && fits(job.tasks, state.tasks)
                                       && isRow(job.update, state.updates);
                               })
        && std::ranges::all_of(state.tasks, [&](const TaskRow &task) { return task.job < state.jobs.size(); })
        && std::ranges::all_of(state.updates, [&](const UpdateRow &update) { return isRow(update.job, state.jobs); });
}

} // namespace

QByteArray encodeState(const State &state, TimePoint fetchedAt)
{
    return core::encodePicture(kind, state, fetchedAt);
}

core::Result<CachedState> decodeState(const QByteArray &bytes)
{
    CachedState cached;
    const core::Result<TimePoint> fetchedAt = core::decodePicture(kind, bytes, cached.state, isConsistent);
    if (!fetchedAt)
        return core::failure(fetchedAt.error());
    cached.fetchedAt = *fetchedAt;
    return cached;
}

} // namespace aurora
