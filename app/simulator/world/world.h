// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/random.h"

#include <QtGlobal>
#include <queue>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sim {

/// A framework and all that belongs to it.
struct FrameworkState
{
    Framework info;
    std::map<std::string, Task> tasks; ///< not yet ended, by id
    std::map<std::string, Executor> executors;
    std::deque<Task> unreachable; ///< on agents that are; newest last
    std::deque<Task> completed; ///< newest last, at most maxCompletedTasks
};

struct WorldSample;

/// Told of what a master announces to its subscribers, after the world has changed.
class WorldObserver
{
public:
    WorldObserver() = default;
    virtual ~WorldObserver() = default;
    Q_DISABLE_COPY_MOVE(WorldObserver)
    virtual void agentAdded(const Agent &) { }
    virtual void agentRemoved(const Agent &) { }
    virtual void frameworkAdded(const FrameworkState &) { }
    virtual void frameworkUpdated(const FrameworkState &) { }
    virtual void frameworkRemoved(const FrameworkState &) { }
    virtual void taskAdded(const Task &) { }
    virtual void taskUpdated(const Task &, const Status &) { }
    /// A sample is taken, by pool; "" is the cluster. Who knows more of a pool than its agents adds it.
    virtual void sampled(std::map<std::string, WorldSample> &) { }
};

/// What is wanted to run, and where it may.
struct Launch
{
    int framework = 0;
    std::string id;
    std::string name;
    std::string environment; ///< told by its discovery
    std::vector<std::string> pools; ///< allowed values of slave-type, in order of liking; empty: any
    std::string host; ///< this one only; empty: any that is not kept for others
    std::function<bool(const Agent &)> accepts; ///< a further condition, or none
    Resources resources;
    bool thermos = false; ///< with an executor of its own, as Aurora's tasks have
    std::vector<std::string> ports; ///< names; each gets a number
    bool spread = false; ///< on the machine with most room instead of the first one that has enough
    std::vector<Label> labels;
    std::function<void(const Task &)> started; ///< it has become TASK_RUNNING
    std::function<void(const Task &)> ended;
};

/// What happened, in the words of the console's list.
struct WorldEvent
{
    Moment at{};
    std::string glyph;
    std::string text;
};

/// Capacity of the cluster (pool empty) or of a pool.
struct WorldSample
{
    Moment at{};
    std::string pool;
    Resources total;
    Resources allocated;
    int agents = 0;
    int tasks = 0;
    std::optional<int> wanted{}; ///< machines, of an Auto Scaling group
    std::optional<int> launched{}; ///< machines, where Amazon has some
};

/// The value of slave-type.
const std::string &poolOf(const Agent &agent);

/// The cluster as its master knows it, and the laws by which it changes: a discrete-event simulation. It knows no plan
/// (night.h) and no protocol (mesos/). Everything is decided by the seed and by what is asked of it, so the same seed
/// gives the same world. Not thread-safe.
class World
{
public:
    static constexpr size_t maxCompletedTasks = 1000;
    static constexpr size_t maxCompletedFrameworks = 50;

    World(uint32_t seed, Moment begin);

    uint32_t seed() const { return m_seed; }
    const std::string &masterId() const { return m_masterId; }
    Moment begin() const { return m_begin; }
    Moment now() const { return m_now; }
    /// Lets everything happen that is due until then.
    void runUntil(Moment t);
    void at(Moment t, std::function<void()> what);

    const std::map<int, Agent> &agents() const { return m_agents; } ///< by number, unreachable ones too
    const std::map<int, FrameworkState> &frameworks() const { return m_frameworks; }
    const std::deque<FrameworkState> &completedFrameworks() const { return m_completedFrameworks; }
    const std::deque<WorldSample> &samples() const { return m_samples; } ///< every five minutes, a day and a half back
    const std::deque<WorldEvent> &events() const { return m_events; } ///< newest last
    int runningTasks() const;

