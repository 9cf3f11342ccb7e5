// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aws/fleet.h"

#include "app/simulator/world/machine.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace sim::aws {

using namespace std::chrono_literals;

namespace {

constexpr auto startTime = 25s; ///< pending → running
constexpr auto lookEvery = 15s;
constexpr auto refusedPause = 300s; ///< how often a group asks again
constexpr size_t keptActivities = 2000;
constexpr auto keptTerminated = 1h;

constexpr char onDemandType[] = "r5.4xlarge";

const std::string &tagOf(const Agent &agent, const std::string &name)
{
    static const std::string none;
    const auto found = std::ranges::find(agent.attributes, name, &std::pair<std::string, std::string>::first);
    return found == agent.attributes.end() ? none : found->second;
}

/// What is closed to tasks still answers; only what has fallen silent is neither.
bool answers(const Agent &agent)
{
    return (agent.active || agent.deactivated) && !agent.unreachable;
}

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

const std::vector<std::string> &Fleet::zones()
{
    static const std::vector<std::string> all{ "us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d" };
    return all;
}

double Fleet::onDemandPrice(const std::string &type)
{
    static const std::map<std::string, double> prices{ { "m5.2xlarge", 0.384 },
                                                       { "m5.4xlarge", 0.768 },
                                                       { "r5.2xlarge", 0.504 },
                                                       { "r5.4xlarge", 1.008 },
                                                       { "c5.4xlarge", 0.68 } };
    const auto found = prices.find(type);
    return found == prices.end() ? 0 : found->second;
}

double Fleet::spotPrice(const std::string &type, const std::string &zone, Moment at) const
{
    const auto hour
        = static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::hours>(at.time_since_epoch()).count());
    const double share = 0.355 + 0.02 * Random(hashOf(zone), hashOf(type) + hour / 6).unit();
    return std::round(onDemandPrice(type) * share * 10000) / 10000;
}

void Fleet::setRefused(const std::string &zone, const std::string &type, bool refused)
{
    if (refused)
        m_refused.insert({ zone, type });
    else
        m_refused.erase({ zone, type });
}

bool Fleet::isRefused(const std::string &zone, const std::string &type) const
{
    return m_refused.contains({ zone, type });
}

std::string Fleet::refusal(const std::string &zone, const std::string &type) const
{
    std::string others;
    for (const std::string &other : zones()) {
        if (other != zone && !isRefused(other, type))
            others += (others.empty() ? "" : ", ") + other;
    }
    std::string text = "We currently do not have sufficient " + type
        + " capacity in the Availability Zone you requested (" + zone
        + "). Our system will be working on provisioning additional capacity.";
    if (!others.empty()) {
        text += " You can currently get " + type
            + " capacity by not specifying an Availability Zone in your request or choosing " + others + '.';
    }
    return text;
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
        m_tasksEnded += tasksOn(agent->second);
        m_world->disconnectAgent(machine.agent);
    }
    m_world->at(now() + 40s, [this, id = machine.id] {
        if (Machine *gone = findMachine(id))
            gone->state = Machine::State::Terminated;
    });
}

void Fleet::setDesired(const std::string &name, int desired)
{
    ScalingGroup *group = find(name);
    const int before = group->desired;
    group->desired = desired;
    group->reconciles = true;
    m_nextTry.erase(name);
    const std::string cause = "At " + isoOf(now())
        + " a user request explicitly set group desired capacity changing the desired capacity from "
        + std::to_string(before) + " to " + std::to_string(desired) + '.';
    const size_t told = m_activities.size();
    reconcile(name);
    for (size_t i = 0; i + told < m_activities.size(); ++i)
        m_activities[i].cause = cause + "  " + m_activities[i].cause;
}

void Fleet::setLimits(const std::string &name, int min, int max)
{
    ScalingGroup *group = find(name);
    group->min = min;
    group->max = max;
}

void Fleet::reconcile(const std::string &name)
{
    ScalingGroup *group = find(name);
    const int difference = group->desired - alive(name);
    const auto next = m_nextTry.find(name);
    if (difference > 0 && (next == m_nextTry.end() || next->second <= now()))
        launchMissing(*group, difference);
    else if (difference < 0)
        endSurplus(*group, -difference);
}

/// Each where the group has fewest.
void Fleet::launchMissing(ScalingGroup &group, int missing)
{
    for (int i = 0; i < missing; ++i) {
        const int before = alive(group.name);
        const auto there = [&](const std::string &zone) {
            return std::ranges::count_if(m_machines, [&](const Machine &machine) {
                return machine.group == group.name && machine.zone == zone && machine.isAlive();
            });
        };
        std::vector<std::string> open;
        std::ranges::copy_if(group.zones, std::back_inserter(open),
                             [&](const std::string &zone) { return !isRefused(zone, group.type); });
        const std::string &zone = open.empty() ? group.zones.front() : *std::ranges::min_element(open, {}, there);
        const std::string cause = "At " + isoOf(now())
            + " an instance was started in response to a difference between desired and actual capacity, increasing "
              "the "
              "capacity from "
            + std::to_string(before) + " to " + std::to_string(before + 1) + '.';
        if (open.empty()) {
            const std::string what = std::string(group.spot ? "Could not launch Spot Instances. "
                                                            : "Could not launch "
                                                              "On-Demand Instances. ")
                + "InsufficientInstanceCapacity - " + refusal(zone, group.type) + " Launching EC2 instance failed.";
            ScalingActivity &activity
                = tell(group.name, "Launching a new EC2 instance.  Status Reason: " + what, cause);
            activity.status = "Failed";
            activity.message = what;
            activity.zone = zone;
            activity.ended = now() + 2s;
            m_nextTry[group.name] = now() + refusedPause;
            return; // the group waits before it asks again
        }
        const std::string id = launch(group.name, group.name, group.type, zone, group.spot, now()).id;
        ScalingActivity &activity = tell(group.name, "Launching a new EC2 instance: " + id, cause);
        activity.zone = zone;
        activity.instance = id;
        boot(id);
    }
}

