// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/scheduler.h"

#include <algorithm>
#include <array>

namespace sim::aurora {

using namespace std::chrono_literals;
using wire::ScheduleStatus;

namespace {

constexpr auto firstOffer = 4s; ///< of a new agent
constexpr auto flappingThreshold = 1min; ///< -flapping_task_threshold
constexpr auto firstPenalty = 30s; ///< -initial_flapping_task_delay
constexpr auto mostPenalty = 5min; ///< -max_flapping_task_delay

/// What real tasks say when they fail, and how often each.
constexpr std::array failures{
    "Command exited with status 1",   "Command exited with status 1",
    "Command exited with status 137", "Memory limit exceeded: Requested: 21504MB Maximum Used: 21504MB",
    "Command exited with status 143",
};

Behaviour guessed(const JobKey &job)
{
    Behaviour behaviour;
    const auto named = [&job](const char *part) { return job.name.find(part) != std::string::npos; };
    if (named("failing")) {
        behaviour.lifetime = 0.1;
        behaviour.failRate = 1;
        behaviour.failure = "1 process failed: main; task failed";
    } else if (named("flapping")) {
        behaviour.lifetime = 0.4;
        behaviour.failRate = 1;
    } else if (named("oneshot")) {
        behaviour.lifetime = 0.2;
    }
    return behaviour;
}

} // namespace

Scheduler::Scheduler(World *world, Framework framework)
    : m_world(world)
    , m_random(world->seed(), 4)
    , m_hostname(framework.hostname)
    , m_placement(this)
    , m_updates(this)
    , m_cron(this)
    , m_quotas(this)
    , m_maintenance(this)
{
    m_framework = world->addFramework(std::move(framework));
    m_frameworkId = world->frameworks().at(m_framework).info.id;
    world->addObserver(this);
}

Scheduler::~Scheduler()
{
    m_world->removeObserver(this);
}

Behaviour &Scheduler::behaviour(const JobKey &job)
{
    const auto found = m_behaviours.find(job);
    return found != m_behaviours.end() ? found->second : m_behaviours.emplace(job, guessed(job)).first->second;
}

ScheduledTask &Scheduler::makeTask(const Config &config, int instance)
{
    ScheduledTask task;
    const JobKey &job = config->job;
    task.id
        = job.role + '-' + job.environment + '-' + job.name + '-' + std::to_string(instance) + '-' + m_random.uuid();
    task.config = config;
    task.instance = instance;
    return m_store.add(std::move(task));
}

void Scheduler::addTasks(const Config &config, const std::set<int> &instances, const std::string &message)
{
    for (const int instance : instances)
        transition(makeTask(config, instance), ScheduleStatus::Pending, message);
    m_placement.wake(500ms);
}

void Scheduler::transition(ScheduledTask &task, ScheduleStatus status, std::string message)
{
    task.status = status;
    task.events.push_back({ now(), status, std::move(message) });
    m_updates.taskChanged(task.job());
}

int Scheduler::kill(const JobKey &job, const std::set<int> &instances, const std::string &message)
{
    int killed = 0;
    for (ScheduledTask *task : m_store.activeOf(job)) {
        if (!instances.empty() && !instances.contains(task->instance))
            continue;
        if (task->status == ScheduleStatus::Killing)
            continue;
        ++killed;
        killTask(*task, message);
    }
    return killed;
}

void Scheduler::killTask(ScheduledTask &task, const std::string &message)
{
    if (!task.waits())
        return stop(task, ScheduleStatus::Killing, message);
    const JobKey job = task.job();
    m_store.remove(task.id); // what never ran leaves no trace
    m_updates.taskChanged(job);
}

void Scheduler::restart(ScheduledTask &task, const std::string &user)
{
    if (!task.waits())
        stop(task, ScheduleStatus::Restarting, "Restarted by " + user);
}

void Scheduler::drain(ScheduledTask &task)
{
    stop(task, ScheduleStatus::Draining, "Draining machine for maintenance.");
}

void Scheduler::stop(ScheduledTask &task, ScheduleStatus status, std::string message)
{
    const std::string id = task.id;
    transition(task, status, std::move(message));
    m_world->killTask(m_framework, id, std::chrono::milliseconds(m_random.between(1500, 6000)),
                      "Instructed to kill task.");
}

void Scheduler::force(ScheduledTask &task, ScheduleStatus status, const std::string &user)
{
    // An ended task changes no more; a live one can be declared ended, which the world then hears, or killed.
    if (!task.isActive() || !(wire::isTerminal(status) || status == ScheduleStatus::Killing))
        return;
    if (status == ScheduleStatus::Killing)
        return killTask(task, "Transition forced by " + user);
    const std::string id = task.id;
    const ScheduleStatus before = task.status;
    transition(task, status, "Transition forced by " + user);
    ended(task, before);
    m_world->endTask(m_framework, id, TaskState::Killed, "Instructed to kill task.");
}

void Scheduler::endTask(ScheduledTask &task, TaskState state, const std::string &message)
{
    m_world->endTask(m_framework, task.id, state, message);
}

void Scheduler::agentAdded(const Agent &)
{
    m_world->at(now() + firstOffer, [this] { m_placement.wake(0ms); });
}

void Scheduler::taskAdded(const Task &launched)
{
    if (launched.frameworkId != m_frameworkId)
        return;
    ScheduledTask *task = m_store.find(launched.id);
    if (!task)
        return;
    task->agentId = launched.agentId;
    if (launched.discovery) {
        for (const NamedPort &port : launched.discovery->ports)
            task->ports[port.name] = port.number;
    }
    for (const auto &[number, agent] : m_world->agents()) {
        if (agent.id == launched.agentId)
            task->host = agent.hostname;
    }
    transition(*task, ScheduleStatus::Assigned, {});
}

void Scheduler::taskUpdated(const Task &changed, const Status &status)
{
    if (changed.frameworkId != m_frameworkId)
        return;
    ScheduledTask *task = m_store.find(changed.id);
    if (!task || !task->isActive())
        return;
    const ScheduleStatus before = task->status;
    const bool stopping = before == ScheduleStatus::Killing || before == ScheduleStatus::Restarting
        || before == ScheduleStatus::Draining;
    switch (status.state) {
    case TaskState::Staging:
    case TaskState::Killing:
        return;
    case TaskState::Starting:
        if (!stopping)
            transition(*task, ScheduleStatus::Starting, "Initializing sandbox.");
        return;
    case TaskState::Running:
        if (!stopping)
            running(*task);
        return;
    case TaskState::Finished:
        transition(*task, ScheduleStatus::Finished, "Reached end of task.");
        break;
    case TaskState::Failed:
        ++task->failures;
        transition(*task, ScheduleStatus::Failed, status.message);
        break;
    case TaskState::Killed:
        transition(*task, ScheduleStatus::Killed, status.message);
        break;
    case TaskState::Lost:
    case TaskState::Unreachable:
        transition(*task, ScheduleStatus::Lost, status.message);
        break;
    }
    ended(*task, before);
}

void Scheduler::running(ScheduledTask &task)
{
    transition(task, ScheduleStatus::Running, "No health-check defined, task is assumed healthy.");
    const Behaviour &behaviour = this->behaviour(task.job());
    // Where an instance was put by name the plan says when it ends.
    if (behaviour.lifetime <= 0 || behaviour.pins.contains(task.instance))
        return;
    const double minutes
        = behaviour.lifetime * (behaviour.fixedLifetime ? m_random.between(0.95, 1.05) : m_random.between(0.4, 1.6));
    const bool fails = m_random.chance(behaviour.failRate);
    std::string message = "Command exited with status 0";
    if (fails)
        message = behaviour.failure.empty() ? m_random.pick(failures) : behaviour.failure;
    m_world->at(now() + std::chrono::microseconds(static_cast<int64_t>(minutes * 60e6)),
                [this, id = task.id, fails, message] {
                    const ScheduledTask *still = m_store.find(id);
                    if (still && still->status == ScheduleStatus::Running)
                        m_world->endTask(m_framework, id, fails ? TaskState::Failed : TaskState::Finished, message);
                });
}

void Scheduler::ended(ScheduledTask &task, ScheduleStatus before)
{
    if (isStartedAgain(task, before))
        reschedule(task, before);
    const JobKey job = task.job(); // the task itself may be pruned
    m_maintenance.taskEnded(task.host);
    m_store.pruneHistory(job);
    m_cron.taskEnded(job);
    m_updates.taskChanged(job);
}

bool Scheduler::isStartedAgain(const ScheduledTask &task, ScheduleStatus before)
{
    if (before == ScheduleStatus::Killing || m_store.active(task.job(), task.instance))
        return false;
    if (behaviour(task.job()).closing)
        return false;
    switch (task.status) {
    case ScheduleStatus::Finished:
        return task.config->isService;
    case ScheduleStatus::Failed:
        return task.config->isService || task.config->maxFailures < 0 || task.failures < task.config->maxFailures;
    default: // lost, drained, restarted or killed by somebody else
        return true;
    }
}

std::chrono::milliseconds Scheduler::penalty(const ScheduledTask &old, ScheduleStatus before, int *flaps)
{
    const auto began = std::ranges::find(old.events, ScheduleStatus::Assigned, &TaskEvent::status);
    const bool interrupted = before == ScheduleStatus::Restarting || before == ScheduleStatus::Draining
        || old.status == ScheduleStatus::Lost || old.status == ScheduleStatus::Killed;
    if (interrupted || began == old.events.end() || now() - began->at >= flappingThreshold)
        return 0ms;
    *flaps = old.flaps + 1;
    const std::chrono::milliseconds doubled = firstPenalty * (1 << std::min(old.flaps, 4));
    return std::min<std::chrono::milliseconds>(doubled, mostPenalty)
        + std::chrono::milliseconds(m_random.between(0, 900));
}

void Scheduler::reschedule(const ScheduledTask &old, ScheduleStatus before)
{
    int flaps = 0;
    const std::chrono::milliseconds penalty = this->penalty(old, before, &flaps);
    ScheduledTask &task = makeTask(old.config, old.instance);
    task.ancestor = old.id;
    task.failures = old.failures;
    task.flaps = flaps;
    if (penalty == 0ms) {
        transition(task, ScheduleStatus::Pending, "Rescheduled");
        m_placement.wake(std::chrono::milliseconds(m_random.between(2500, 6500)));
        return;
    }
    transition(task, ScheduleStatus::Throttled,
               "Rescheduled, penalized for " + std::to_string(penalty.count()) + " ms for flapping");
    m_world->at(now() + penalty, [this, id = task.id] {
        ScheduledTask *waiting = m_store.find(id);
        if (!waiting || waiting->status != ScheduleStatus::Throttled)
            return;
        transition(*waiting, ScheduleStatus::Pending, {});
        m_placement.wake(500ms);
    });
}

} // namespace sim::aurora
