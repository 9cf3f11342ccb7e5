// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/documents.h"

#include "app/simulator/jsonwriter.h"

#include <algorithm>

namespace sim::aurora::documents {

using wire::MaintenanceMode;
using wire::ScheduleStatus;

namespace {

void writeScalar(JsonWriter &out, const char *name, double value)
{
    out.beginObject();
    out.text("name", name);
    out.text("type", "SCALAR");
    out.beginObject("scalar");
    out.number("value", value);
    out.endObject();
    out.text("role", "*");
    out.emptyArray("reservations");
    out.endObject();
}

void writePorts(JsonWriter &out, const std::vector<PortRange> &ports)
{
    out.beginObject();
    out.text("name", "ports");
    out.text("type", "RANGES");
    out.beginObject("ranges");
    out.beginArray("range");
    for (const PortRange &range : ports) {
        out.beginObject();
        out.integer("begin", range.begin);
        out.integer("end", range.end);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    out.text("role", "*");
    out.emptyArray("reservations");
    out.endObject();
}

void writeId(JsonWriter &out, std::string_view name, const std::string &value)
{
    out.beginObject(name);
    out.text("value", value);
    out.endObject();
}

} // namespace

QByteArray offers(const Scheduler &scheduler)
{
    JsonWriter out;
    out.beginArray();
    const auto framework = scheduler.world().frameworks().find(scheduler.framework());
    for (const auto &[number, agent] : scheduler.world().agents()) {
        if (framework == scheduler.world().frameworks().end() || !scheduler.placement().isOffered(agent))
            continue;
        const Resources room = Placement::room(agent);
        out.beginObject();
        writeId(out, "id", scheduler.world().masterId() + "-O" + std::to_string(number));
        writeId(out, "framework_id", framework->second.info.id);
        writeId(out, "agent_id", agent.id);
        out.text("hostname", agent.hostname);
        out.beginArray("resources");
        writeScalar(out, "cpus", room.cpus);
        writeScalar(out, "mem", room.mem);
        writeScalar(out, "disk", room.disk);
        writePorts(out, room.ports);
        out.endArray();
        out.beginArray("attributes");
        for (const auto &[name, value] : agent.attributes) {
            out.beginObject();
            out.text("name", name);
            out.text("type", "TEXT");
            out.beginObject("text");
            out.text("value", value);
            out.endObject();
            out.endObject();
        }
        out.endArray();
        out.emptyArray("executor_ids");
        out.endObject();
    }
    out.endArray();
    return out.take();
}

QByteArray pendingTasks(const Scheduler &scheduler)
{
    TaskFilter pending;
    pending.statuses = { ScheduleStatus::Pending };
    std::map<std::pair<JobKey, const TaskConfig *>, std::vector<const ScheduledTask *>> groups;
    for (const ScheduledTask *task : scheduler.store().query(pending))
        groups[{ task->job(), task->config.get() }].push_back(task);
    JsonWriter out;
    out.beginArray();
    for (const auto &[group, tasks] : groups) {
        out.beginObject();
        out.integer("penaltyMs", scheduler.placement().patienceMs());
        out.text("name", group.first.path());
        out.beginArray("taskIds");
        for (const ScheduledTask *task : tasks)
            out.text(task->id);
        out.endArray();
        std::string reasons;
        for (const Veto &veto : scheduler.placement().nearest(*tasks.front()))
            reasons += (reasons.empty() ? "" : ", ") + veto.reason;
        out.text("reason", '[' + reasons + ']');
        out.endObject();
    }
    out.endArray();
    return out.take();
}

QByteArray maintenance(const Scheduler &scheduler)
{
    JsonWriter out;
    const auto hostsIn = [&](std::string_view name, MaintenanceMode wanted) {
        out.beginArray(name);
        for (const auto &[host, mode] : scheduler.maintenance().hosts()) {
            if (mode == wanted)
                out.text(host);
        }
        out.endArray();
    };
    out.beginObject();
    hostsIn("DRAINED", MaintenanceMode::Drained);
    hostsIn("SCHEDULED", MaintenanceMode::Scheduled);
    out.beginObject("DRAINING");
    for (const auto &[host, mode] : scheduler.maintenance().hosts()) {
        if (mode != MaintenanceMode::Draining)
            continue;
        out.beginArray(host);
        TaskFilter here;
        here.hosts = { host };
        for (const ScheduledTask *task : scheduler.store().query(here)) {
            if (task->isActive())
                out.text(task->id);
        }
        out.endArray();
    }
    out.endObject();
    out.endObject();
    return out.take();
}

QByteArray quotas(const Scheduler &scheduler, const std::string &role)
{
    JsonWriter out;
    out.beginObject();
    for (const auto &[name, quota] : scheduler.quotas().all()) {
        if (!role.empty() && name != role)
            continue;
        out.beginObject(name);
        out.number("cpu_cores", quota.cpus);
        out.integer("ram_mb", static_cast<int64_t>(quota.mem));
        out.integer("disk_mb", static_cast<int64_t>(quota.disk));
        out.endObject();
    }
    out.endObject();
    return out.take();
}

QByteArray cron(const Scheduler &scheduler)
{
    JsonWriter out;
    out.beginObject();
    out.beginObject("scheduled");
    for (const auto &[key, job] : scheduler.cron().all())
        out.text(key.path(), job.parsed.normalised());
    out.endObject();
    out.endObject();
    return out.take();
}

QByteArray tiers()
{
    return R"({"default":"preemptible","tiers":{"preferred":{"preemptible":false,"revocable":false},)"
           R"("preemptible":{"preemptible":true,"revocable":false},"revocable":{"preemptible":true,"revocable":true}}})";
}

QByteArray services()
{
    JsonWriter out;
    out.beginArray();
    for (const char *name : { "TaskTimeout", "TaskStatUpdaterService", "PreemptorService", "TaskVars", "TaskReconciler",
                              "TaskStatusHandlerImpl", "CronLifecycle", "SlaUpdater" }) {
        out.beginObject();
        out.text("name", name);
        out.text("state", "RUNNING");
        out.endObject();
    }
    out.endArray();
    return out.take();
}

QByteArray agents(const Scheduler &scheduler)
{
    static constexpr std::array names{ "", "NONE", "SCHEDULED", "DRAINING", "DRAINED" };
    QByteArray page = "<html>\n  <body>\n    <table>\n";
    for (const auto &[number, agent] : scheduler.world().agents()) {
        if (agent.unreachable)
            continue;
        std::string attributes;
        for (const auto &[name, value] : agent.attributes)
            attributes.append(attributes.empty() ? "" : ", ").append(name).append("=[").append(value).append("]");
        const QByteArray host = QByteArray::fromStdString(agent.hostname);
        page += "                <tr>\n                  <td><a href=\"http://" + host + ":1338\">" + host
            + "</a>\n                  <td>" + QByteArray::fromStdString(agent.id) + "\n                  <td>"
            + names[static_cast<size_t>(scheduler.maintenance().mode(agent.hostname))] + "\n                  <td>"
            + QByteArray::fromStdString(attributes) + "\n                </tr>\n";
    }
    return page + "    </table>\n  </body>\n</html>\n";
}

} // namespace sim::aurora::documents
