// SPDX-License-Identifier: GPL-3.0-or-later
// Fleet: how groups grow and shrink.
#include "app/simulator/aws/fleet.h"
#include "app/simulator/aws/fleetparts.h"

#include <algorithm>

namespace sim::aws {

using namespace std::chrono_literals;

namespace {

constexpr auto refusedPause = 300s; ///< how often a group asks again
constexpr auto keptTerminated = 1h;

} // namespace

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
        if (const std::string why = refusal(zone, group.type, group.spot); !why.empty()) {
            const std::string what = "Could not launch " + std::string(group.spot ? "Spot" : "On-Demand")
                + " Instances. " + why + " Launching EC2 instance failed.";
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
        end(machine, spotReason);
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