/// The oldest first that are not protected, as the groups' termination policy says.
void Fleet::endSurplus(ScalingGroup &group, int surplus)
{
    for (Machine &machine : m_machines) {
        if (surplus == 0)
            return;
        if (machine.group != group.name || !machine.isAlive() || machine.isProtected)
            continue;
        const int before = alive(group.name);
        ScalingActivity &activity = tell(group.name, "Terminating EC2 instance: " + machine.id,
                                         "At " + isoOf(now())
                                             + " an instance was taken out of service in response to a difference "
                                               "between desired and actual capacity, "
                                               "shrinking the capacity from "
                                             + std::to_string(before) + " to " + std::to_string(before - 1) + '.');
        activity.zone = machine.zone;
        activity.instance = machine.id;
        activity.status = "Successful";
        activity.ended = now() + 40s;
        end(machine, "Client.UserInitiatedShutdown: User initiated shutdown");
        --surplus;
    }
}

void Fleet::terminateInGroup(const std::string &id, bool decrement)
{
    Machine *machine = findMachine(id);
    ScalingGroup *group = find(machine->group);
    if (decrement)
        --group->desired;
    ScalingActivity &activity
        = tell(group->name, "Terminating EC2 instance: " + id,
               "At " + isoOf(now()) + " instance " + id + " was taken out of service in response to a user request.");
    activity.zone = machine->zone;
    activity.instance = id;
    activity.status = "Successful";
    activity.ended = now() + 40s;
    end(*machine, "Client.UserInitiatedShutdown: User initiated shutdown");
    group->reconciles = true;
    reconcile(group->name);
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
    if (!ids.empty() || isRefused(zone, type))
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

void Fleet::agentAdded(const Agent &agent)
{
    const int number = m_world->agentNumber(agent.hostname);
    const auto known = std::ranges::find_if(
        m_machines, [&](const Machine &machine) { return machine.hostname == agent.hostname && machine.isAlive(); });
    if (known != m_machines.end()) {
        known->agent = number;
        return;
    }
    // It comes by the night's plan: its machine was launched a little before.
    const std::string &pool = poolOf(agent);
    ScalingGroup *group = find(pool);
    Machine &machine = launch(group ? pool : std::string(), pool, tagOf(agent, "instance-type"), agent.zone,
                              group && group->spot, now() - std::chrono::seconds(m_random.between(80, 140)));
    machine.state = Machine::State::Running;
    machine.hostname = agent.hostname;
    machine.address = agent.address;
    machine.agent = number;
    if (!group)
        return;
    const int count = alive(pool);
    ScalingActivity &activity = tell(
        pool, "Launching a new EC2 instance: " + machine.id,
        "At " + isoOf(machine.launched)
            + " an instance was started in response to a difference between desired and actual capacity, increasing "
              "the capacity from "
            + std::to_string(count - 1) + " to " + std::to_string(count) + '.');
    activity.instance = machine.id;
    activity.zone = machine.zone;
    activity.status = "Successful";
    activity.started = machine.launched;
    activity.ended = machine.launched + startTime;
    group->desired = std::max(group->desired, count);
    group->max = std::max(group->max, group->desired);
}

void Fleet::agentRemoved(const Agent &agent)
{
    for (Machine &machine : m_machines) {
        if (machine.hostname != agent.hostname || !machine.isAlive())
            continue;
        end(machine, "Client.UserInitiatedShutdown: User initiated shutdown");
        if (ScalingGroup *group = find(machine.group); group && group->desired > group->min)
            --group->desired;
    }
}

void Fleet::sampled(std::map<std::string, WorldSample> &byPool)
{
    for (const Machine &machine : m_machines) {
        if (machine.isAlive() && !machine.pool.empty())
            byPool[machine.pool].launched = byPool[machine.pool].launched.value_or(0) + 1;
    }
    for (const ScalingGroup &group : m_groups) {
        WorldSample &sample = byPool[group.name];
        sample.wanted = group.desired;
        sample.launched = sample.launched.value_or(0);
    }
}

/// Whose agent has fallen silent was taken back by Amazon; and what groups still miss is asked for again.
void Fleet::watch()
{
    for (Machine &machine : m_machines) {
        const auto agent = m_world->agents().find(machine.agent);
        if (!machine.isAlive() || !machine.spot || agent == m_world->agents().end() || answers(agent->second))
            continue;
        ScalingActivity &activity = tell(
            machine.group, "Terminating EC2 instance: " + machine.id,
            "At " + isoOf(now())
                + " an instance was taken out of service in response to an EC2 health check indicating it has been "
                  "terminated or stopped.");
        activity.zone = machine.zone;
        activity.instance = machine.id;
        activity.status = "Successful";
        activity.ended = now() + 40s;
        end(machine, "Server.SpotInstanceTermination: Spot instance termination");
    }
    for (const ScalingGroup &group : m_groups) {
        if (group.reconciles)
            reconcile(group.name);
    }
    std::erase_if(m_machines, [this](const Machine &machine) {
        return machine.state == Machine::State::Terminated && machine.ended + keptTerminated < now();
    });
    m_world->at(now() + lookEvery, [this] { watch(); });
}

} // namespace sim::aws
