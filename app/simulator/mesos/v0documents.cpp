// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/v0documents.h"

#include "app/simulator/mesos/v1json.h"

#include <algorithm>
#include <array>
#include <set>

namespace sim::v0 {

namespace {

constexpr std::array countedStates{ TaskState::Staging,  TaskState::Starting, TaskState::Running, TaskState::Killing,
                                    TaskState::Finished, TaskState::Killed,   TaskState::Failed,  TaskState::Lost };

template <typename Tasks>
void writeTasks(JsonWriter &out, std::string_view name, const Tasks &tasks)
{
    out.beginArray(name);
    for (const Task &task : tasks)
        writeTask(out, task);
    out.endArray();
}

void writeFramework(JsonWriter &out, const FrameworkState &framework)
{
    out.beginObject();
    writeFrameworkHead(out, framework.info);
    out.beginArray("tasks");
    for (const auto &[id, task] : framework.tasks)
        writeTask(out, task);
    out.endArray();
    writeTasks(out, "unreachable_tasks", framework.unreachable);
    writeTasks(out, "completed_tasks", framework.completed);
    out.emptyArray("offers");
    out.beginArray("executors");
    for (const auto &[id, executor] : framework.executors)
        writeExecutor(out, executor);
    out.endArray();
    writeFrameworkTail(out, framework.info);
    out.endObject();
}

void writeFrameworkLists(JsonWriter &out, const World &world, const std::string &frameworkId)
{
    out.beginArray("frameworks");
    for (const auto &[number, framework] : world.frameworks()) {
        if (frameworkId.empty() || framework.info.id == frameworkId)
            writeFramework(out, framework);
    }
    out.endArray();
    out.beginArray("completed_frameworks");
    for (const FrameworkState &framework : world.completedFrameworks()) {
        if (frameworkId.empty() || framework.info.id == frameworkId)
            writeFramework(out, framework);
    }
    out.endArray();
}

/// How many tasks of which state, and with whom.
struct Tally
{
    std::map<TaskState, int> states;
    std::set<std::string> partners;

