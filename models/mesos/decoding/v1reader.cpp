// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/v1reader.h"

#include "models/mesos/decoding/values.h"

#include <cmath>

namespace mesos {

namespace {

double *kindOf(ResourceSum &sum, std::string_view name)
{
    if (name == "cpus")
        return &sum.cpus;
    if (name == "mem")
        return &sum.mem;
    if (name == "disk")
        return &sum.disk;
    return name == "gpus" ? &sum.gpus : nullptr;
}

double readScalar(V1Reader v1, od::value &value)
{
    double result = 0;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("value"))
            result = readAmount(v1.reader, field);
    });
    return result;
}

Ranges readRanges(V1Reader v1, od::value &value)
{
    Ranges ranges;
    v1.reader.object(value, [&](Key key, od::value &list) {
        if (!key.is("range"))
            return;
        v1.reader.array(list, [&](od::value &element) {
            Ranges::Range range;
            v1.reader.object(element, [&](Key end, od::value &field) {
                const int64_t number = end.is("begin") || end.is("end") ? v1.reader.integer(field) : 0;
                (end.is("begin") ? range.begin : range.end) = static_cast<uint64_t>(std::max<int64_t>(number, 0));
            });
            ranges.add(range);
        });
    });
    return ranges;
}

TextId readRoleOf(V1Reader v1, od::value &value)
{
    TextId role;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("role"))
            role = v1.texts.read(v1.reader, field);
    });
    return role;
}

struct V1Resource
{
    std::string_view name;
    double amount = 0;
    Ranges ranges;
    TextId role;
    TextId reservedFor; ///< the last, most refined reservation's role
    bool revocable = false;
};

V1Resource readResource(V1Reader v1, od::value &value)
{
    V1Resource resource;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("name"))
            resource.name = v1.reader.spelled(field);
        else if (key.is("scalar"))
            resource.amount = readScalar(v1, field);
        else if (key.is("ranges"))
            resource.ranges = readRanges(v1, field);
        else if (key.is("allocation_info"))
            resource.role = readRoleOf(v1, field);
        else if (key.is("revocable"))
            resource.revocable = true;
        else if (key.is("reservations"))
            v1.reader.array(field, [&](od::value &r) { resource.reservedFor = readRoleOf(v1, r); });
    });
    return resource;
}

Attribute readAttribute(V1Reader v1, od::value &value)
{
    Attribute attribute;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("name"))
            attribute.name = v1.texts.read(v1.reader, field);
        else if (key.is("text"))
            attribute.value = readValueText(v1, field);
        else if (key.is("scalar"))
            attribute.value = v1.texts.intern(numberText(readScalar(v1, field)));
        else if (key.is("ranges"))
            attribute.value = v1.texts.intern(readRanges(v1, field).text());
    });
    return attribute;
}

void readDomain(V1Reader v1, od::value &value, Agent &agent)
{
    const auto nameOf = [&](od::value &part) {
        TextId name;
        v1.reader.object(part, [&](Key key, od::value &field) {
            if (key.is("name"))
                name = v1.texts.read(v1.reader, field);
        });
        return name;
    };
    v1.reader.object(value, [&](Key key, od::value &domain) {
        if (!key.is("fault_domain"))
            return;
        v1.reader.object(domain, [&](Key part, od::value &field) {
            if (part.is("region"))
                agent.region = nameOf(field);
            else if (part.is("zone"))
                agent.zone = nameOf(field);
        });
    });
}

void readAgentInfo(V1Reader v1, od::value &value, V1Agent &agent)
{
    bool hasId = false;
    bool hasHostname = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("id")) {
            agent.row.id = readValueText(v1, field);
            hasId = true;
        } else if (key.is("hostname")) {
            agent.row.hostname = v1.texts.read(v1.reader, field);
            hasHostname = true;
        } else if (key.is("attributes")) {
            v1.reader.array(field, [&](od::value &a) { agent.attributes.push_back(readAttribute(v1, a)); });
        } else if (key.is("domain")) {
            readDomain(v1, field, agent.row);
        }
    });
    v1.reader.require(hasId, "id");
    v1.reader.require(hasHostname, "hostname");
}

void setTotal(V1Reader v1, const V1Resources &total, V1Agent &agent)
{
    agent.row.total = packed(total.all);
    agent.row.revocable = packed(total.revocable);
    agent.row.ports = v1.texts.intern(total.ports.text());
    for (const auto &[role, sum] : total.reservations)
        agent.reservations.push_back({ role, packed(sum) });
    std::ranges::sort(agent.reservations, {}, [&v1](const Reservation &r) { return v1.texts.view(r.role); });
}

