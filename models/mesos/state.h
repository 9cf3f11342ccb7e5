// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/stringpool.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// What the product knows of one Mesos cluster at one moment: compact, immutable once shared.
/// Both ways in (GET /state with its companions, and the v1 stream) give equal States.
/// Rows are packed: 100,000 tasks are daily use. Texts are ids of State::pool.
namespace mesos {

using core::TextId;
using core::TimePoint;

/// A fraction of a machine. Mesos counts mem and disk in MiB. Sums over many rows belong into ResourceSum.
struct Resources
{
    float cpus = 0; ///< cores
    float mem = 0; ///< MiB
    float disk = 0; ///< MiB
    float gpus = 0; ///< whole devices
    bool operator==(const Resources &) const = default;
};

struct ResourceSum
{
    double cpus = 0;
    double mem = 0;
    double disk = 0;
    double gpus = 0;

    ResourceSum &operator+=(const Resources &r)
    {
        cpus += static_cast<double>(r.cpus);
        mem += static_cast<double>(r.mem);
        disk += static_cast<double>(r.disk);
        gpus += static_cast<double>(r.gpus);
        return *this;
    }
    bool operator==(const ResourceSum &) const = default;
};

/// Mesos' own TaskState. Unknown: a word this program does not know; the server's word is in Task::stateWord.
enum class TaskState : uint8_t {
    Staging,
    Starting,
    Running,
    Killing,
    Finished,
    Failed,
    Killed,
    Error,
    Lost,
    Dropped,
    Unreachable,
    Gone,
    GoneByOperator,
    Unknown
};
bool isTerminal(TaskState state);
std::string_view word(TaskState state); ///< "TASK_RUNNING"; "TASK_UNKNOWN" for Unknown
TaskState taskState(std::string_view word);

enum class Health : uint8_t { NotKnown, Healthy, Unhealthy };

struct Attribute
{
    TextId name;
    TextId value; ///< as Mesos prints it: text, number without needless decimals, or ranges
    bool operator==(const Attribute &) const = default;
};

/// Resources of an agent that are reserved for one role. Source: /state slaves[].reserved_resources; v1
/// total_resources[].reservations.
struct Reservation
{
    TextId role;
    Resources resources;
    bool operator==(const Reservation &) const = default;
};

/// A slice of one of State's side vectors.
struct Range
{
    uint32_t first = 0;
    uint32_t count = 0;
    bool operator==(const Range &) const = default;
};

/// The states an operator tells apart (features R7). Unreachable agents vanish from every list of the master; the store
/// keeps them from the last picture, so that they can be told from gone ones.
enum class AgentPhase : uint8_t {
    Active,
    Disconnected, ///< connection lost, the ping timeout runs (active: false, deactivated: false)
    Deactivated, ///< cordoned by an operator
    Draining,
    Drained,
    Unreachable, ///< left the lists without an orderly leave
    Recovering, ///< known to a new leader from before, not registered again yet (recovered_slaves)
    Gone, ///< left for good; never in a picture of a master, see GoneAgents
};
std::string_view word(AgentPhase phase); ///< lower case: "active", "cordoned", "draining", …

struct Agent
{
    TextId id;
    TextId hostname;
    TextId address; ///< "10.0.1.11:5051", from the pid
    TextId version;
    TextId ports; ///< "[31000-31999]"
    TextId usedPorts;
    TextId zone; ///< fault domain zone, where there is one
    TextId region;
    Resources total;
    Resources used; ///< allocated to tasks and executors
    Resources offered; ///< in offers right now
    Resources revocable; ///< part of total that may be taken back
    Range attributes; ///< of State::attributes
    Range reservations; ///< of State::reservations
    TimePoint registered;
    TimePoint reregistered; ///< not known: never
    TimePoint unavailableFrom; ///< maintenance; not known: none
    core::Duration unavailableFor{}; ///< 0: open end
    TimePoint drainStarted;
    AgentPhase phase = AgentPhase::Active;
    uint32_t liveTasks = 0; ///< tasks of State::tasks that hold resources here
};

enum class FrameworkPhase : uint8_t {
    Active,
    Inactive, ///< connected, but asked to get no offers
    Disconnected, ///< its scheduler is gone; holds what it has until the failover timeout
    Recovering, ///< known from the agents after a failover, not subscribed again
    Completed,
};
std::string_view word(FrameworkPhase phase);

struct Framework
{
    TextId id;
    TextId name;
    TextId user;
    TextId principal;
    TextId host;
    TextId address; ///< scheduler's "ip:port" from the pid; empty for HTTP schedulers
    TextId webUi;
    Range roles; ///< of State::frameworkRoles
    Range capabilities; ///< of State::frameworkCapabilities
    Resources used;
    Resources offered;
    TimePoint registered;
    TimePoint reregistered;
    TimePoint unregistered; ///< completed ones: the end; disconnected ones: since when, where the master tells
    core::Duration failoverTimeout{};
    FrameworkPhase phase = FrameworkPhase::Active;
    bool checkpoint = false;
    uint32_t liveTasks = 0;
};

enum class TaskList : uint8_t {
    Live,
    Unreachable, ///< Mesos' unreachable_tasks: the agent does not answer
    Completed, ///< bounded by the master; old ones vanish
};

struct Task
{
    TextId id;
    TextId name;
    TextId executor; ///< "" for command tasks
    TextId framework; ///< id
    TextId agent; ///< id
    TextId role;
    TextId message; ///< of the last status; only the v1 API tells it, "" else
    TextId reason; ///< "REASON_…", v1 only
    TextId stateWord; ///< only for TaskState::Unknown: the server's word
    Resources resources;
    TextId ports;
    TimePoint started; ///< first TASK_RUNNING; not known: never ran
    TimePoint changed; ///< last status
    TaskState state = TaskState::Staging;
    Health health = Health::NotKnown;
    TaskList list = TaskList::Live;
};

struct Executor
{
    TextId id;
    TextId name;
    TextId framework;
    TextId agent;
    TextId source;
    Resources resources;
};

struct Role
{
    TextId name;
    double weight = 1.0;
    std::optional<ResourceSum> guarantee; ///< quota
    std::optional<ResourceSum> limit; ///< quota; a kind without limit is negative
    Resources allocated;
    Resources offered;
    Resources reserved;
    uint32_t frameworks = 0;
};

struct MaintenanceWindow
{
    TextId hostname;
    TextId address;
    TimePoint from;
    core::Duration length{}; ///< 0: open end
    bool down = false; ///< machine/down was called: its agent is shut out
};

/// Of the master itself.
struct Cluster
{
    TextId name; ///< --cluster
    TextId leader; ///< "host:port" as the leader calls itself; need not resolve here
    TextId leaderAddress; ///< "ip:port"
    TextId version;
    TextId masterId;
    TimePoint started;
    TimePoint elected;
    uint32_t activatedAgents = 0;
    uint32_t deactivatedAgents = 0;
    uint32_t unreachableAgents = 0; ///< a count only: their rows come from earlier pictures
    uint32_t recoveredAgents = 0;
};

class State
{
public:
    std::shared_ptr<const core::StringPool> pool;
    Cluster cluster;
    std::vector<Agent> agents; ///< sorted by id.value (not by text), so that looking up compares integers
    std::vector<Framework> frameworks; ///< sorted by id.value; completed ones too
    std::vector<Task> tasks; ///< all lists; framework by framework; within one in the server's hash order
    std::vector<Executor> executors;
    std::vector<Role> roles; ///< sorted by name
    std::vector<MaintenanceWindow> maintenance;
    std::vector<Attribute> attributes;
    std::vector<Reservation> reservations;
    std::vector<TextId> frameworkRoles;
    std::vector<TextId> frameworkCapabilities;

    std::string_view view(TextId id) const { return pool->view(id); }
    QString string(TextId id) const { return pool->string(id); }

    const Agent *agent(TextId id) const; ///< O(log n); nullptr: not listed
    const Framework *framework(TextId id) const; ///< O(log n)
    std::span<const Attribute> attributesOf(const Agent &agent) const;
    std::span<const Reservation> reservationsOf(const Agent &agent) const;
    std::span<const TextId> rolesOf(const Framework &framework) const;
    std::span<const TextId> capabilitiesOf(const Framework &framework) const;
    TextId attribute(const Agent &agent, std::string_view name) const; ///< value, or empty

    ResourceSum total() const; ///< over the agents that are registered (not Unreachable, not Recovering)
    ResourceSum used() const;
    ResourceSum offered() const;
};

using Snapshot = std::shared_ptr<const State>;

} // namespace mesos
