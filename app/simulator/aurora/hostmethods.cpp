// SPDX-License-Identifier: GPL-3.0-or-later
// Maintenance of hosts: a part of AuroraAdmin.
#include "app/simulator/aurora/methods.h"
#include "app/simulator/aurora/structs.h"

namespace sim::aurora {

using thrift::Type;
using thrift::Value;

namespace {

enum ResultField { StartResult = 7, DrainResult = 8, StatusResult = 10, EndResult = 11 };

/// Does it to every host that is known; those that are not are left out without a word.
Response forHosts(const Call &call, ResultField result, void (Maintenance::*change)(const std::string &))
{
    if (!call.args.has(1, Type::Struct))
        return Response::error(
            R"x(Cannot invoke "org.apache.aurora.gen.Hosts.getHostNamesSize()" because "<parameter1>" is null)x");
    std::set<std::string> hosts;
    for (const Value &host : call.args.structAt(1).field(1, Type::Set).elements())
        hosts.insert(host.text());
    for (const std::string &host : hosts) {
        if (change && call.scheduler.maintenance().isKnown(host))
            (call.scheduler.maintenance().*change)(host);
    }
    return Response::ok(result, 1, hostStatuses(call.scheduler, hosts));
}

Response start(const Call &call)
{
    return forHosts(call, StartResult, &Maintenance::schedule);
}

Response drain(const Call &call)
{
    return forHosts(call, DrainResult, &Maintenance::drain);
}

Response status(const Call &call)
{
    return forHosts(call, StatusResult, nullptr);
}

Response end(const Call &call)
{
    return forHosts(call, EndResult, &Maintenance::end);
}

constexpr std::array methods{
    Method{ "startMaintenance", Service::Admin, start }, Method{ "drainHosts", Service::Admin, drain },
    Method{ "slaDrainHosts", Service::Admin, drain },    Method{ "maintenanceStatus", Service::Admin, status },
    Method{ "endMaintenance", Service::Admin, end },
};

} // namespace

std::span<const Method> hostMethods()
{
    return methods;
}

} // namespace sim::aurora
