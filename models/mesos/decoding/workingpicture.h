// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/v1reader.h"
#include "models/mesos/decoding/vanished.h"

#include <deque>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace mesos {

/// One cluster while events change it. Knows Mesos' rules: what an event means for the lists, for what is held on
/// agents, and which completed rows the master has dropped by now.
class WorkingPicture
{
public:
    /// As the master's flags say: max_completed_tasks_per_framework, max_completed_frameworks.
    struct Bounds
    {
        size_t completedTasks = 1000;
        size_t completedFrameworks = 50;
    };

    explicit WorkingPicture(Texts *texts)
        : m_texts(texts)
    {
    }

    void clear();
    void setBounds(Bounds bounds);

    /// Rows of a snapshot: what they hold is in the snapshot's own sums.
    void setAgent(V1Agent agent);
    void setFramework(V1Framework framework);
    void loadTask(const Task &task);
    void loadExecutor(const Executor &executor);

    /// Events. Adding is idempotent: agents that come back are announced again, with their tasks.
    void addAgent(V1Agent agent);
    void removeAgent(TextId id);
    void addFramework(V1Framework framework);
    void removeFramework(TextId id);
    void addTask(const Task &task);
    void updateTask(const V1TaskUpdate &update);

    void setUnreachableCount(uint32_t unreachable);
    /// What GET_AGENTS lists, as against what we have: agents that are missing are unreachable or gone.
    void reconcile(std::vector<V1Agent> listed);
    /// What GET_FRAMEWORKS tells: connections, and what is allocated and offered.
    void reconcile(std::vector<V1Framework> listed);

    /// Rows into `state`, in the order a Decoder gives them.
    void copyTo(State &state) const;

    /// Moves all texts from the pool of `old` to the one of texts(), which has been renewed.
    void translate(const core::StringPool &old);
    /// A copy that writes its texts through another Texts of the same pool.
    WorkingPicture branch(Texts *texts) const;

private:
    struct FrameworkEntry
    {
        V1Framework framework;
        std::vector<Task> tasks;
        std::vector<Executor> executors;
        std::deque<TextId> completed; ///< ids of completed tasks, oldest first
    };

    static uint64_t key(TextId framework, TextId task) { return uint64_t{ framework.value } << 32 | task.value; }
    FrameworkEntry &entryOf(TextId framework);
    Task *find(TextId framework, TextId task);
    Task &put(const Task &task);
    void erase(FrameworkEntry &entry, TextId task);
    void hold(const Task &task, int sign);
    void complete(FrameworkEntry &entry, TextId task);
    void boundCompletedFrameworks();
    std::vector<TextId> vanished(const std::unordered_set<uint32_t> &listed, uint32_t returned);

    Texts *m_texts;
    std::map<uint32_t, V1Agent> m_agents;
    std::map<uint32_t, FrameworkEntry> m_frameworks;
    std::unordered_map<uint64_t, uint32_t> m_taskRows; ///< place in FrameworkEntry::tasks
    std::deque<TextId> m_completedFrameworks; ///< oldest first
    VanishedAgents m_vanished;
    Bounds m_bounds;
    uint32_t m_unreachable = 0;
};

} // namespace mesos
