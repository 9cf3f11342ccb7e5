// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What a Mesos cluster is made of, as its master knows it. Texts are UTF-8.
namespace sim {

/// Mesos stamps with microseconds. The epoch itself means "never".
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

inline double toSeconds(Moment t)
{
    return static_cast<double>(t.time_since_epoch().count()) / 1e6;
}
inline int64_t toNanoseconds(Moment t)
{
    return t.time_since_epoch().count() * 1000;
}
inline core::TimePoint toTimePoint(Moment t)
{
    return std::chrono::floor<core::Duration>(t);
}

struct PortRange
{
    int begin = 0;
    int end = 0; ///< inclusive
    bool operator==(const PortRange &) const = default;
};

/// Cores, MiB, MiB, devices.
struct Resources
{
    double cpus = 0;
    double mem = 0;
    double disk = 0;
    double gpus = 0;
    std::vector<PortRange> ports; ///< ascending, disjoint

    Resources &operator+=(const Resources &other);
    Resources &operator-=(const Resources &other);
    bool fits(const Resources &room) const; ///< scalars only
    int portCount() const;
    bool isEmpty() const { return cpus == 0 && mem == 0 && disk == 0 && gpus == 0 && ports.empty(); }
};

enum class TaskState { Staging, Starting, Running, Killing, Finished, Failed, Killed, Lost, Unreachable };
std::string_view stateName(TaskState state); ///< TASK_RUNNING …
bool isTerminal(TaskState state);

struct Label
{
    std::string key;
    std::string value;
};

/// One update of a task. `message` and `reason` are told by /api/v1 only, as in Mesos.
struct Status
{
    TaskState state = TaskState::Staging;
    Moment at{};
    std::string_view source = "SOURCE_EXECUTOR"; ///< of a literal
    std::string message;
    std::string reason; ///< REASON_…, or empty
    std::optional<bool> healthy;
    bool fromContainer = true; ///< false: the master speaks, without container and uuid
    Moment unreachableSince{}; ///< of its agent
};

struct NamedPort
{
    int number = 0;
    std::string name;
};

struct Discovery
{
    std::string name;
    std::string environment; ///< empty: not told
    std::string location; ///< empty: not told
    std::vector<NamedPort> ports;
};

struct Task
{
    std::string id;
    std::string name;
    std::string frameworkId;
    std::string executorId; ///< empty: a command task
    std::string agentId;
    std::string role;
    TaskState state = TaskState::Staging;
    Resources resources;
    std::vector<Status> statuses;
    std::vector<Label> labels;
    std::optional<Discovery> discovery;
    std::string containerId;
    std::string address; ///< of the agent
};

struct Executor
{
    std::string id;
    std::string name;
    std::string frameworkId;
    std::string agentId;
    std::string role;
    std::string source;
    std::string command;
    std::vector<std::string> uris;
    Resources resources;
    std::string containerId;
};

struct Drain
{
    bool drained = false;
    std::chrono::nanoseconds maxGrace{}; ///< 0: not given
    Moment started{};
};

struct Unavailability
{
    Moment start{};
    std::chrono::nanoseconds duration{}; ///< 0: for good
};

struct Agent
{
    std::string id;
    std::string hostname;
    std::string address;
    int port = 5051;
    std::vector<std::pair<std::string, std::string>> attributes; ///< texts, in order
    std::string region; ///< fault domain; empty: none
    std::string zone;
    Moment registered{};
    Moment reregistered{}; ///< never, or after it had been away
    Resources total;
    Resources used;
    std::map<std::string, Resources> usedByRole; ///< sums up to `used`
    Resources offered;
    bool active = true;
    bool deactivated = false;
    bool unreachable = false; ///< then no list holds it, only a count
    std::optional<Drain> drain;
    std::string version = "1.12.0";
};

struct Framework
{
    std::string id;
    std::string name;
    std::string pid; ///< schedulers of the old driver only
    std::string user;
    std::string hostname;
    std::string webUiUrl;
    std::string principal;
    std::string role; ///< single-role frameworks
    std::vector<std::string> roles; ///< MULTI_ROLE ones
    std::vector<std::string> capabilities;
    std::vector<Label> labels;
    bool active = true;
    bool connected = true;
    bool checkpoint = true;
    double failoverTimeout = 0; ///< seconds
    Moment registered{};
    Moment reregistered{};
    Moment unregistered{};
    Resources used;
    std::map<std::string, Resources> usedByRole; ///< sums up to `used`
    Resources offered;

    bool isMultiRole() const { return !roles.empty(); }
};

} // namespace sim
