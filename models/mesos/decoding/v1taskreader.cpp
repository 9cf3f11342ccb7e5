// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/v1taskreader.h"

#include "models/mesos/decoding/values.h"

namespace mesos {

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