void readFrameworkInfo(V1Reader v1, od::value &value, V1Framework &framework)
{
    Reader &reader = v1.reader;
    Texts &texts = v1.texts;
    Framework &row = framework.row;
    bool hasId = false;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("id")) {
            row.id = readValueText(v1, field);
            hasId = true;
        } else if (key.is("name")) {
            row.name = texts.read(reader, field);
        } else if (key.is("user")) {
            row.user = texts.read(reader, field);
        } else if (key.is("principal")) {
            row.principal = texts.read(reader, field);
        } else if (key.is("hostname")) {
            row.host = texts.read(reader, field);
        } else if (key.is("webui_url")) {
            row.webUi = texts.read(reader, field);
        } else if (key.is("role")) {
            framework.roles.push_back(texts.read(reader, field));
        } else if (key.is("roles")) {
            reader.array(field, [&](od::value &role) { framework.roles.push_back(texts.read(reader, role)); });
        } else if (key.is("failover_timeout")) {
            row.failoverTimeout = readDuration(reader, field);
        } else if (key.is("checkpoint")) {
            row.checkpoint = reader.boolean(field);
        } else if (key.is("capabilities")) {
            reader.array(field, [&](od::value &capability) {
                reader.object(capability, [&](Key part, od::value &type) {
                    if (part.is("type"))
                        framework.capabilities.push_back(texts.read(reader, type));
                });
            });
        }
    });
    reader.require(hasId, "id");
}

} // namespace

TextId readValueText(V1Reader v1, od::value &value)
{
    TextId text;
    bool present = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("value")) {
            text = v1.texts.read(v1.reader, field);
            present = true;
        }
    });
    v1.reader.require(present, "value");
    return text;
}

V1Resources readV1Resources(V1Reader v1, od::value &value)
{
    V1Resources result;
    v1.reader.array(value, [&](od::value &element) {
        const V1Resource resource = readResource(v1, element);
        if (result.role.isEmpty())
            result.role = resource.role;
        if (resource.name == "ports")
            result.ports.add(resource.ranges);
        double *const kind = kindOf(result.all, resource.name);
        if (!kind)
            return;
        *kind += resource.amount;
        if (resource.revocable)
            *kindOf(result.revocable, resource.name) += resource.amount;
        if (resource.reservedFor.isEmpty())
            return;
        auto place
            = std::ranges::find(result.reservations, resource.reservedFor, &std::pair<TextId, ResourceSum>::first);
        if (place == result.reservations.end())
            place = result.reservations.insert(place, { resource.reservedFor, {} });
        *kindOf(place->second, resource.name) += resource.amount;
    });
    return result;
}

Resources packed(const ResourceSum &sum)
{
    const auto rounded = [](double amount) { return static_cast<float>(std::round(amount * 1e3) / 1e3); };
    return { rounded(sum.cpus), rounded(sum.mem), rounded(sum.disk), rounded(sum.gpus) };
}

V1Agent readV1Agent(V1Reader v1, od::value &value)
{
    V1Agent agent;
    Operated operated;
    bool hasInfo = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("agent_info")) {
            hasInfo = true;
            readAgentInfo(v1, field, agent);
        } else if (key.is("active")) {
            operated.active = v1.reader.boolean(field);
        } else if (key.is("deactivated")) {
            operated.deactivated = v1.reader.boolean(field);
        } else if (key.is("drain_info")) {
            operated.drain = readDrainState(v1.reader, field);
        } else if (key.is("estimated_drain_start_time")) {
            agent.row.drainStarted = wholeSeconds(readNanoTime(v1.reader, field));
        } else if (key.is("version")) {
            agent.row.version = v1.texts.read(v1.reader, field);
        } else if (key.is("pid")) {
            agent.row.address = v1.texts.intern(addressOf(v1.reader.spelled(field)));
        } else if (key.is("registered_time")) {
            agent.row.registered = readNanoTime(v1.reader, field);
        } else if (key.is("reregistered_time")) {
            agent.row.reregistered = readNanoTime(v1.reader, field);
        } else if (key.is("total_resources")) {
            setTotal(v1, readV1Resources(v1, field), agent);
        } else if (key.is("allocated_resources")) {
            const V1Resources used = readV1Resources(v1, field);
            agent.used = used.all;
            agent.usedPorts = used.ports;
        } else if (key.is("offered_resources")) {
            agent.row.offered = packed(readV1Resources(v1, field).all);
        }
    });
    v1.reader.require(hasInfo, "agent_info");
    agent.row.phase = phaseOf(operated);
    return agent;
}

V1Agent readV1Recovered(V1Reader v1, od::value &value)
{
    V1Agent agent;
    readAgentInfo(v1, value, agent);
    agent.row.phase = AgentPhase::Recovering;
    return agent;
}

