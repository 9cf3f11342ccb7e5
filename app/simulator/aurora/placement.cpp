// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/placement.h"

#include "app/simulator/aurora/scheduler.h"

#include <algorithm>
#include <numeric>

namespace sim::aurora {

using namespace std::chrono_literals;
using wire::ScheduleStatus;

namespace {

constexpr auto patience = 15s;
constexpr int never = 1000;

const Resources &overhead()
{
    static const Resources executor{ 0.01, 128.0, 0, 0, {} };
    return executor;
}

const std::string *attribute(const Agent &agent, const std::string &name)
{
    if (name == "host")
        return &agent.hostname;
    const auto found = std::ranges::find(agent.attributes, name, &std::pair<std::string, std::string>::first);
    return found == agent.attributes.end() ? nullptr : &found->second;
}

/// How much is missing, on the scale of a large machine.
void lacking(std::vector<Veto> &vetoes, const char *what, double wanted, double room, double scale)
{
    if (wanted > room + 1e-6)
        vetoes.push_back({ std::string("Insufficient: ") + what,
                           std::min(never, 1 + static_cast<int>((wanted - room) / scale * never)) });
}

int score(const std::vector<Veto> &vetoes)
{
    return std::accumulate(vetoes.begin(), vetoes.end(), 0, [](int sum, const Veto &veto) { return sum + veto.score; });
}

} // namespace

Placement::Placement(Scheduler *scheduler)
    : m_scheduler(scheduler)
{
}

Resources Placement::room(const Agent &agent)
{
    Resources room = agent.total;
    room -= agent.used;
    return room;
}

int64_t Placement::patienceMs()
{
    return std::chrono::milliseconds(patience).count();
}

bool Placement::isOffered(const Agent &agent) const
{
    const Resources free = room(agent);
    return agent.active && !agent.deactivated && !agent.unreachable && free.cpus >= 0.01 && free.mem >= 32;
}

std::vector<Veto> Placement::vetoes(const TaskConfig &config, const Agent &agent) const
{
    const wire::MaintenanceMode mode = m_scheduler->maintenance().mode(agent.hostname);
    if (mode == wire::MaintenanceMode::Draining || mode == wire::MaintenanceMode::Drained)
        return { { mode == wire::MaintenanceMode::Draining ? "Host draining for maintenance"
                                                           : "Host drained for maintenance",
                   never } };
    for (const Constraint &constraint : config.constraints) {
        const std::string *value = attribute(agent, constraint.name);
        if (!constraint.isLimit) {
            const bool among = value && std::ranges::find(constraint.values, *value) != constraint.values.end();
            if (among == constraint.negated)
                return { { "Constraint not satisfied: " + constraint.name, never } };
            continue;
        }
        int sharing = 0;
        for (const ScheduledTask *task : m_scheduler->store().activeOf(config.job)) {
            for (const auto &[number, other] : m_scheduler->world().agents()) {
                const std::string *theirs = attribute(other, constraint.name);
                sharing += other.id == task->agentId && value && theirs && *theirs == *value;
            }
        }
        if (sharing >= constraint.limit)
            return { { "Limit not satisfied: " + constraint.name, never } };
    }
    Resources wanted = config.resources;
    wanted += overhead();
    const Resources free = room(agent);
    std::vector<Veto> vetoes;
    lacking(vetoes, "CPU", wanted.cpus, free.cpus, 16);
    lacking(vetoes, "RAM", wanted.mem, free.mem, 262144);
    lacking(vetoes, "disk", wanted.disk, free.disk, 4194304);
    lacking(vetoes, "ports", static_cast<double>(config.ports.size()), free.portCount(), 64);
    return vetoes;
}

std::vector<Veto> Placement::nearest(const ScheduledTask &task) const
{
    const auto found = m_nearest.find(task.config);
    if (found == m_nearest.end() || m_scheduler->now() - found->second.at > reasonKept)
        return {};
    return found->second.vetoes;
}

void Placement::wake(std::chrono::milliseconds within)
{
    const Moment at = m_scheduler->now() + within;
    if (m_next != Moment{} && m_next <= at)
        return;
    m_next = at;
    m_scheduler->world().at(at, [this, at] {
        if (m_next == at)
            round();
    });
}

void Placement::round()
{
    m_next = {};
    TaskFilter pending;
    pending.statuses = { ScheduleStatus::Pending };
    std::vector<ScheduledTask *> tasks = m_scheduler->store().query(pending);
    // Low instances first: a job is rather there in part than another one in whole. One that found no place spares the
    // others of its kind the search.
    std::ranges::stable_sort(tasks, {}, [](const ScheduledTask *task) { return task->instance; });
    std::set<const TaskConfig *> hopeless;
    for (ScheduledTask *task : tasks) {
        const bool pinned = m_scheduler->behaviour(task->job()).pins.contains(task->instance);
        if ((!pinned && hopeless.contains(task->config.get())) || place(*task))
            continue;
        remember(*task);
        if (!pinned)
            hopeless.insert(task->config.get());
    }
    // A configuration that went out of use takes its reasons along.
    std::erase_if(m_nearest, [&](const auto &entry) { return m_scheduler->now() - entry.second.at > reasonKept; });
    pending.limit = 1;
    if (!m_scheduler->store().query(pending).empty())
        wake(patience);
}

bool Placement::place(ScheduledTask &task)
{
    const Behaviour &behaviour = m_scheduler->behaviour(task.job());
    const TaskConfig &config = *task.config;
    Launch launch;
    launch.framework = m_scheduler->framework();
    launch.id = task.id;
    launch.name = task.job().path();
    launch.environment = task.job().environment;
    launch.pools = behaviour.pools;
    launch.spread = behaviour.spread;
    if (const auto pin = behaviour.pins.find(task.instance); pin != behaviour.pins.end())
        launch.host = pin->second.host;
    launch.resources = config.resources;
    launch.thermos = true;
    launch.ports = config.ports;
    for (const thrift::Value &entry : config.wire.field(27, thrift::Type::Set).elements())
        launch.labels.push_back({ "org.apache.aurora.metadata." + entry.textAt(1), entry.textAt(2) });
    launch.labels.push_back({ "org.apache.aurora.tier", config.tier });
    launch.accepts = [this, &config, pinned = !launch.host.empty()](const Agent &agent) {
        return pinned || vetoes(config, agent).empty();
    };
    return m_scheduler->world().launch(std::move(launch));
}

void Placement::remember(const ScheduledTask &task)
{
    std::vector<Veto> best;
    for (const auto &[number, agent] : m_scheduler->world().agents()) {
        if (!isOffered(agent))
            continue;
        std::vector<Veto> vetoes = this->vetoes(*task.config, agent);
        if (!vetoes.empty() && (best.empty() || score(vetoes) < score(best)))
            best = std::move(vetoes);
    }
    if (!best.empty())
        m_nearest[task.config] = { m_scheduler->now(), std::move(best) };
}

} // namespace sim::aurora
