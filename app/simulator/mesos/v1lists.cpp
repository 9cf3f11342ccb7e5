// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of GET_AGENTS … GET_STATE.
#include "app/simulator/mesos/v1json.h"

namespace sim::v1 {

namespace {

template <typename Tasks>
void writeTasks(JsonWriter &out, const Tasks &tasks)
{
    for (const Task &task : tasks)
        writeTask(out, task);
}

} // namespace

void writeGetAgents(JsonWriter &out, const World &world)
{
    out.beginObject();
    out.beginArray("agents");
    for (const auto &[number, agent] : world.agents()) {
        if (!agent.unreachable)
            writeAgent(out, agent);
    }
    out.endArray();
    out.emptyArray("recovered_agents");
    out.endObject();
}

void writeGetFrameworks(JsonWriter &out, const World &world)
{
    out.beginObject();
    out.beginArray("frameworks");
    for (const auto &[number, framework] : world.frameworks())
        writeFramework(out, framework.info);
    out.endArray();
    if (!world.completedFrameworks().empty()) {
        out.beginArray("completed_frameworks");
        for (const FrameworkState &framework : world.completedFrameworks())
            writeFramework(out, framework.info);
        out.endArray();
    }
    out.endObject();
}

void writeGetTasks(JsonWriter &out, const World &world)
{
    out.beginObject();
    out.beginArray("tasks");
    for (const auto &[number, framework] : world.frameworks()) {
        for (const auto &[id, task] : framework.tasks)
            writeTask(out, task);
    }
    out.endArray();
    out.beginArray("unreachable_tasks");
    for (const auto &[number, framework] : world.frameworks())
        writeTasks(out, framework.unreachable);
    out.endArray();
    out.beginArray("completed_tasks");
    for (const auto &[number, framework] : world.frameworks())
        writeTasks(out, framework.completed);
    for (const FrameworkState &framework : world.completedFrameworks())
        writeTasks(out, framework.completed);
    out.endArray();
    out.endObject();
}

void writeGetExecutors(JsonWriter &out, const World &world)
{
    out.beginObject();
    out.beginArray("executors");
    for (const auto &[number, framework] : world.frameworks()) {
        for (const auto &[id, executor] : framework.executors) {
            out.beginObject();
            out.beginObject("executor_info");
            writeId(out, "executor_id", executor.id);
            writeId(out, "framework_id", executor.frameworkId);
            out.beginObject("command");
            out.flag("shell", true);
            out.text("value", executor.command);
            out.endObject();
            out.key("resources");
            writeResources(out, executor.resources, Marks::Allocation, executor.role);
            out.text("name", executor.name);
            out.text("source", executor.source);
            out.endObject();
            writeId(out, "agent_id", executor.agentId);
            out.endObject();
        }
    }
    out.endArray();
    out.endObject();
}

void writeGetState(JsonWriter &out, const World &world)
{
    out.beginObject();
    out.key("get_tasks");
    writeGetTasks(out, world);
    out.key("get_executors");
    writeGetExecutors(out, world);
    out.key("get_frameworks");
    writeGetFrameworks(out, world);
    out.key("get_agents");
    writeGetAgents(out, world);
    out.endObject();
}

} // namespace sim::v1
