// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/statecache.h"

#include "models/core/packedpicture.h"

#include <algorithm>
#include <type_traits>

namespace mesos {

constexpr core::PictureKind kind{ .magic = { 'C', 'M', 'P', 'S', 'T', 'A', 'T', 'E' }, .version = 1 };

// The order of the fields in the file. One list serves writing and reading; packed.h finds it by the type's namespace,
// so it stands in no unnamed one.

static void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Resources>
{
    io(r.cpus, r.mem, r.disk, r.gpus);
}

static void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, ResourceSum>
{
    io(s.cpus, s.mem, s.disk, s.gpus);
}

static void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Range>
{
    io(r.first, r.count);
}

static void fields(auto &io, auto &a) requires std::is_same_v<std::remove_cvref_t<decltype(a)>, Attribute>
{
    io(a.name, a.value);
}

static void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Reservation>
{
    io(r.role, r.resources);
}

static void fields(auto &io, auto &a) requires std::is_same_v<std::remove_cvref_t<decltype(a)>, Agent>
{
    io(a.id, a.hostname, a.address, a.version, a.ports, a.usedPorts, a.zone, a.region, a.total, a.used, a.offered,
       a.revocable, a.attributes, a.reservations, a.registered, a.reregistered, a.unavailableFrom, a.unavailableFor,
       a.drainStarted, a.phase, a.liveTasks);
}

static void fields(auto &io, auto &f) requires std::is_same_v<std::remove_cvref_t<decltype(f)>, Framework>
{
    io(f.id, f.name, f.user, f.principal, f.host, f.address, f.webUi, f.roles, f.capabilities, f.used, f.offered,
       f.registered, f.reregistered, f.unregistered, f.failoverTimeout, f.phase, f.checkpoint, f.liveTasks);
}

static void fields(auto &io, auto &t) requires std::is_same_v<std::remove_cvref_t<decltype(t)>, Task>
{
    io(t.id, t.name, t.executor, t.framework, t.agent, t.role, t.message, t.reason, t.stateWord, t.resources, t.ports,
       t.started, t.changed, t.state, t.health, t.list);
}

static void fields(auto &io, auto &e) requires std::is_same_v<std::remove_cvref_t<decltype(e)>, Executor>
{
    io(e.id, e.name, e.framework, e.agent, e.source, e.resources);
}

static void fields(auto &io, auto &r) requires std::is_same_v<std::remove_cvref_t<decltype(r)>, Role>
{
    io(r.name, r.weight, r.guarantee, r.limit, r.allocated, r.offered, r.reserved, r.frameworks);
}

static void fields(auto &io, auto &w) requires std::is_same_v<std::remove_cvref_t<decltype(w)>, MaintenanceWindow>
{
    io(w.hostname, w.address, w.from, w.length, w.down);
}

static void fields(auto &io, auto &c) requires std::is_same_v<std::remove_cvref_t<decltype(c)>, Cluster>
{
    io(c.name, c.leader, c.leaderAddress, c.version, c.masterId, c.started, c.elected, c.activatedAgents,
       c.deactivatedAgents, c.unreachableAgents, c.recoveredAgents);
}

static void fields(auto &io, auto &s) requires std::is_same_v<std::remove_cvref_t<decltype(s)>, State>
{
    io(s.cluster, s.agents, s.frameworks, s.tasks, s.executors, s.roles, s.maintenance, s.attributes, s.reservations,
       s.frameworkRoles, s.frameworkCapabilities);
}

/// The last valid value of each enumeration.
static constexpr TaskState last(TaskState)
{
    return TaskState::Unknown;
}
static constexpr Health last(Health)
{
    return Health::Unhealthy;
}
static constexpr TaskList last(TaskList)
{
    return TaskList::Completed;
}
static constexpr AgentPhase last(AgentPhase)
{
    return AgentPhase::Gone;
}
static constexpr FrameworkPhase last(FrameworkPhase)
{
    return FrameworkPhase::Completed;
}

namespace {

bool rangesFit(const State &state)
{
    const auto fits
        = [](Range range, const auto &rows) { return uint64_t{ range.first } + range.count <= rows.size(); };
    return std::ranges::all_of(state.agents,
                               [&](const Agent &a) {
                                   return fits(a.attributes, state.attributes)
                                       && fits(a.reservations, state.reservations);
                               })
        && std::ranges::all_of(state.frameworks, [&](const Framework &f) {
               return fits(f.roles, state.frameworkRoles) && fits(f.capabilities, state.frameworkCapabilities);
           });
}

} // namespace

QByteArray encodeState(const State &state, TimePoint fetchedAt)
{
    return core::encodePicture(kind, state, fetchedAt);
}

core::Result<CachedState> decodeState(const QByteArray &bytes)
{
    auto state = std::make_shared<State>();
    const core::Result<TimePoint> fetchedAt = core::decodePicture(kind, bytes, *state, rangesFit);
    if (!fetchedAt)
        return core::failure(fetchedAt.error());
    return CachedState{ std::move(state), *fetchedAt };
}

} // namespace mesos
