// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/sharedjson.h"

namespace sim::shared {

void writeId(JsonWriter &out, std::string_view name, std::string_view id)
{
    out.beginObject(name);
    out.text("value", id);
    out.endObject();
}

void writeLabelList(JsonWriter &out, const std::vector<Label> &labels)
{
    out.beginArray("labels");
    for (const Label &label : labels) {
        out.beginObject();
        out.text("key", label.key);
        out.text("value", label.value);
        out.endObject();
    }
    out.endArray();
}

void writeNetwork(JsonWriter &out, std::string_view address)
{
    out.beginArray("network_infos");
    out.beginObject();
    out.beginArray("ip_addresses");
    out.beginObject();
    out.text("protocol", "IPv4");
    out.text("ip_address", address);
    out.endObject();
    out.endArray();
    out.endObject();
    out.endArray();
}

void writeDiscovery(JsonWriter &out, const Discovery &discovery, bool withLocation)
{
    out.beginObject("discovery");
    out.text("visibility", "CLUSTER");
    out.text("name", discovery.name);
    if (!discovery.environment.empty())
        out.text("environment", discovery.environment);
    if (withLocation && !discovery.location.empty())
        out.text("location", discovery.location);
    out.beginObject("ports");
    out.beginArray("ports");
    for (const NamedPort &port : discovery.ports) {
        out.beginObject();
        out.integer("number", port.number);
        out.text("name", port.name);
        out.text("protocol", "tcp");
        out.endObject();
    }
    out.endArray();
    out.endObject();
    out.endObject();
}

void writeDomain(JsonWriter &out, const Agent &agent)
{
    if (agent.zone.empty())
        return;
    out.beginObject("domain");
    out.beginObject("fault_domain");
    out.beginObject("region");
    out.text("name", agent.region);
    out.endObject();
    out.beginObject("zone");
    out.text("name", agent.zone);
    out.endObject();
    out.endObject();
    out.endObject();
}

void writeDrain(JsonWriter &out, const Agent &agent)
{
    if (!agent.drain)
        return;
    out.beginObject("drain_info");
    out.text("state", agent.drain->drained ? "DRAINED" : "DRAINING");
    out.beginObject("config");
    if (agent.drain->maxGrace.count() > 0) {
        out.beginObject("max_grace_period");
        out.integer("nanoseconds", agent.drain->maxGrace.count());
        out.endObject();
    }
    out.flag("mark_gone", false);
    out.endObject();
    out.endObject();
}

void writeRoles(JsonWriter &out, const Framework &framework)
{
    if (!framework.isMultiRole()) {
        out.text("role", framework.role);
        return;
    }
    out.beginArray("roles");
    for (const std::string &role : framework.roles)
        out.text(role);
    out.endArray();
}

} // namespace sim::shared