    void addObserver(WorldObserver *observer) { m_observers.push_back(observer); }
    void removeObserver(WorldObserver *observer) { std::erase(m_observers, observer); }

    /// Takes number, id and time of registration from here. Returns the number.
    int addAgent(Agent agent);
    void removeAgent(int number); ///< leaves in order; what runs there is lost
    void disconnectAgent(int number); ///< its connection breaks; unreachable when its pings have timed out
    int agentNumber(const std::string &hostname) const; ///< −1: none that can be reached
    void keepFor(const std::string &hostname) { m_kept.push_back(hostname); }
    void release(const std::string &hostname) { std::erase(m_kept, hostname); }

    /// Another master leads: it knows what its agents run, and of what has ended nothing. Sandboxes stay.
    void forgetEnded();
    const std::vector<Task> &forgotten() const { return m_forgotten; }

    int addFramework(Framework framework);
    void removeFramework(int number); ///< ends, and its tasks with it
    void resubscribeFramework(int number); ///< its scheduler has failed over
    void disconnectFramework(int number); ///< the scheduler is gone; its tasks run on until failover_timeout

    /// Whether there was room. What was asked for is then TASK_STAGING and goes on by itself to TASK_RUNNING.
    bool launch(Launch launch);
    /// Ends a task, or does nothing when it has ended already.
    void endTask(int framework, const std::string &id, TaskState state, std::string message = {},
                 std::string reason = {}, std::string_view source = "SOURCE_EXECUTOR");

    /// Asks a task to end: TASK_KILLING now, TASK_KILLED when its processes have gone.
    void killTask(int framework, const std::string &id, std::chrono::microseconds after, const std::string &message);

    enum class Outcome { Done, UnknownAgent, NotDeactivated, UnknownFramework };
    Outcome deactivate(const std::string &agentId);
    Outcome reactivate(const std::string &agentId);
    Outcome drain(const std::string &agentId, std::chrono::nanoseconds maxGrace);
    Outcome teardown(const std::string &frameworkId);

    void note(std::string glyph, std::string text);

private:
    struct Due
    {
        Moment at;
        uint64_t order; ///< first asked, first done
        std::function<void()> what;
    };
    struct Later
    {
        bool operator()(const Due &a, const Due &b) const { return a.at != b.at ? a.at > b.at : a.order > b.order; }
    };

    Agent *findAgent(const std::string &id);
    Agent *place(const Launch &launch);
    void charge(FrameworkState &framework, Agent &agent, const Resources &resources, int sign);
    void update(FrameworkState &framework, Task &task, Status status);
    void goOn(int framework, const std::string &id, TaskState state);
    void killForDrain(int framework, const std::string &id);
    void finish(FrameworkState &framework, const std::string &id, Status status, bool unreachable);
    void checkDrained(Agent &agent);
    void loseTasksOn(const Agent &agent, bool unreachable, const std::string &message);
    void sample();

    const uint32_t m_seed;
    const Moment m_begin;
    Moment m_now;
    Random m_random;
    std::string m_masterId;
    uint64_t m_order = 0;
    std::priority_queue<Due, std::vector<Due>, Later> m_due;
    std::map<int, Agent> m_agents;
    std::map<int, FrameworkState> m_frameworks;
    std::deque<FrameworkState> m_completedFrameworks;
    std::vector<Task> m_forgotten; ///< only their agents know of them
    std::map<std::pair<int, std::string>, std::function<void(const Task &)>> m_started;
    std::map<std::pair<int, std::string>, std::function<void(const Task &)>> m_ended;
    std::vector<std::string> m_kept; ///< host names that only take what names them
    std::vector<WorldObserver *> m_observers;
    std::deque<WorldSample> m_samples;
    std::deque<WorldEvent> m_events;
    int m_nextAgent = 1140;
    int m_nextFramework = 0;
};

} // namespace sim