    void add(const Task &task, const std::string &partner)
    {
        ++states[task.state];
        partners.insert(partner);
    }
    void write(JsonWriter &out, std::string_view partnersName) const
    {
        for (const TaskState state : countedStates) {
            const auto found = states.find(state);
            out.integer(stateName(state), found == states.end() ? 0 : found->second);
        }
        out.integer("TASK_ERROR", 0);
        const auto unreachable = states.find(TaskState::Unreachable);
        out.integer("TASK_UNREACHABLE", unreachable == states.end() ? 0 : unreachable->second);
        out.beginArray(partnersName);
        for (const std::string &partner : partners)
            out.text(partner);
        out.endArray();
    }
};

template <typename Visit>
void forEachTask(const FrameworkState &framework, const Visit &visit)
{
    for (const auto &[id, task] : framework.tasks)
        visit(task);
    for (const Task &task : framework.unreachable)
        visit(task);
    for (const Task &task : framework.completed)
        visit(task);
}

/// Without the zeroes, and ports as a number.
void writeRoleResources(JsonWriter &out, std::string_view name, const Resources &resources)
{
    out.beginObject(name);
    if (resources.cpus > 0)
        out.number("cpus", resources.cpus);
    if (resources.disk > 0)
        out.number("disk", resources.disk);
    if (resources.gpus > 0)
        out.number("gpus", resources.gpus);
    if (resources.mem > 0)
        out.number("mem", resources.mem);
    if (!resources.ports.empty())
        out.number("ports", resources.portCount());
    out.endObject();
}

} // namespace

AgentCounts countAgents(const World &world)
{
    AgentCounts counts;
    for (const auto &[number, agent] : world.agents()) {
        if (agent.unreachable)
            ++counts.unreachable;
        else if (agent.active)
            ++counts.active;
        else
            ++counts.deactivated;
    }
    return counts;
}

QByteArray state(const World &world, const MasterInfo &leader, const MasterInfo &self)
{
    JsonWriter out(4 << 20);
    out.beginObject();
    writeStateHead(out, leader, self, countAgents(world));
    out.beginArray("slaves");
    for (const auto &[number, agent] : world.agents()) {
        if (agent.unreachable)
            continue;
        out.beginObject();
        writeAgentFields(out, agent);
        out.endObject();
    }
    out.endArray();
    out.emptyArray("recovered_slaves");
    writeFrameworkLists(out, world, {});
    out.emptyArray("orphan_tasks");
    out.emptyArray("unregistered_frameworks");
    out.endObject();
    return out.take();
}

QByteArray stateSummary(const World &world, const MasterInfo &self)
{
    std::map<std::string, Tally> byAgent;
    std::map<std::string, Tally> byFramework;
    for (const auto &[number, framework] : world.frameworks()) {
        forEachTask(framework, [&, &owner = framework.info.id](const Task &task) {
            byAgent[task.agentId].add(task, owner);
            byFramework[owner].add(task, task.agentId);
        });
    }
    JsonWriter out(1 << 18);
    out.beginObject();
    out.text("hostname", self.hostname);
    out.text("cluster", self.cluster);
    out.beginArray("slaves");
    for (const auto &[number, agent] : world.agents()) {
        if (agent.unreachable)
            continue;
        out.beginObject();
        writeAgentFields(out, agent);
        byAgent[agent.id].write(out, "framework_ids");
        out.endObject();
    }
    out.endArray();
    out.beginArray("frameworks");
    for (const auto &[number, framework] : world.frameworks()) {
        out.beginObject();
        writeFrameworkOutline(out, framework.info);
        byFramework[framework.info.id].write(out, "slave_ids");
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray slaves(const World &world, const std::string &slaveId)
{
    JsonWriter out(1 << 18);
    out.beginObject();
    out.beginArray("slaves");
    for (const auto &[number, agent] : world.agents()) {
        if (agent.unreachable || (!slaveId.empty() && agent.id != slaveId))
            continue;
        out.beginObject();
        writeAgentFields(out, agent);
        out.emptyObject("reserved_resources_full");
        out.key("unreserved_resources_full");
        v1::writeResources(out, agent.total, v1::Marks::Role);
        out.beginArray("used_resources_full");
        for (const auto &[role, used] : agent.usedByRole)
            v1::writeResourceItems(out, used, v1::Marks::Both, role);
        out.endArray();
        out.emptyArray("offered_resources_full");
        out.endObject();
    }
    out.endArray();
    out.emptyArray("recovered_slaves");
    out.endObject();
    return out.take();
}

QByteArray frameworks(const World &world, const std::string &frameworkId)
{
    JsonWriter out(4 << 20);
    out.beginObject();
    writeFrameworkLists(out, world, frameworkId);
    out.emptyArray("unregistered_frameworks");
    out.endObject();
    return out.take();
}

QByteArray tasks(const World &world, const TaskQuery &query)
{
    std::vector<const Task *> found;
    const auto add = [&](const FrameworkState &framework) {
        if (!query.frameworkId.empty() && framework.info.id != query.frameworkId)
            return;
        forEachTask(framework, [&](const Task &task) {
            if (query.taskId.empty() || task.id == query.taskId)
                found.push_back(&task);
        });
    };
    for (const auto &[number, framework] : world.frameworks())
        add(framework);
    for (const FrameworkState &framework : world.completedFrameworks())
        add(framework);
    const auto firstSeen
        = [](const Task *task) { return task->statuses.empty() ? Moment::max() : task->statuses.front().at; };
    std::ranges::stable_sort(found, [&](const Task *a, const Task *b) {
        return query.ascending ? firstSeen(a) < firstSeen(b) : firstSeen(a) > firstSeen(b);
    });
    const auto begin = std::min(found.size(), static_cast<size_t>(std::max(0, query.offset)));
    const auto end = std::min(found.size(), begin + static_cast<size_t>(std::max(0, query.limit)));
    JsonWriter out(1 << 18);
    out.beginObject();
    out.beginArray("tasks");
    for (size_t i = begin; i < end; ++i)
        writeTask(out, *found[i]);
    out.endArray();
    out.endObject();
    return out.take();
}

std::map<std::string, RoleFacts> roleFacts(const World &world)
{
    std::map<std::string, RoleFacts> facts;
    facts["*"];
    facts["spark"].weight = 2.0;
    facts["spark"].limit = { 600.0, 4505600.0, 0, 0, {} };
    for (const auto &[number, framework] : world.frameworks()) {
        const Framework &info = framework.info;
        std::vector<std::string> names = info.roles;
        if (names.empty())
            names.push_back(info.role);
        for (const std::string &name : names)
            facts[name].frameworkIds.push_back(info.id);
        for (const auto &[role, used] : info.usedByRole)
            facts[role].allocated += used;
    }
    return facts;
}

QByteArray roles(const World &world)
{
    JsonWriter out;
    out.beginObject();
    out.beginArray("roles");
    for (const auto &[name, role] : roleFacts(world)) {
        out.beginObject();
        out.text("name", name);
        out.number("weight", role.weight);
        out.beginObject("quota");
        out.text("role", name);
        out.emptyObject("guarantee");
        writeRoleResources(out, "limit", role.limit);
        writeRoleResources(out, "consumed", role.allocated);
        out.endObject();
        writeRoleResources(out, "resources", role.allocated);
        writeRoleResources(out, "allocated", role.allocated);
        out.emptyObject("offered");
        out.emptyObject("reserved");
        out.beginArray("frameworks");
        for (const std::string &id : role.frameworkIds)
            out.text(id);
        out.endArray();
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray quota(const World &world)
{
    const auto facts = roleFacts(world);
    JsonWriter out;
    out.beginObject();
    out.beginArray("infos");
    for (const auto &[name, role] : facts) {
        if (role.limit.isEmpty())
            continue;
        out.beginObject();
        out.text("role", name);
        out.endObject();
    }
    out.endArray();
    out.beginArray("configs");
    for (const auto &[name, role] : facts) {
        if (role.limit.isEmpty())
            continue;
        out.beginObject();
        out.text("role", name);
        out.beginObject("limits");
        const std::pair<std::string_view, double> limits[] = { { "cpus", role.limit.cpus },
                                                               { "mem", role.limit.mem },
                                                               { "disk", role.limit.disk },
                                                               { "gpus", role.limit.gpus } };
        for (const auto &[resource, value] : limits) {
            if (value <= 0)
                continue;
            out.beginObject(resource);
            out.number("value", value);
            out.endObject();
        }
        out.endObject();
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray weights(const World &world)
{
    JsonWriter out;
    out.beginArray();
    for (const auto &[name, role] : roleFacts(world)) {
        if (role.weight == 1.0)
            continue;
        out.beginObject();
        out.text("role", name);
        out.number("weight", role.weight);
        out.endObject();
    }
    out.endArray();
    return out.take();
}

} // namespace sim::v0
