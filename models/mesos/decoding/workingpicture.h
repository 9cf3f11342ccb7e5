// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/frameworklists.h"
#include "models/mesos/decoding/v1agentreader.h"
#include "models/mesos/decoding/v1taskreader.h"
#include "models/mesos/decoding/vanished.h"

#include <map>
#include <unordered_set>

namespace mesos {

/// One cluster while events change it. Knows Mesos' rules: what an event means for the lists and for what is held on
/// agents.
class WorkingPicture
{
public:
    explicit WorkingPicture(Texts *texts)
        : m_texts(texts)
    {
    }

    void clear();
    void setBounds(FrameworkLists::Bounds bounds) { m_frameworks.setBounds(bounds); }

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
    void hold(const Task &task, int sign);
    std::vector<TextId> vanished(const std::unordered_set<uint32_t> &listed, uint32_t returned);

    Texts *m_texts;
    std::map<uint32_t, V1Agent> m_agents;
    FrameworkLists m_frameworks;
    VanishedAgents m_vanished;
    uint32_t m_unreachable = 0;
};

} // namespace mesos
