// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/jsonwriter.h"
#include "app/simulator/world/world.h"

/// The JSON of /api/v1: protobuf messages in field order. Times are nanoseconds, but a status' is floating seconds.
namespace sim::v1 {

enum class Marks {
    None, ///< an agent's own description
    Role, ///< + `role`: what is there
    Allocation, ///< + `allocation_info`: what a task has
    Both, ///< what is given out, per role
};
void writeResources(JsonWriter &out, const Resources &resources, Marks marks, std::string_view role = {});
/// The same without the brackets of the array.
void writeResourceItems(JsonWriter &out, const Resources &resources, Marks marks, std::string_view role = {});
/// Amounts only: GET_ROLES knows no ports.
void writeQuantities(JsonWriter &out, const Resources &resources);
void writeTime(JsonWriter &out, std::string_view name, Moment t);
void writeId(JsonWriter &out, std::string_view name, std::string_view id); ///< `{"value":id}`

void writeStatus(JsonWriter &out, const Task &task, const Status &status);
/// `history`: with the statuses; TASK_ADDED comes without.
void writeTask(JsonWriter &out, const Task &task, bool history = true);
/// `full` as in GET_AGENTS, otherwise as in AGENT_ADDED.
void writeAgent(JsonWriter &out, const Agent &agent, bool full = true);
void writeFrameworkInfo(JsonWriter &out, const Framework &framework);
void writeFramework(JsonWriter &out, const Framework &framework, bool full = true);

/// The objects behind `get_agents` … `get_state`, without the key.
void writeGetAgents(JsonWriter &out, const World &world);
void writeGetFrameworks(JsonWriter &out, const World &world);
void writeGetTasks(JsonWriter &out, const World &world);
void writeGetExecutors(JsonWriter &out, const World &world);
void writeGetState(JsonWriter &out, const World &world);

} // namespace sim::v1
