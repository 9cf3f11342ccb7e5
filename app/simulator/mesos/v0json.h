// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/jsonwriter.h"

/// The flat JSON of the master's old endpoints (/state, /slaves, /tasks …): fields and their order as a Mesos 1.12
/// writes them (tests/golden/mesos). Times are floating seconds, ports one text.
namespace sim::v0 {

/// A master as it presents itself.
struct MasterInfo
{
    std::string id = "5d0c7c0e-0a3b-4c1e-9c2f-77b1f24ba41e";
    std::string address = "10.130.96.11"; ///< in its pid
    std::string hostname = "mesos-master-1.cantareira.internal";
    int port = 5050;
    std::string cluster = "cantareira-stable";
    Moment started{};
    Moment elected{};
    bool authenticates = false;

    std::string pid() const { return "master@" + address + ':' + std::to_string(port); }
};

/// `version` … `build_user`, which open /state.
void writeBuild(JsonWriter &out);
void writeVersion(JsonWriter &out); ///< /version: the same, in its own order
void writeFlags(JsonWriter &out, const MasterInfo &master);

struct AgentCounts
{
    int active = 0;
    int deactivated = 0;
    int unreachable = 0;
};
/// /state up to `slaves`, within an open object.
void writeStateHead(JsonWriter &out, const MasterInfo &leader, const MasterInfo &self, const AgentCounts &counts);

/// The text of port ranges: `[31000-31001, 31005-31005]`.
std::string portsText(const std::vector<PortRange> &ports);
void writeResources(JsonWriter &out, std::string_view name, const Resources &resources);

/// The fields of an agent within an open object: /slaves goes on behind them.
void writeAgentFields(JsonWriter &out, const Agent &agent);
void writeTask(JsonWriter &out, const Task &task);
void writeExecutor(JsonWriter &out, const Executor &executor);
/// `id` … `recovered`, which is all that /state-summary tells of it and its sums.
void writeFrameworkOutline(JsonWriter &out, const Framework &framework);
/// `id` … `roles`: a framework within an open object up to its tasks.
void writeFrameworkHead(JsonWriter &out, const Framework &framework);
/// Behind its executors.
void writeFrameworkTail(JsonWriter &out, const Framework &framework);

} // namespace sim::v0
