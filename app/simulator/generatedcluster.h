// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/entities.h"
#include "app/simulator/generator.h"
#include "app/simulator/mesos/v0json.h"
#include "app/simulator/random.h"

#include <array>
#include <string>
#include <vector>

namespace sim {

/// What a generated cluster holds, drawn thing by thing: each from a stream of its own, so that sizes do not shift each
/// other's draws. Used by one thread at a time.
class GeneratedCluster
{
public:
    enum class Scheduler { Aurora, Marathon, Inactive };

    explicit GeneratedCluster(const GeneratorOptions &options);

    const v0::MasterInfo &master() const { return m_master; }
    Scheduler schedulerOf(int task) const;
    Framework framework(Scheduler scheduler) const;
    Framework completedFramework(int number) const;
    Agent agent(int index);
    /// A living task; good until the next task is asked for.
    const Task &task(int index);
    Executor executorOf(int task); ///< of one of Aurora's
    /// One that has ended, of the framework with the id `owner`; good until the next task is asked for.
    const Task &completedTask(Scheduler scheduler, const std::string &owner, int number);

private:
    /// Streams of Random, one for each kind of thing.
    enum Stream : uint64_t {
        AgentStream = 1ULL << 40,
        TaskStream = 2ULL << 40,
        CompletedStream = 4ULL << 40,
        ChangeStream = 8ULL << 40
    };

    struct Draw
    {
        int agent = 0;
        int job = 0;
        int instance = 0;
        Resources resources;
    };

    void placeTasks();
    Draw drawTask(int task) const;
    bool isChanged(Stream kind, int index) const; ///< one of each hundred of a kind
    const std::string &addressOf(int agent);
    std::string agentId(int agent) const { return m_master.id + "-S" + std::to_string(agent); }
    std::string frameworkId(int number) const;
    void fillTask(Task &task, Scheduler scheduler, const Draw &draw, Random &random, Moment started);
    Random fillLiveTask(int task);

    const GeneratorOptions m_options;
    v0::MasterInfo m_master;
    std::vector<Resources> m_used; ///< per agent; ports are counted in m_ports
    std::vector<int> m_ports; ///< per agent, taken from 31000 on
    std::vector<int> m_portOf; ///< per task
    std::array<Resources, 3> m_held; ///< per Scheduler
    std::string m_address;
    Task m_task; ///< used again and again: its texts keep their room
};

} // namespace sim
