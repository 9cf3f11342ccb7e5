// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/v0json.h"

#include "app/simulator/mesos/sharedjson.h"

namespace sim::v0 {

namespace {

constexpr std::string_view agentCapabilities
    = R"(["MULTI_ROLE","HIERARCHICAL_ROLE","RESERVATION_REFINEMENT","RESOURCE_PROVIDER","RESIZE_VOLUME",)"
      R"("AGENT_OPERATION_FEEDBACK","AGENT_DRAINING","TASK_RESOURCE_LIMITS"])";

void writeStatus(JsonWriter &out, const Status &status, const Task &task)
{
    out.beginObject();
    out.text("state", stateName(status.state));
    out.number("timestamp", toSeconds(status.at));
    if (status.fromContainer) {
        out.beginObject("container_status");
        shared::writeId(out, "container_id", task.containerId);
        shared::writeNetwork(out, task.address);
        out.endObject();
    }
    if (status.healthy)
        out.flag("healthy", *status.healthy);
    out.endObject();
}

} // namespace

void writeBuild(JsonWriter &out)
{
    out.text("version", "1.12.0");
    out.text("git_sha", "c1b42f79d157aa900be5cbb0c1023f1479962aa7");
    out.text("build_date", "2026-08-11 08:14:02 UTC");
    out.number("build_time", 1786436042.0);
    out.text("build_user", "root");
}

void writeVersion(JsonWriter &out)
{
    out.beginObject();
    out.text("build_date", "2026-08-11 08:14:02 UTC");
    out.number("build_time", 1786436042.0);
    out.text("build_user", "root");
    out.text("git_sha", "c1b42f79d157aa900be5cbb0c1023f1479962aa7");
    out.text("version", "1.12.0");
    out.endObject();
}

void writeStateHead(JsonWriter &out, const MasterInfo &leader, const MasterInfo &self, const AgentCounts &counts)
{
    writeBuild(out);
    out.number("start_time", toSeconds(self.started));
    out.number("elected_time", toSeconds(self.elected));
    out.text("id", self.id);
    out.text("pid", self.pid());
    out.text("hostname", self.hostname);
    out.key("capabilities");
    out.raw(R"(["AGENT_UPDATE","AGENT_DRAINING","QUOTA_V2"])");
    out.number("activated_slaves", counts.active);
    out.number("deactivated_slaves", counts.deactivated);
    out.number("unreachable_slaves", counts.unreachable);
    out.text("leader", leader.pid());
    out.beginObject("leader_info");
    out.text("id", leader.id);
    out.text("pid", leader.pid());
    out.integer("port", leader.port);
    out.text("hostname", leader.hostname);
    out.endObject();
    out.text("cluster", self.cluster);
    out.text("log_dir", "/var/log/mesos");
    writeFlags(out, self);
}

std::string portsText(const std::vector<PortRange> &ports)
{
    std::string text = "[";
    for (const PortRange &range : ports) {
        if (text.size() > 1)
            text += ", ";
        text += std::to_string(range.begin) + '-' + std::to_string(range.end);
    }
    return text + ']';
}

void writeResources(JsonWriter &out, std::string_view name, const Resources &resources)
{
    out.beginObject(name);
    out.number("disk", resources.disk);
    out.number("mem", resources.mem);
    out.number("gpus", resources.gpus);
    out.number("cpus", resources.cpus);
    if (!resources.ports.empty())
        out.text("ports", portsText(resources.ports));
    out.endObject();
}

void writeAgentFields(JsonWriter &out, const Agent &agent)
{
    out.text("id", agent.id);
    out.text("hostname", agent.hostname);
    out.integer("port", agent.port);
    out.beginObject("attributes");
    for (const auto &[name, value] : agent.attributes)
        out.text(name, value);
    out.endObject();
    out.text("pid", "slave(1)@" + agent.address + ':' + std::to_string(agent.port));
    out.number("registered_time", toSeconds(agent.registered));
    if (agent.reregistered != Moment{})
        out.number("reregistered_time", toSeconds(agent.reregistered));
    writeResources(out, "resources", agent.total);
    writeResources(out, "used_resources", agent.used);
    writeResources(out, "offered_resources", agent.offered);
    out.emptyObject("reserved_resources");
    writeResources(out, "unreserved_resources", agent.total);
    out.flag("active", agent.active);
    out.flag("deactivated", agent.deactivated);
    out.text("version", agent.version);
    out.key("capabilities");
    out.raw(agentCapabilities);
    shared::writeDomain(out, agent);
    shared::writeDrain(out, agent);
    if (agent.drain)
        out.number("estimated_drain_start_time_seconds", toSeconds(agent.drain->started));
}

void writeTask(JsonWriter &out, const Task &task)
{
    out.beginObject();
    out.text("id", task.id);
    out.text("name", task.name);
    out.text("framework_id", task.frameworkId);
    out.text("executor_id", task.executorId);
    out.text("slave_id", task.agentId);
    out.text("state", stateName(task.state));
    writeResources(out, "resources", task.resources);
    out.text("role", task.role);
    out.beginArray("statuses");
    for (const Status &status : task.statuses)
        writeStatus(out, status, task);
    out.endArray();
    if (!task.labels.empty())
        shared::writeLabelList(out, task.labels);
    if (task.discovery)
        shared::writeDiscovery(out, *task.discovery, true);
    out.endObject();
}

void writeExecutor(JsonWriter &out, const Executor &executor)
{
    out.beginObject();
    out.text("executor_id", executor.id);
    out.text("name", executor.name);
    out.text("framework_id", executor.frameworkId);
    out.beginObject("command");
    out.text("value", executor.command);
    out.emptyArray("argv");
    out.beginArray("uris");
    for (const std::string &uri : executor.uris) {
        out.beginObject();
        out.text("value", uri);
        out.flag("executable", true);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    writeResources(out, "resources", executor.resources);
    out.text("role", executor.role);
    out.text("slave_id", executor.agentId);
    out.endObject();
}

void writeFrameworkOutline(JsonWriter &out, const Framework &framework)
{
    out.text("id", framework.id);
    out.text("name", framework.name);
    if (!framework.pid.empty())
        out.text("pid", framework.pid);
    writeResources(out, "used_resources", framework.used);
    writeResources(out, "offered_resources", framework.offered);
    out.beginArray("capabilities");
    for (const std::string &capability : framework.capabilities)
        out.text(capability);
    out.endArray();
    out.text("hostname", framework.hostname);
    out.text("webui_url", framework.webUiUrl);
    out.flag("active", framework.active);
    out.flag("connected", framework.connected);
    out.flag("recovered", false);
}

void writeFrameworkHead(JsonWriter &out, const Framework &framework)
{
    writeFrameworkOutline(out, framework);
    out.text("user", framework.user);
    out.number("failover_timeout", framework.failoverTimeout);
    out.flag("checkpoint", framework.checkpoint);
    out.number("registered_time", toSeconds(framework.registered));
    out.number("unregistered_time", toSeconds(framework.unregistered));
    if (!framework.principal.empty())
        out.text("principal", framework.principal);
    Resources held = framework.used;
    held += framework.offered;
    writeResources(out, "resources", held);
    if (framework.reregistered > framework.registered)
        out.number("reregistered_time", toSeconds(framework.reregistered));
    shared::writeRoles(out, framework);
}

void writeFrameworkTail(JsonWriter &out, const Framework &framework)
{
    if (!framework.labels.empty())
        shared::writeLabelList(out, framework.labels);
    out.emptyObject("offer_constraints");
}

} // namespace sim::v0
