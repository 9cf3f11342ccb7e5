// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/ports.h"
#include "models/mesos/decoding/statereader.h"
#include "models/mesos/decoding/walk.h"

/// Values as the v1 operator API writes them: protobuf messages as JSON.
namespace mesos {

struct V1Reader
{
    Reader &reader;
    Texts &texts;
};

/// `{"value": "…"}`
TextId readValueText(V1Reader v1, od::value &value);

/// `[{"name": "cpus", "type": "SCALAR", "scalar": {"value": 1.0}, "allocation_info": {…}, …}, …]`
struct V1Resources
{
    ResourceSum all; ///< revocable ones included
    ResourceSum revocable;
    Ranges ports;
    TextId role; ///< of the first allocation
    std::vector<std::pair<TextId, ResourceSum>> reservations;
};
V1Resources readV1Resources(V1Reader v1, od::value &value);

/// Sums as the master rounds them: to thousandths.
Resources packed(const ResourceSum &sum);

struct V1Agent
{
    Agent row;
    std::vector<Attribute> attributes;
    std::vector<Reservation> reservations;
    ResourceSum used;
    Ranges usedPorts;
};
/// get_agents.agents[], agent_added.agent
V1Agent readV1Agent(V1Reader v1, od::value &value);
/// get_agents.recovered_agents[]: the bare AgentInfo, of which as much is taken as /state tells.
V1Agent readV1Recovered(V1Reader v1, od::value &value);

struct V1Framework
{
    Framework row;
    std::vector<TextId> roles;
    std::vector<TextId> capabilities;
    ResourceSum used;
    ResourceSum offered;
};
/// get_frameworks.frameworks[], framework_added.framework
V1Framework readV1Framework(V1Reader v1, od::value &value, bool completed);
/// framework_removed.framework_info
TextId readV1FrameworkInfoId(V1Reader v1, od::value &value);

/// get_tasks.tasks[], task_added.task. `State` of the walk is not touched.
Task readV1Task(Walk &walk, od::value &value, TaskList told);
/// get_executors.executors[]
Executor readV1Executor(V1Reader v1, od::value &value);

struct V1TaskUpdate
{
    TextId framework;
    Task status; ///< id, changed, started (when it tells of running), health, message, reason
    TextId newestWord; ///< the task's newest state as told, when it is an unknown one
    TaskState newest = TaskState::Unknown;
    bool isRunning = false;
};
/// task_updated
V1TaskUpdate readV1TaskUpdate(Walk &walk, od::value &value);

} // namespace mesos