V1Framework readV1Framework(V1Reader v1, od::value &value, bool completed)
{
    V1Framework framework;
    Framework &row = framework.row;
    Connection connection;
    connection.completed = completed;
    bool hasInfo = false;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("framework_info")) {
            hasInfo = true;
            readFrameworkInfo(v1, field, framework);
        } else if (key.is("active")) {
            connection.active = v1.reader.boolean(field);
        } else if (key.is("connected")) {
            connection.connected = v1.reader.boolean(field);
        } else if (key.is("recovered")) {
            connection.recovered = v1.reader.boolean(field);
        } else if (key.is("registered_time")) {
            row.registered = readNanoTime(v1.reader, field);
        } else if (key.is("reregistered_time")) {
            row.reregistered = readNanoTime(v1.reader, field);
        } else if (key.is("unregistered_time")) {
            row.unregistered = readNanoTime(v1.reader, field);
        } else if (key.is("allocated_resources")) {
            framework.used = readV1Resources(v1, field).all;
        } else if (key.is("offered_resources")) {
            framework.offered = readV1Resources(v1, field).all;
        }
    });
    v1.reader.require(hasInfo, "framework_info");
    row.phase = phaseOf(connection);
    if (row.reregistered == row.registered) // told always; v0 tells it only when it differs
        row.reregistered = {};
    return framework;
}

TextId readV1FrameworkInfoId(V1Reader v1, od::value &value)
{
    V1Framework framework;
    readFrameworkInfo(v1, value, framework);
    return framework.row.id;
}

Task readV1Task(Walk &walk, od::value &value, TaskList told)
{
    enum Field : uint32_t { Id = 1, Framework = 2, Agent = 4, State = 8 };
    Reader &reader = walk.reader;
    const V1Reader v1{ reader, walk.texts };
    uint32_t seen = 0;
    Task task;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("task_id")) {
            reader.once(seen, Id);
            task.id = readValueText(v1, field);
        } else if (key.is("framework_id")) {
            reader.once(seen, Framework);
            task.framework = readValueText(v1, field);
        } else if (key.is("agent_id")) {
            reader.once(seen, Agent);
            task.agent = readValueText(v1, field);
        } else if (key.is("state")) {
            reader.once(seen, State);
            readTaskState(walk, field, task);
        } else if (key.is("name")) {
            task.name = walk.texts.read(reader, field);
        } else if (key.is("executor_id")) {
            task.executor = readValueText(v1, field);
        } else if (key.is("resources")) {
            const V1Resources resources = readV1Resources(v1, field);
            task.resources = packed(resources.all);
            task.role = resources.role;
            task.ports = walk.texts.intern(resources.ports.text());
        } else if (key.is("statuses")) {
            readStatuses(walk, field, task);
        }
    });
    reader.require(seen & Id, "task_id");
    reader.require(seen & Framework, "framework_id");
    reader.require(seen & Agent, "agent_id");
    reader.require(seen & State, "state");
    task.list = listOf(task, told);
    return task;
}

Executor readV1Executor(V1Reader v1, od::value &value)
{
    Executor executor;
    v1.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("agent_id")) {
            executor.agent = readValueText(v1, field);
        } else if (key.is("executor_info")) {
            v1.reader.object(field, [&](Key part, od::value &info) {
                if (part.is("executor_id"))
                    executor.id = readValueText(v1, info);
                else if (part.is("framework_id"))
                    executor.framework = readValueText(v1, info);
                else if (part.is("name"))
                    executor.name = v1.texts.read(v1.reader, info);
                else if (part.is("source"))
                    executor.source = v1.texts.read(v1.reader, info);
                else if (part.is("resources"))
                    executor.resources = packed(readV1Resources(v1, info).all);
            });
        }
    });
    v1.reader.require(!executor.id.isEmpty(), "executor_info.executor_id");
    return executor;
}

V1TaskUpdate readV1TaskUpdate(Walk &walk, od::value &value)
{
    Reader &reader = walk.reader;
    const V1Reader v1{ reader, walk.texts };
    V1TaskUpdate update;
    bool hasState = false;
    const auto readStatus = [&](Key key, od::value &field) {
        Task &status = update.status;
        if (key.is("task_id"))
            status.id = readValueText(v1, field);
        else if (key.is("state"))
            update.isRunning = reader.spelled(field) == "TASK_RUNNING";
        else if (key.is("timestamp"))
            status.changed = readSeconds(reader, field);
        else if (key.is("healthy"))
            status.health = reader.boolean(field) ? Health::Healthy : Health::Unhealthy;
        else if (key.is("message"))
            status.message = walk.texts.read(reader, field);
        else if (key.is("reason"))
            status.reason = walk.texts.read(reader, field);
    };
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("framework_id")) {
            update.framework = readValueText(v1, field);
        } else if (key.is("status")) {
            reader.object(field, readStatus);
        } else if (key.is("state")) {
            Task newest;
            readTaskState(walk, field, newest);
            update.newest = newest.state;
            update.newestWord = newest.stateWord;
            hasState = true;
        }
    });
    reader.require(!update.framework.isEmpty(), "framework_id");
    reader.require(!update.status.id.isEmpty(), "status.task_id");
    reader.require(hasState, "state");
    return update;
}

} // namespace mesos
