// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/night.h"

#include "app/simulator/world/jobworkload.h"
#include "app/simulator/world/machine.h"
#include "app/simulator/world/plan.h"
#include "app/simulator/world/sparkworkload.h"

#include <algorithm>
#include <array>
#include <set>

namespace sim {

using namespace std::chrono_literals;

namespace {

constexpr auto perDay = 24h;
/// The machine that runs full on the first night.
constexpr char fullMachine[] = "ip-10-130-118-157";

constexpr std::array zones{ "us-east-1a", "us-east-1b", "us-east-1d" };

using Machines = std::vector<std::pair<std::string, std::string>>;

Moment firstNightAt(int hour, int minute, int second)
{
    const int sinceNine = (hour + 24 - 21) % 24;
    return Night::firstNight() + std::chrono::hours(sinceNine) + std::chrono::minutes(minute)
        + std::chrono::seconds(second);
}

const Machines &firstOnDemand()
{
    static const Machines machines{
        { "ip-10-130-126-100", "us-east-1a" }, { "ip-10-130-108-118", "us-east-1b" },
        { "ip-10-130-117-216", "us-east-1d" }, { "ip-10-130-108-44", "us-east-1a" },
        { fullMachine, "us-east-1d" },         { "ip-10-130-100-75", "us-east-1d" },
        { "ip-10-130-104-155", "us-east-1a" }, { "ip-10-130-104-207", "us-east-1b" },
        { "ip-10-130-120-243", "us-east-1d" }, { "ip-10-130-106-196", "us-east-1a" },
        { "ip-10-130-98-186", "us-east-1b" },  { "ip-10-130-118-83", "us-east-1d" },
        { "ip-10-130-96-197", "us-east-1a" },  { "ip-10-130-117-122", "us-east-1b" },
        { "ip-10-130-97-59", "us-east-1d" },   { "ip-10-130-109-81", "us-east-1a" },
        { "ip-10-130-121-72", "us-east-1b" },  { "ip-10-130-118-66", "us-east-1d" },
    };
    return machines;
}

} // namespace

Moment Night::firstNight()
{
    return Moment(std::chrono::seconds(1795392000)); // 23 Nov 2026 00:00 UTC
}

Moment Night::firstMorning()
{
    return firstNight() - 17h - 20min;
}

Night::Night(World *world)
    : m_world(world)
    , m_random(world->seed(), 2)
{
    Framework aurora;
    aurora.name = "Aurora";
    aurora.pid = "scheduler-" + m_random.uuid() + "@10.130.96.21:8083";
    aurora.user = "root";
    aurora.hostname = "aurora-1.cantareira.internal";
    aurora.webUiUrl = "http://aurora-1.cantareira.internal:8081";
    aurora.principal = "aurora";
    aurora.role = "*";
    aurora.failoverTimeout = 1814400.0;
    aurora.capabilities = { "REVOCABLE_RESOURCES", "GPU_RESOURCES" };
    m_scheduler = std::make_unique<aurora::Scheduler>(m_world, std::move(aurora));
    m_drivers = std::make_unique<SparkDrivers>(m_scheduler.get());
    fillScheduler();

    for (int i = 0; i < 6; ++i)
        addAgent("mesos-fixed", freshHostname(), zones[static_cast<size_t>(i) % zones.size()]);
    for (size_t i = 0; i < 4; ++i)
        addAgent("mesos-on-demand", firstOnDemand()[i].first, firstOnDemand()[i].second);
    // Its scheduler fails over each day, as the leader's machine is replaced.
    for (int i = 0; i < 30; ++i)
        m_world->at(firstMorning() + 84min + i * perDay,
                    [this] { m_world->resubscribeFramework(m_scheduler->framework()); });
    startServices();
    for (const WorkloadPlan &plan : plan::firstDay())
        begin(plan, firstNight());
    scheduleNight(firstNight());
    tellTheTrouble();
    tellAurorasTrouble();
    m_world->at(firstNightAt(3, 52, 0), [this] { weather(); });
}

void Night::begin(const WorkloadPlan &plan, Moment night)
{
    if (plan.kind == WorkloadPlan::Kind::Spark)
        m_workloads.push_back(std::make_unique<SparkWorkload>(m_world, plan, night));
    else
        m_workloads.push_back(std::make_unique<JobWorkload>(m_scheduler.get(), plan, night));
}

Workload *Night::workload(const std::string &name) const
{
    const auto found = std::find_if(m_workloads.rbegin(), m_workloads.rend(),
                                    [&](const auto &candidate) { return candidate->plan().name == name; });
    return found == m_workloads.rend() ? nullptr : found->get();
}

std::string Night::freshHostname()
{
    for (;;) {
        std::string name
            = "ip-10-130-" + std::to_string(m_random.between(96, 127)) + '-' + std::to_string(m_random.between(4, 250));
        const bool planned
            = std::ranges::find(firstOnDemand(), name, &Machines::value_type::first) != firstOnDemand().end();
        if (!planned && m_world->agentNumber(name) < 0)
            return name;
    }
}

int Night::addAgent(const std::string &pool, const std::string &hostname, const std::string &zone)
{
    return m_world->addAgent(makeMachine(pool, hostname, zone));
}

void Night::startServices()
{
    for (const WorkloadPlan &plan : plan::services())
        begin(plan, firstNight());
}

void Night::scheduleDay(Moment night)
{
    for (const WorkloadPlan &plan : plan::day())
        begin(plan, night);
    m_world->at(night + 12h, [this, night] { scheduleNight(night + perDay); });
}

void Night::grow(Moment at, const std::string &pool, Machines machines)
{
    const auto registered = std::make_shared<int>(0);
    const int expected = static_cast<int>(machines.size());
    Moment t = at;
    for (auto &[hostname, zone] : machines) {
        t += std::chrono::milliseconds(m_random.between(300, 4000));
        m_world->at(t, [this, pool, hostname = hostname, zone = zone, registered, expected] {
            addAgent(pool, hostname.empty() ? freshHostname() : hostname, zone);
            if (++*registered < expected)
                return;
            m_world->note("active",
                          std::to_string(expected) + (expected == 1 ? " agent" : " agents")
                              + " registered, slave-type=" + pool);
        });
    }
}

void Night::shrink(Moment at, const std::string &pool, int keep)
{
    m_world->at(at, [this, pool, keep] {
        std::vector<int> members;
        for (const auto &[number, agent] : m_world->agents()) {
            if (agent.attributes.front().second == pool)
                members.push_back(number);
        }
        const int leaving = std::max(0, static_cast<int>(members.size()) - keep);
        for (int i = 0; i < leaving; ++i)
            m_world->removeAgent(members[members.size() - 1 - static_cast<size_t>(i)]);
        if (leaving > 0)
            m_world->note("completed", std::to_string(leaving) + " agents left, slave-type=" + pool);
    });
}

void Night::scheduleNight(Moment night)
{
    const bool first = night == firstNight();
    const auto machinesOf = [](int count, const char *zone) {
        return Machines(static_cast<size_t>(count), { std::string(), zone });
    };
    if (first) {
        grow(night + 8min + 40s, "mesos-on-demand", Machines(firstOnDemand().begin() + 4, firstOnDemand().end()));
    } else {
        for (const auto zone : zones)
            grow(night + 8min + 40s, "mesos-on-demand", machinesOf(zone == zones.back() ? 4 : 5, zone));
    }
    grow(night + 9min + 20s, "mesos-spot-1a", machinesOf(10, "us-east-1a"));
    grow(night + 9min + 30s, "mesos-spot-1d", machinesOf(8, "us-east-1d"));
    grow(night + 9min + 50s, "mesos-spot-1c", machinesOf(first ? 5 : 8, "us-east-1c"));
    if (first)
        grow(night + 6h + 27min + 43s, "model",
             { { "ip-10-130-101-22", "us-east-1a" },
               { "ip-10-130-99-140", "us-east-1b" },
               { "ip-10-130-112-8", "us-east-1a" } });
    else
        grow(night + 6h + 25min, "model", machinesOf(6, "us-east-1a"));
    for (const WorkloadPlan &plan : plan::night(first)) {
        if (plan.name == "capivara-clj" && !first)
            continue;
        begin(plan, night);
    }
    const Moment morning = night + 11h + 40min;
    for (const char *pool : { "model", "mesos-spot-1a", "mesos-spot-1c", "mesos-spot-1d" })
        shrink(morning, pool, 0);
    shrink(morning + 12min, "mesos-on-demand", 4);
    m_world->at(night + 11h + 55min, [this, night] { scheduleDay(night); });
}

void Night::replaceSpot(Moment lost, int agent, std::chrono::seconds after)
{
    m_world->at(lost, [this, agent, after] {
        const auto found = m_world->agents().find(agent);
        if (found == m_world->agents().end())
            return;
        const std::string pool = found->second.attributes.front().second;
        const std::string zone = found->second.zone;
        m_world->disconnectAgent(agent);
        grow(m_world->now() + after, pool, { { std::string(), zone } });
    });
}

void Night::tellTheTrouble()
{
    m_world->keepFor(fullMachine);
    const std::string modeling = "itaipu-dimensional-modeling";
    // The first try's spot machine is taken away.
    m_world->at(firstNightAt(2, 55, 33), [this, modeling] {
        const Workload *driver = workload(modeling);
        const auto &tasks = m_world->frameworks().at(driver->framework()).tasks;
        if (const auto found = tasks.find(driver->taskId(0)); found != tasks.end()) {
            const std::string agentId = found->second.agentId;
            const auto owner = std::ranges::find_if(m_world->agents(),
                                                    [&](const auto &entry) { return entry.second.id == agentId; });
            replaceSpot(m_world->now(), owner->first, 260s);
        }
        workload(modeling)->setPin(0, { fullMachine, 1.0 });
    });
    // The second try fills the disk; its own framework is left without a scheduler.
    m_world->at(firstNightAt(3, 38, 22), [this, modeling] {
        workload(modeling)->failInstance(0, "Task failed: exit code 1; last line of stderr: No space left on device");
        m_world->note("TASK_FAILED", "jobs/prod/itaipu-dimensional-modeling-0 TASK_FAILED, exit 1");
        m_world->disconnectFramework(workload(modeling + "-spark")->framework());
    });
    m_world->at(firstNightAt(3, 12, 40),
                [this] { m_world->deactivate(m_world->agents().at(m_world->agentNumber("ip-10-130-106-196")).id); });
    m_world->at(firstNightAt(3, 36, 5),
                [this] { m_world->drain(m_world->agents().at(m_world->agentNumber("ip-10-130-118-83")).id, 1h); });
    m_world->at(firstNightAt(3, 45, 25), [this] {
        workload("hyoga-model")->setInstances(6);
        m_world->note("TASK_RUNNING", "hyoga-model 4 → 6 instances");
    });
    // Silent from 03:46:31 on, so still listed, as disconnected, when the demo begins.
    m_world->at(firstNightAt(3, 46, 31), [this] {
        int third = 0;
        for (const auto &[number, agent] : m_world->agents()) {
            if (agent.attributes.front().second == "mesos-spot-1c" && ++third == 3) {
                replaceSpot(m_world->now(), number, 9min);
                return;
            }
        }
    });
}

/// Every few minutes of a night Amazon wants a spot machine back.
void Night::weather()
{
    std::vector<int> spots;
    for (const auto &[number, agent] : m_world->agents()) {
        if (agent.active && agent.attributes.front().second.starts_with("mesos-spot"))
            spots.push_back(number);
    }
    if (spots.size() > 4)
        replaceSpot(m_world->now(), m_random.pick(spots), std::chrono::seconds(m_random.between(150, 320)));
    m_world->at(m_world->now() + std::chrono::seconds(m_random.between(400, 1000)), [this] { weather(); });
}

} // namespace sim
