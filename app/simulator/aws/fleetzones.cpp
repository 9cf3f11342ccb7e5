// SPDX-License-Identifier: GPL-3.0-or-later
// Fleet: zones, the subnets in them, and how a group spreads over them.
#include "app/simulator/aws/fleet.h"

#include <algorithm>
#include <map>

namespace sim::aws {

using namespace std::chrono_literals;

namespace {

const std::map<std::string, std::string> &subnets()
{
    static const std::map<std::string, std::string> all{ { "us-east-1a", "subnet-0a1b2c3d" },
                                                         { "us-east-1b", "subnet-0b2c3d4e" },
                                                         { "us-east-1c", "subnet-0c3d4e5f" },
                                                         { "us-east-1d", "subnet-0d4e5f6a" } };
    return all;
}

} // namespace

std::string Fleet::subnetOf(const std::string &zone)
{
    const auto found = subnets().find(zone);
    return found == subnets().end() ? std::string() : found->second;
}

std::string Fleet::zoneOf(const std::string &subnet)
{
    const auto found = std::ranges::find_if(subnets(), [&](const auto &each) { return each.second == subnet; });
    return found == subnets().end() ? std::string() : found->first;
}

void Fleet::suspend(const std::string &name, const std::vector<std::string> &processes, bool suspended)
{
    static const std::vector<std::string> all{ "AZRebalance",      "AddToLoadBalancer", "AlarmNotification",
                                               "HealthCheck",      "InstanceRefresh",   "Launch",
                                               "ReplaceUnhealthy", "ScheduledActions",  "Terminate" };
    ScalingGroup *group = find(name);
    const bool wasHeldUp = group->suspended.contains("AZRebalance");
    for (const std::string &process : processes.empty() ? all : processes) {
        if (suspended)
            group->suspended.insert(process);
        else
            group->suspended.erase(process);
    }
    if (!wasHeldUp || group->suspended.contains("AZRebalance"))
        return;
    evenOut(*group);
    group->reconciles = true;
    reconcile(name); // in the zones that have few
}

void Fleet::setZones(const std::string &name, const std::vector<std::string> &zones)
{
    ScalingGroup *group = find(name);
    group->zones = zones;
    m_nextTry.erase(name); // the refusal was of other zones
    if (group->reconciles)
        reconcile(name);
    if (!group->suspended.contains("AZRebalance"))
        evenOut(*group);
}

/// Ends machines where there are more than an even share, whatever runs on them, as Amazon does.
void Fleet::evenOut(const ScalingGroup &group)
{
    const auto share = (static_cast<size_t>(alive(group.name)) + group.zones.size() - 1) / group.zones.size();
    std::map<std::string, size_t> there;
    for (Machine &machine : m_machines) {
        if (machine.group != group.name || !machine.isAlive() || machine.isProtected)
            continue;
        if (++there[machine.zone] <= share)
            continue;
        ScalingActivity &activity = tell(group.name, "Terminating EC2 instance: " + machine.id,
                                         "At " + isoOf(now())
                                             + " an instance was taken out of service to balance the group over its "
                                               "Availability Zones.");
        activity.zone = machine.zone;
        activity.instance = machine.id;
        activity.status = "Successful";
        activity.ended = now() + 40s;
        end(machine, "Client.UserInitiatedShutdown: User initiated shutdown");
    }
}

} // namespace sim::aws
