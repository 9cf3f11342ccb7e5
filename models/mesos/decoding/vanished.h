// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

namespace mesos {

/// Tells which agents that left the master's lists are unreachable. A master lists no unreachable agents, it only
/// counts them; so the rows come from our earlier pictures, and what we know is partial:
/// - the count includes agents that were lost before we first looked: they have no row and take up part of the count;
/// - an agent that left in order, or was marked gone, vanishes from the lists in the same way;
/// - when the count is zero, nobody is unreachable.
/// So as many of the vanished are kept as the count leaves room for, best evidence first: tasks of theirs in
/// unreachable_tasks, then having been held as unreachable before, then having been seen disconnected or recovering.
/// Tasks that are TASK_GONE_BY_OPERATOR prove an agent gone. Where one leaves in order while another, never seen, is
/// unreachable, the figures can still deceive; the next change of the count sets it right.
class VanishedAgents
{
public:
    struct Candidate
    {
        TextId id;
        AgentPhase phase = AgentPhase::Active; ///< when last seen
        bool hasUnreachableTasks = false;
        bool hasGoneTasks = false;
    };

    /// `unreachable`: the master's count. `returned`: agents that appear for the first time, but had registered before:
    /// some that were lost before our time. Returns the ids to keep.
    std::vector<TextId> keep(std::vector<Candidate> candidates, uint32_t unreachable, uint32_t returned);

private:
    bool m_hasLooked = false;
    uint32_t m_neverSeen = 0; ///< unreachable ones we have no row of
};

/// Fills in what the tasks of `state` tell about the candidates.
void addEvidence(const State &state, std::vector<VanishedAgents::Candidate> &candidates);

} // namespace mesos
