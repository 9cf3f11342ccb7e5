// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aws/fleet.h"

#include "app/simulator/aws/fleetparts.h"
#include "app/simulator/world/machine.h"

#include <QDateTime>

#include <algorithm>

namespace sim::aws {

using namespace std::chrono_literals;

namespace {

constexpr size_t keptActivities = 2000;

constexpr char onDemandType[] = "r5.4xlarge";

} // namespace

std::string isoOf(Moment at)
{
    return QDateTime::fromMSecsSinceEpoch(toTimePoint(at).time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODate)
        .toStdString();
}

Fleet::Fleet(World *world, Moment firstNight)
    : m_world(world)
    , m_random(world->seed(), hashOf("fleet"))
{
    const std::vector<std::string> all{ "us-east-1a", "us-east-1b", "us-east-1d" };
    const Moment created = world->begin() - 24h * 240;
    m_groups = {
        { "mesos-fixed", "m5.2xlarge", all, {}, false, 6, 6, 0, false, created },
        { "mesos-on-demand", onDemandType, all, {}, false, 0, 40, 0, false, created },
        { "mesos-spot-1a", onDemandType, { "us-east-1a" }, {}, true, 0, 90, 0, false, created },
        { "mesos-spot-1c", onDemandType, { "us-east-1c" }, {}, true, 0, 90, 0, false, created },
        { "mesos-spot-1d", onDemandType, { "us-east-1d" }, {}, true, 0, 90, 0, false, created },
    };
    m_world->addObserver(this);
    for (const auto &[number, agent] : m_world->agents())
        agentAdded(agent);
    tellFirstNight(firstNight);
    m_world->at(m_world->now() + lookEvery, [this] { watch(); });
}

Fleet::~Fleet()
{
    m_world->removeObserver(this);
}

/// What went wrong with machines on the first night: 1c gives fewer spot machines than asked for, and one of the
/// models' machines came up without its agent.
void Fleet::tellFirstNight(Moment night)
{
    m_world->at(night + 12min, [this] {
        setRefused("us-east-1c", onDemandType, true);
        setDesired("mesos-spot-1c", 8);
    });
    m_world->at(night + 11h, [this] {
        setRefused("us-east-1c", onDemandType, false);
        find("mesos-spot-1c")->reconciles = false;
    });
    m_world->at(night + 6h + 23min, [this] {
        Machine &machine = launch({}, "model", onDemandType, "us-east-1b", false, m_world->now());
        machine.tags["Name"] = "cantareira-stable-model";
        machine.state = Machine::State::Running;
    });
}

const ScalingGroup *Fleet::group(const std::string &name) const
{
    const auto found = std::ranges::find(m_groups, name, &ScalingGroup::name);
    return found == m_groups.end() ? nullptr : &*found;
}

ScalingGroup *Fleet::find(const std::string &name)
{
    const auto found = std::ranges::find(m_groups, name, &ScalingGroup::name);
    return found == m_groups.end() ? nullptr : &*found;
}

const Machine *Fleet::machine(const std::string &id) const
{
    const auto found = std::ranges::find(m_machines, id, &Machine::id);
    return found == m_machines.end() ? nullptr : &*found;
}

Machine *Fleet::findMachine(const std::string &id)
{
    const auto found = std::ranges::find(m_machines, id, &Machine::id);
    return found == m_machines.end() ? nullptr : &*found;
}

int Fleet::alive(const std::string &group) const
{
    return static_cast<int>(std::ranges::count_if(
        m_machines, [&](const Machine &machine) { return machine.group == group && machine.isAlive(); }));
}

ScalingActivity &Fleet::tell(const std::string &group, const std::string &description, const std::string &cause)
{
    ScalingActivity activity;
    activity.id = m_random.uuid();
    activity.group = group;
    activity.description = description;
    activity.cause = cause;
    activity.status = "InProgress";
    activity.started = now();
    m_activities.push_front(std::move(activity));
    if (m_activities.size() > keptActivities)
        m_activities.pop_back();
    return m_activities.front();
}

std::string Fleet::freshHostname()
{
    for (;;) {
        std::string name
            = "ip-10-130-" + std::to_string(m_random.between(64, 95)) + '-' + std::to_string(m_random.between(4, 250));
        if (std::ranges::find(m_machines, name, &Machine::hostname) == m_machines.end())
            return name; // the plan's machines are between 96 and 127
    }
}

Machine &Fleet::launch(const std::string &group, const std::string &pool, const std::string &type,
                       const std::string &zone, bool spot, Moment at)
{
    Machine machine;
    const std::string digits = m_random.uuid();
    machine.id = "i-0" + digits.substr(0, 8) + digits.substr(28, 8);
    machine.type = type;
    machine.zone = zone;
    machine.group = group;
    machine.pool = pool;
    machine.spot = spot;
    machine.launched = at;
    machine.hostname = freshHostname();
    machine.address = machine.hostname.substr(3);
    std::ranges::replace(machine.address, '-', '.');
    machine.tags
        = { { "Name", "cantareira-stable-" + pool }, { "slave-type", pool }, { "stack", "cantareira-stable" } };
    if (!group.empty())
        machine.tags["aws:autoscaling:groupName"] = group;
    m_machines.push_back(std::move(machine));
    return m_machines.back();
}

/// Pending, running, and after its boot time an agent.
void Fleet::boot(const std::string &id)
{
    m_world->at(now() + startTime, [this, id] {
        Machine *machine = findMachine(id);
        if (!machine || machine->state != Machine::State::Pending)
            return;
        machine->state = Machine::State::Running;
        for (ScalingActivity &activity : m_activities) {
            if (activity.instance == id && activity.status == "InProgress") {
                activity.status = "Successful";
                activity.ended = now();
            }
        }
    });
    m_world->at(now() + std::chrono::seconds(m_random.between(80, 140)), [this, id] {
        const Machine *machine = this->machine(id);
        if (machine && machine->state == Machine::State::Running && !machine->pool.empty())
            m_world->addAgent(makeMachine(machine->pool, machine->hostname, machine->zone));
    });
}

int Fleet::tasksOn(const Agent &agent) const
{
    int tasks = 0;
    for (const auto &[number, framework] : m_world->frameworks()) {
        tasks += static_cast<int>(std::ranges::count_if(
            framework.tasks, [&agent](const auto &task) { return task.second.agentId == agent.id; }));
    }
    return tasks;
}

void Fleet::end(Machine &machine, const std::string &reason)
{
    if (!machine.isAlive())
        return;
    machine.state = Machine::State::ShuttingDown;
    machine.ended = now();
    machine.reason = reason;
    const auto agent = m_world->agents().find(machine.agent);
    if (agent != m_world->agents().end() && answers(agent->second)) {
        if (reason != spotReason)
            m_tasksEnded += tasksOn(agent->second);
        m_world->disconnectAgent(machine.agent);
    }
    m_world->at(now() + 40s, [this, id = machine.id] {
        if (Machine *gone = findMachine(id))
            gone->state = Machine::State::Terminated;
    });
}

void Fleet::terminate(const std::string &id, const std::string &reason)
{
    if (Machine *machine = findMachine(id))
        end(*machine, reason);
}

void Fleet::protect(const std::string &id, bool isProtected)
{
    findMachine(id)->isProtected = isProtected;
}

void Fleet::tag(const std::string &id, const std::string &key, const std::string &value)
{
    findMachine(id)->tags[key] = value;
}

void Fleet::untag(const std::string &id, const std::string &key)
{
    findMachine(id)->tags.erase(key);
}

std::vector<std::string> Fleet::run(int count, const std::string &type, const std::string &zone, bool spot,
                                    const std::map<std::string, std::string> &tags, const std::string &token)
{
    std::vector<std::string> ids;
    for (const Machine &machine : m_machines) {
        if (!token.empty() && machine.token == token)
            ids.push_back(machine.id);
    }
    if (!ids.empty() || !refusal(zone, type, spot).empty())
        return ids;
    const auto pool = tags.find("slave-type");
    for (int i = 0; i < count; ++i) {
        Machine &machine = launch({}, pool == tags.end() ? std::string() : pool->second, type, zone, spot, now());
        for (const auto &[key, value] : tags)
            machine.tags[key] = value;
        machine.token = token;
        ids.push_back(machine.id);
    }
    for (const std::string &id : ids)
        boot(id);
    return ids;
}

} // namespace sim::aws
