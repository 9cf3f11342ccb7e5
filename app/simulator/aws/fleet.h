// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/random.h"
#include "app/simulator/world/world.h"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

/// What Amazon knows of the cluster's machines.
namespace sim::aws {

/// An EC2 instance. Terminated ones stay listed for an hour.
struct Machine
{
    enum class State { Pending, Running, ShuttingDown, Terminated };
    std::string id;
    std::string type;
    std::string zone;
    std::string group; ///< empty: started by itself
    std::string pool; ///< value of the tag slave-type
    std::string hostname; ///< "ip-10-130-101-22"
    std::string address;
    State state = State::Pending;
    bool spot = false;
    bool isProtected = false;
    Moment launched{};
    Moment ended{};
    std::string reason; ///< of its end
    std::string token; ///< of the launch
    int agent = -1; ///< number in the world; −1: never registered
    std::map<std::string, std::string> tags;

    bool isAlive() const { return state == State::Pending || state == State::Running; }
};

struct ScalingGroup
{
    std::string name;
    std::string type;
    std::vector<std::string> zones;
    std::set<std::string> suspended{}; ///< processes: "AZRebalance"
    bool spot = false;
    int min = 0;
    int max = 0;
    int desired = 0;
    bool reconciles = false; ///< somebody set its capacity: it launches and terminates by itself from then on
    Moment created{};
};

/// One step of a group's life, in AWS's words.
struct ScalingActivity
{
    std::string id;
    std::string group;
    std::string description;
    std::string cause;
    std::string status; ///< "InProgress", "Successful", "Failed"
    std::string message;
    std::string zone;
    std::string instance;
    Moment started{};
    Moment ended{}; ///< never: under way
};

/// The machines under the world's agents, and the laws by which groups grow and shrink. Agents that come and go by the
/// night's plan have their instances; an instance that is launched here registers as an agent after its boot time, and
/// the agent of one that is terminated is lost. Draws from a generator of its own, so the night stays what it is.
class Fleet final : public WorldObserver
{
public:
    Fleet(World *world, Moment firstNight);
    ~Fleet() override;

    const World &world() const { return *m_world; }
    Moment now() const { return m_world->now(); }
    const std::vector<ScalingGroup> &groups() const { return m_groups; } ///< by name
    const ScalingGroup *group(const std::string &name) const;
    const std::vector<Machine> &machines() const { return m_machines; } ///< oldest first
    const Machine *machine(const std::string &id) const;
    const std::deque<ScalingActivity> &activities() const { return m_activities; } ///< newest first
    int alive(const std::string &group) const;
    /// Tasks that ran on machines when these were terminated by somebody, ever: what a careful console keeps at 0.
    int tasksEnded() const { return m_tasksEnded; }
    /// Dollars an hour, a little different by zone and hour; 0: no such type.
    double spotPrice(const std::string &type, const std::string &zone, Moment at) const;
    static double onDemandPrice(const std::string &type);
    static const std::vector<std::string> &zones();
    static std::string subnetOf(const std::string &zone); ///< the one there is in each zone; empty: no such zone
    static std::string zoneOf(const std::string &subnet); ///< empty: no such subnet

    void setDesired(const std::string &group, int desired);
    void setLimits(const std::string &group, int min, int max);
    /// Launches in these zones from now on, and evens its machines out over them unless AZRebalance is suspended.
    void setZones(const std::string &group, const std::vector<std::string> &zones);
    /// None: all there are. Where AZRebalance goes on, the group is evened out at once.
    void suspend(const std::string &group, const std::vector<std::string> &processes, bool suspended);
    void terminateInGroup(const std::string &id, bool decrement);
    void terminate(const std::string &id, const std::string &reason);
    void protect(const std::string &id, bool isProtected);
    void tag(const std::string &id, const std::string &key, const std::string &value);
    void untag(const std::string &id, const std::string &key);
    /// The new instances; those of an earlier launch where the token was seen before. Empty: refused.
    std::vector<std::string> run(int count, const std::string &type, const std::string &zone, bool spot,
                                 const std::map<std::string, std::string> &tags, const std::string &token);

    /// Amazon has no more of this type there. Empty type: of none.
    void setRefused(const std::string &zone, const std::string &type, bool refused);
    bool isRefused(const std::string &zone, const std::string &type) const;
    /// What the account may run of on-demand or spot machines, in vCPUs; 0: as many as it likes.
    void setVcpuLimit(bool spot, int vcpus);
    static int vcpusOf(const std::string &type); ///< 0: no such type
    /// Why it starts no machine now, in AWS's words; empty: it does.
    std::string refusal(const std::string &zone, const std::string &type, bool spot) const;

    void agentAdded(const Agent &agent) override;
    void agentRemoved(const Agent &agent) override;
    void sampled(std::map<std::string, WorldSample> &byPool) override;

private:
    ScalingGroup *find(const std::string &group);
    Machine *findMachine(const std::string &id);
    Machine &launch(const std::string &group, const std::string &pool, const std::string &type, const std::string &zone,
                    bool spot, Moment at);
    void boot(const std::string &id);
    void end(Machine &machine, const std::string &reason);
    int tasksOn(const Agent &agent) const;
    void reconcile(const std::string &group);
    void launchMissing(ScalingGroup &group, int missing);
    void endSurplus(ScalingGroup &group, int surplus);
    void evenOut(const ScalingGroup &group);
    void watch();
    ScalingActivity &tell(const std::string &group, const std::string &description, const std::string &cause);
    void tellFirstNight(Moment night);
    std::string freshHostname();

    World *m_world;
    Random m_random;
    std::vector<ScalingGroup> m_groups;
    std::vector<Machine> m_machines;
    std::deque<ScalingActivity> m_activities;
    std::set<std::pair<std::string, std::string>> m_refused; ///< zone, type
    std::map<bool, int> m_vcpuLimits; ///< by whether of spot machines; 0 or none: no limit
    int m_tasksEnded = 0;
    std::map<std::string, Moment> m_nextTry; ///< by group, after a refusal
};

std::string isoOf(Moment at); ///< "2026-11-23T08:28:59Z"

} // namespace sim::aws
