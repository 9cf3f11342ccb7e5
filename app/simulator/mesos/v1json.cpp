// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/v1json.h"

#include "app/simulator/mesos/sharedjson.h"

#include <QByteArray>

#include <algorithm>

namespace sim::v1 {

namespace {

constexpr std::string_view agentCapabilities
    = R"([{"type":"MULTI_ROLE"},{"type":"HIERARCHICAL_ROLE"},{"type":"RESERVATION_REFINEMENT"},)"
      R"({"type":"RESOURCE_PROVIDER"},{"type":"RESIZE_VOLUME"},{"type":"AGENT_OPERATION_FEEDBACK"},)"
      R"({"type":"AGENT_DRAINING"},{"type":"TASK_RESOURCE_LIMITS"}])";

void endResource(JsonWriter &out, Marks marks, std::string_view role)
{
    if (marks == Marks::Role || marks == Marks::Both)
        out.text("role", "*");
    if (marks == Marks::Allocation || marks == Marks::Both) {
        out.beginObject("allocation_info");
        out.text("role", role);
        out.endObject();
    }
    out.endObject();
}

void writeRanges(JsonWriter &out, const std::vector<PortRange> &ranges)
{
    out.beginObject("ranges");
    out.beginArray("range");
    for (const PortRange &range : ranges) {
        out.beginObject();
        out.integer("begin", range.begin);
        out.integer("end", range.end);
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

/// A status update's 16 bytes. They only have to differ between updates and stay the same from answer to answer.
std::string updateUuid(const Task &task, const Status &status)
{
    Random random(static_cast<uint64_t>(status.at.time_since_epoch().count()), hashOf(task.id));
    QByteArray bytes;
    for (int i = 0; i < 16; ++i)
        bytes += static_cast<char>(random.below(256));
    return bytes.toBase64().toStdString();
}

void writeLabels(JsonWriter &out, const std::vector<Label> &labels)
{
    if (labels.empty())
        return;
    out.beginObject("labels");
    shared::writeLabelList(out, labels);
    out.endObject();
}

} // namespace

void writeResourceItems(JsonWriter &out, const Resources &resources, Marks marks, std::string_view role)
{
    const std::pair<std::string_view, double> scalars[] = {
        { "cpus", resources.cpus }, { "mem", resources.mem }, { "disk", resources.disk }, { "gpus", resources.gpus }
    };
    for (const auto &[name, value] : scalars) {
        if (value <= 0)
            continue;
        out.beginObject();
        out.text("name", name);
        out.text("type", "SCALAR");
        out.beginObject("scalar");
        out.number("value", value);
        out.endObject();
        endResource(out, marks, role);
    }
    if (!resources.ports.empty()) {
        out.beginObject();
        out.text("name", "ports");
        out.text("type", "RANGES");
        writeRanges(out, resources.ports);
        endResource(out, marks, role);
    }
}

void writeResources(JsonWriter &out, const Resources &resources, Marks marks, std::string_view role)
{
    out.beginArray();
    writeResourceItems(out, resources, marks, role);
    out.endArray();
}

void writeQuantities(JsonWriter &out, const Resources &resources)
{
    Resources scalars = resources;
    scalars.ports.clear();
    writeResources(out, scalars, Marks::None);
}

void writeTime(JsonWriter &out, std::string_view name, Moment t)
{
    out.beginObject(name);
    out.integer("nanoseconds", toNanoseconds(t));
    out.endObject();
}

void writeId(JsonWriter &out, std::string_view name, std::string_view id)
{
    shared::writeId(out, name, id);
}

void writeStatus(JsonWriter &out, const Task &task, const Status &status)
{
    out.beginObject();
    writeId(out, "task_id", task.id);
    out.text("state", stateName(status.state));
    if (!status.message.empty())
        out.text("message", status.message);
    out.text("source", status.source);
    if (!status.reason.empty())
        out.text("reason", status.reason);
    writeId(out, "agent_id", task.agentId);
    if (status.fromContainer)
        writeId(out, "executor_id", task.executorId.empty() ? task.id : task.executorId);
    if (status.healthy)
        out.flag("healthy", *status.healthy);
    out.number("timestamp", toSeconds(status.at));
    if (status.fromContainer) {
        out.text("uuid", updateUuid(task, status));
        out.beginObject("container_status");
        writeId(out, "container_id", task.containerId);
        shared::writeNetwork(out, task.address);
        out.integer("executor_pid", 1000 + static_cast<int64_t>(hashOf(task.containerId) % 60000));
        out.endObject();
    }
    if (status.unreachableSince != Moment{})
        writeTime(out, "unreachable_time", status.unreachableSince);
    out.endObject();
}

void writeTask(JsonWriter &out, const Task &task, bool history)
{
    out.beginObject();
    out.text("name", task.name);
    writeId(out, "task_id", task.id);
    writeId(out, "framework_id", task.frameworkId);
    if (!task.executorId.empty())
        writeId(out, "executor_id", task.executorId);
    writeId(out, "agent_id", task.agentId);
    out.text("state", stateName(task.state));
    out.key("resources");
    writeResources(out, task.resources, Marks::Allocation, task.role);
    if (history && !task.statuses.empty()) {
        out.beginArray("statuses");
        for (const Status &status : task.statuses)
            writeStatus(out, task, status);
        out.endArray();
        out.text("status_update_state", stateName(task.state));
        out.text("status_update_uuid", updateUuid(task, task.statuses.back()));
    }
    writeLabels(out, task.labels);
    if (task.discovery)
        shared::writeDiscovery(out, *task.discovery, false);
    out.endObject();
}

void writeAgent(JsonWriter &out, const Agent &agent, bool full)
{
    out.beginObject();
    out.beginObject("agent_info");
    out.text("hostname", agent.hostname);
    out.integer("port", agent.port);
    out.key("resources");
    writeResources(out, agent.total, Marks::None);
    out.beginArray("attributes");
    for (const auto &[name, value] : agent.attributes) {
        out.beginObject();
        out.text("name", name);
        out.text("type", "TEXT");
        writeId(out, "text", value);
        out.endObject();
    }
    out.endArray();
    writeId(out, "id", agent.id);
    if (full)
        out.flag("checkpoint", true);
    shared::writeDomain(out, agent);
    out.endObject();
    out.flag("active", agent.active);
    out.flag("deactivated", agent.deactivated);
    out.text("version", agent.version);
    out.text("pid", "slave(1)@" + agent.address + ':' + std::to_string(agent.port));
    writeTime(out, "registered_time", agent.registered);
    if (agent.reregistered != Moment{})
        writeTime(out, "reregistered_time", agent.reregistered);
    out.key("total_resources");
    writeResources(out, agent.total, Marks::Role);
    if (full && !agent.usedByRole.empty()) {
        out.beginArray("allocated_resources");
        for (const auto &[role, used] : agent.usedByRole)
            writeResourceItems(out, used, Marks::Both, role);
        out.endArray();
    }
    out.key("capabilities");
    out.raw(agentCapabilities);
    shared::writeDrain(out, agent);
    if (agent.drain)
        writeTime(out, "estimated_drain_start_time", std::chrono::floor<std::chrono::seconds>(agent.drain->started));
    out.endObject();
}

void writeFrameworkInfo(JsonWriter &out, const Framework &framework)
{
    out.beginObject("framework_info");
    out.text("user", framework.user);
    out.text("name", framework.name);
    writeId(out, "id", framework.id);
    out.number("failover_timeout", framework.failoverTimeout);
    out.flag("checkpoint", framework.checkpoint);
    shared::writeRoles(out, framework);
    if (!framework.hostname.empty())
        out.text("hostname", framework.hostname);
    if (!framework.principal.empty())
        out.text("principal", framework.principal);
    if (!framework.webUiUrl.empty())
        out.text("webui_url", framework.webUiUrl);
    if (!framework.capabilities.empty()) {
        out.beginArray("capabilities");
        for (const std::string &capability : framework.capabilities) {
            out.beginObject();
            out.text("type", capability);
            out.endObject();
        }
        out.endArray();
    }
    writeLabels(out, framework.labels);
    out.endObject();
}

void writeFramework(JsonWriter &out, const Framework &framework, bool full)
{
    out.beginObject();
    writeFrameworkInfo(out, framework);
    out.flag("active", framework.active);
    out.flag("connected", framework.connected);
    out.flag("recovered", false);
    writeTime(out, "registered_time", framework.registered);
    writeTime(out, "reregistered_time", framework.reregistered);
    if (!full || framework.unregistered != Moment{})
        writeTime(out, "unregistered_time", framework.unregistered);
    if (full) {
        out.emptyObject("offer_constraints");
        if (!framework.usedByRole.empty()) {
            out.beginArray("allocated_resources");
            for (const auto &[role, used] : framework.usedByRole)
                writeResourceItems(out, used, Marks::Both, role);
            out.endArray();
        }
    }
    out.endObject();
}

} // namespace sim::v1
