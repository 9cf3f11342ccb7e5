// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/generatedcluster.h"

#include <algorithm>

namespace sim {

namespace {

using namespace std::chrono_literals;

constexpr Moment generatedAt{ std::chrono::seconds(1795416432) }; // 03:47:12 BRT on 23 Nov 2026
constexpr Resources executorResources{ 0.25, 128, 0, 0, {} };

constexpr std::array roles{
    "itaipu", "capivara", "hyoga",   "fraud",  "cards",   "contracts", "ledger",    "scores",
    "mobile", "growth",   "savings", "credit", "billing", "identity",  "messaging", "platform"
};
constexpr std::array jobs{
    "contracts",        "dimensional-modeling", "card-features", "contracts-ledger", "model",
    "signals",          "transactions-enrich",  "api-gateway",   "score-batch",      "event-mirror",
    "limits-optimiser", "statement-render",     "kafka-connect", "feature-server",   "backfill"
};
constexpr std::array pools{
    "mesos-on-demand", "mesos-spot-1a", "mesos-spot-1c", "mesos-spot-1d", "mesos-fixed", "model"
};
constexpr std::array instanceTypes{ "r5.4xlarge", "r4.4xlarge", "r5.2xlarge", "m5.8xlarge" };
constexpr std::array zones{ "us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d" };

} // namespace

GeneratedCluster::GeneratedCluster(const GeneratorOptions &options)
    : m_options(options)
{
    Random random(options.seed, 7);
    m_master.id = random.uuid();
    m_master.cluster = "cantareira-large";
    m_master.started = generatedAt - 240h;
    m_master.elected = m_master.started + 320ms;
    placeTasks();
}

bool GeneratedCluster::isChanged(Stream kind, int index) const
{
    const auto hundred = static_cast<uint64_t>(index) / 100;
    return m_options.successor
        && Random(m_options.seed, (ChangeStream + kind) | hundred).below(100) == static_cast<uint64_t>(index) % 100;
}

GeneratedCluster::Scheduler GeneratedCluster::schedulerOf(int task) const
{
    if (task % 10 != 9)
        return Scheduler::Aurora;
    const int inactive = std::clamp(m_options.tasks / 500, 2, 40);
    return task / 10 < inactive ? Scheduler::Inactive : Scheduler::Marathon;
}

GeneratedCluster::Draw GeneratedCluster::drawTask(int task) const
{
    static constexpr std::array cpus{ 0.25, 0.5, 1.0, 1.5, 2.0, 0.1 };
    static constexpr std::array mems{ 512.0, 1024.0, 2048.0, 3072.0, 6144.0, 8192.0 };
    Random random(m_options.seed, TaskStream | static_cast<uint64_t>(task));
    Draw draw;
    draw.agent = static_cast<int>(random.below(static_cast<uint64_t>(m_options.agents)));
    draw.job = task / 10 % std::max(1, m_options.tasks / 25);
    draw.instance = task / 10 / std::max(1, m_options.tasks / 25) * 9 + task % 10;
    draw.resources = { random.pick(cpus), random.pick(mems), 1024.0 * random.between(1, 8), 0, {} };
    return draw;
}

const std::string &GeneratedCluster::addressOf(int agent)
{
    m_address = "10." + std::to_string(128 + agent / 62500) + '.' + std::to_string(agent / 250 % 250) + '.'
        + std::to_string(agent % 250 + 4);
    return m_address;
}

std::string GeneratedCluster::frameworkId(int number) const
{
    std::string digits = std::to_string(number);
    return m_master.id + '-' + std::string(4 - digits.size(), '0') + digits;
}

void GeneratedCluster::placeTasks()
{
    m_used.assign(static_cast<size_t>(m_options.agents), {});
    m_ports.assign(static_cast<size_t>(m_options.agents), 0);
    m_portOf.assign(static_cast<size_t>(m_options.tasks), 0);
    for (int i = 0; i < m_options.tasks; ++i) {
        const Draw draw = drawTask(i);
        const auto agent = static_cast<size_t>(draw.agent);
        const Scheduler scheduler = schedulerOf(i);
        Resources taken = draw.resources;
        if (scheduler == Scheduler::Aurora)
            taken += executorResources;
        m_used[agent] += taken;
        m_held[static_cast<size_t>(scheduler)] += taken;
        m_portOf[static_cast<size_t>(i)] = 31000 + m_ports[agent]++;
    }
}

Agent GeneratedCluster::agent(int index)
{
    Random random(m_options.seed, AgentStream | static_cast<uint64_t>(index));
    Agent agent;
    agent.id = agentId(index);
    agent.address = addressOf(index);
    agent.hostname = "ip-" + agent.address + ".ec2.internal";
    std::replace(agent.hostname.begin(), agent.hostname.begin() + static_cast<ptrdiff_t>(agent.address.size()) + 3, '.',
                 '-');
    const std::string zone = random.pick(zones);
    agent.attributes = { { "slave-type", random.pick(pools) },
                         { "instance-type", random.pick(instanceTypes) },
                         { "rack", zone },
                         { "host", agent.hostname } };
    agent.region = "us-east-1";
    agent.zone = zone;
    agent.registered = generatedAt - std::chrono::microseconds(random.below(86'400'000'000ULL * 9));
    const auto slot = static_cast<size_t>(index);
    agent.used = m_used[slot];
    if (m_ports[slot] > 0)
        agent.used.ports = { { 31000, 31000 + m_ports[slot] - 1 } };
    agent.total = { 32.0, 125747.0, 409600.0, 0, { { 31000, 32000 } } };
    while (!agent.used.fits(agent.total)) // small clusters with many tasks: larger machines
        agent.total += agent.total;
    if (isChanged(AgentStream, index)) {
        agent.reregistered = generatedAt + std::chrono::microseconds(random.below(1'000'000));
        agent.offered = { 1.0, 2048.0, 0, 0, {} };
    }
    return agent;
}

void GeneratedCluster::fillTask(Task &task, Scheduler scheduler, const Draw &draw, Random &random, Moment started)
{
    const auto jobNumber = static_cast<size_t>(draw.job);
    const std::string role = roles[jobNumber % roles.size()];
    const std::string job = std::string(jobs[jobNumber % jobs.size()]) + '-' + std::to_string(draw.job);
    const std::string instance = std::to_string(draw.instance);
    const std::string uuid = random.uuid();
    if (scheduler == Scheduler::Aurora) {
        task.id = role + "-prod-" + role + '-' + job + '-' + instance + '-' + uuid;
        task.name = role + "/prod/" + role + '-' + job;
        task.executorId = "thermos-" + task.id;
        task.discovery = Discovery{ role + ".prod." + role + '-' + job, "prod", "cantareira", {} };
        task.labels = { { "org.apache.aurora.metadata.squad", role },
                        { "org.apache.aurora.metadata.deployment", "cantareira-" + role + "-blue" },
                        { "org.apache.aurora.metadata.revision", uuid.substr(0, 8) },
                        { "org.apache.aurora.tier", draw.job % 3 ? "preferred" : "preemptible" } };
    } else {
        task.id = role + '_' + job + '.' + uuid;
        task.name = job + '.' + role;
        task.executorId.clear();
        task.discovery = Discovery{ job + '.' + role, "", "", {} };
        task.labels = { { "squad", role },
                        { "HAPROXY_0_VHOST", job + ".cantareira.internal" },
                        { "HAPROXY_GROUP", "internal" },
                        { "revision", uuid.substr(0, 8) } };
    }
    task.frameworkId = frameworkId(static_cast<int>(scheduler));
    task.agentId = agentId(draw.agent);
    task.address = addressOf(draw.agent);
    task.role = scheduler == Scheduler::Aurora ? "aurora" : "*";
    task.containerId = random.uuid();
    task.resources = draw.resources;
    task.statuses.clear();
    for (const TaskState state : { TaskState::Starting, TaskState::Running }) {
        started += std::chrono::microseconds(random.below(20'000'000));
        task.statuses.push_back({ state, started, "SOURCE_EXECUTOR", {}, {}, {}, true });
    }
    task.state = TaskState::Running;
}

/// The task as it started; what else happens to it goes on with the returned draws.
Random GeneratedCluster::fillLiveTask(int index)
{
    Random random(m_options.seed, TaskStream | static_cast<uint64_t>(index) | 1ULL << 39);
    const Moment started = generatedAt - std::chrono::microseconds(random.below(6ULL * 3600 * 1'000'000) + 60'000'000);
    fillTask(m_task, schedulerOf(index), drawTask(index), random, started);
    return random;
}

const Task &GeneratedCluster::task(int index)
{
    Random random = fillLiveTask(index);
    const Scheduler scheduler = schedulerOf(index);
    const int port = m_portOf[static_cast<size_t>(index)];
    m_task.resources.ports = { { port, port } };
    if (m_task.discovery)
        m_task.discovery->ports = { { port, "http" } };
    if (random.below(50) == 0) { // one in fifty is still on its way
        m_task.statuses.pop_back();
        m_task.state = TaskState::Starting;
    } else if (scheduler == Scheduler::Marathon) {
        m_task.statuses.back().healthy = random.below(40) != 0;
    }
    if (isChanged(TaskStream, index)) {
        const TaskState next = m_task.state == TaskState::Starting ? TaskState::Running : TaskState::Killing;
        const Moment at = generatedAt + std::chrono::microseconds(random.below(1'000'000));
        m_task.statuses.push_back({ next, at, "SOURCE_EXECUTOR", {}, {}, {}, true });
        m_task.state = next;
    }
    return m_task;
}

Executor GeneratedCluster::executorOf(int index)
{
    fillLiveTask(index);
    Executor executor;
    executor.id = m_task.executorId;
    executor.name = "AuroraExecutor";
    executor.frameworkId = m_task.frameworkId;
    executor.agentId = m_task.agentId;
    executor.role = m_task.role;
    executor.command = "${MESOS_SANDBOX=.}/thermos_executor.pex --announcer-ensemble zk.cantareira.internal:2181 "
                       "--announcer-serverset-path /aurora --nosetuid-health-checks";
    executor.uris = { "/usr/share/aurora/bin/thermos_executor.pex" };
    executor.resources = executorResources;
    return executor;
}

const Task &GeneratedCluster::completedTask(Scheduler scheduler, const std::string &owner, int number)
{
    static constexpr std::array ends{ TaskState::Finished, TaskState::Finished, TaskState::Finished,
                                      TaskState::Killed,   TaskState::Failed,   TaskState::Lost };
    const auto thing = static_cast<uint64_t>(scheduler) << 32 | static_cast<uint64_t>(number);
    Random random(m_options.seed, CompletedStream | thing);
    const Moment started
        = generatedAt - std::chrono::microseconds(random.below(12ULL * 3600 * 1'000'000) + 3600'000'000);
    Draw draw = drawTask(static_cast<int>(random.below(static_cast<uint64_t>(m_options.tasks))));
    draw.instance += number;
    fillTask(m_task, scheduler, draw, random, started);
    m_task.frameworkId = owner;
    m_task.state = random.pick(ends);
    const Moment ended = m_task.statuses.back().at + std::chrono::microseconds(random.below(3400'000'000));
    m_task.statuses.push_back({ m_task.state, ended, "SOURCE_EXECUTOR", {}, {}, {}, true });
    return m_task;
}

Framework GeneratedCluster::framework(Scheduler scheduler) const
{
    Framework framework;
    framework.id = frameworkId(static_cast<int>(scheduler));
    framework.user = "root";
    framework.registered = m_master.started + 15s;
    framework.failoverTimeout = 1814400.0;
    framework.used = m_held[static_cast<size_t>(scheduler)];
    switch (scheduler) {
    case Scheduler::Aurora:
        framework.name = "Aurora";
        framework.pid = "scheduler-" + Random(m_options.seed, 8).uuid() + "@10.130.96.21:8083";
        framework.hostname = "aurora-1.cantareira.internal";
        framework.webUiUrl = "http://aurora-1.cantareira.internal:8081";
        framework.principal = "aurora";
        framework.role = "aurora";
        framework.capabilities = { "REVOCABLE_RESOURCES", "GPU_RESOURCES", "PARTITION_AWARE" };
        break;
    case Scheduler::Marathon:
    case Scheduler::Inactive:
        framework.name = scheduler == Scheduler::Marathon ? "marathon" : "marathon-backfill";
        framework.hostname = framework.name + "-1.cantareira.internal";
        framework.webUiUrl = "http://" + framework.hostname + ":8080";
        framework.principal = "marathon";
        framework.roles = { "*" };
        framework.capabilities = { "TASK_KILLING_STATE", "PARTITION_AWARE", "MULTI_ROLE" };
        break;
    }
    framework.active = framework.connected = scheduler != Scheduler::Inactive;
    return framework;
}

Framework GeneratedCluster::completedFramework(int number) const
{
    Framework head = framework(Scheduler::Marathon);
    head.id = frameworkId(3 + number);
    head.name = "spark-" + std::string(jobs[static_cast<size_t>(number) % jobs.size()]);
    head.active = head.connected = false;
    head.used = {};
    head.registered = generatedAt - std::chrono::hours(4 + number);
    head.unregistered = head.registered + 47min + 13100us;
    return head;
}

} // namespace sim
