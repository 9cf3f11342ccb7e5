// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/sparkworkload.h"

#include <array>

namespace sim {

using namespace std::chrono_literals;

namespace {

/// What real tasks say when they fail, and how often each.
constexpr std::array failures{
    "Command exited with status 1",   "Command exited with status 1",
    "Command exited with status 137", "Memory limit exceeded: Requested: 21504MB Maximum Used: 21504MB",
    "Command exited with status 143",
};

} // namespace

SparkWorkload::SparkWorkload(World *world, WorkloadPlan plan, Moment night)
    : Workload(world, std::move(plan), night)
    , m_random(world->seed(), hashOf(m_plan.name) ^ static_cast<uint64_t>(night.time_since_epoch().count()))
{
}

void SparkWorkload::begin()
{
    m_open = true;
    Framework framework;
    framework.name = m_plan.name;
    framework.user = "spark";
    framework.hostname = "ip-10-130-96-" + std::to_string(m_random.between(30, 99)) + ".ec2.internal";
    framework.webUiUrl = "http://" + framework.hostname + ":4040";
    framework.pid = "scheduler-" + m_random.uuid() + "@10.130.96.30:" + std::to_string(m_random.between(32768, 60999));
    framework.principal = "spark";
    framework.role = "spark";
    framework.capabilities = { "GPU_RESOURCES" };
    framework.checkpoint = true;
    framework.failoverTimeout = 21600.0;
    m_framework = m_world->addFramework(std::move(framework));
    m_world->note("active", "Framework " + m_plan.name + " registered");
    const int count = m_plan.instances;
    m_plan.instances = 0;
    setInstances(count);
}

void SparkWorkload::setInstances(int count)
{
    for (int i = m_plan.instances; i < count; ++i) {
        m_ids.emplace_back();
        m_waiting.push_back(false);
        m_world->at(m_world->now() + std::chrono::milliseconds(m_random.between(0, 700) + 400 * (i - m_plan.instances)),
                    [this, i] { tryLaunch(i); });
    }
    m_plan.instances = count;
}

void SparkWorkload::tryLaunch(int instance)
{
    const auto slot = static_cast<size_t>(instance);
    if (m_waiting[slot])
        --m_pending;
    m_waiting[slot] = false;
    if (!m_open)
        return;
    Launch launch;
    launch.framework = m_framework;
    launch.pools = m_plan.pools;
    launch.spread = m_plan.spread;
    launch.resources = { m_plan.cpus, m_plan.memGib * 1024, m_plan.diskGib * 1024, 0, {} };
    if (const auto pin = m_plan.pins.find(instance); pin != m_plan.pins.end()) {
        launch.host = pin->second.host;
        launch.resources.disk = pin->second.diskGib * 1024;
    }
    launch.id = std::to_string(m_nextExecutor);
    launch.name = m_plan.name + ' ' + launch.id;
    const std::string id = launch.id;
    launch.started = [this, instance](const Task &) { launched(instance); };
    launch.ended = [this, instance](const Task &) { ended(instance); };
    if (!m_world->launch(std::move(launch))) {
        m_waiting[slot] = true;
        ++m_pending;
        m_world->at(m_world->now() + std::chrono::seconds(m_random.between(12, 30)),
                    [this, instance] { tryLaunch(instance); });
        return;
    }
    ++m_nextExecutor;
    m_ids[slot] = id;
}

void SparkWorkload::launched(int instance)
{
    // Where an instance was put by name the plan says when it ends.
    if (m_plan.lifetime <= 0 || m_plan.pins.contains(instance))
        return;
    const std::string id = m_ids[static_cast<size_t>(instance)];
    const double minutes = m_plan.lifetime * m_random.between(0.4, 1.6);
    const bool fails = m_random.chance(m_plan.failRate);
    const std::string message = fails ? m_random.pick(failures) : "Command exited with status 0";
    m_world->at(m_world->now() + std::chrono::microseconds(static_cast<int64_t>(minutes * 60e6)), [=, this] {
        m_world->endTask(m_framework, id, fails ? TaskState::Failed : TaskState::Finished, message);
    });
}

void SparkWorkload::ended(int instance)
{
    if (m_open)
        m_world->at(m_world->now() + 3s + std::chrono::milliseconds(m_random.between(0, 5000)),
                    [this, instance] { tryLaunch(instance); });
}

void SparkWorkload::failInstance(int instance, const std::string &message)
{
    m_world->endTask(m_framework, taskId(instance), TaskState::Failed, message);
}

void SparkWorkload::end()
{
    if (!m_open)
        return;
    m_open = false;
    m_world->note("completed", "Framework " + m_plan.name + " completed");
    m_world->removeFramework(m_framework);
}

} // namespace sim
