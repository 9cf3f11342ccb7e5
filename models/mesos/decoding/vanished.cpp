// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/vanished.h"

#include <algorithm>
#include <unordered_map>

namespace mesos {

namespace {

int evidence(const VanishedAgents::Candidate &candidate)
{
    const bool wasInDoubt = candidate.phase == AgentPhase::Disconnected || candidate.phase == AgentPhase::Recovering;
    return (candidate.hasUnreachableTasks ? 4 : 0) + (candidate.phase == AgentPhase::Unreachable ? 2 : 0)
        + (wasInDoubt ? 1 : 0);
}

} // namespace

std::vector<TextId> VanishedAgents::keep(std::vector<Candidate> candidates, uint32_t unreachable, uint32_t returned)
{
    if (!m_hasLooked)
        m_neverSeen = unreachable;
    m_hasLooked = true;
    m_neverSeen -= std::min(m_neverSeen, returned);
    m_neverSeen = std::min(m_neverSeen, unreachable);

    std::erase_if(candidates, [](const Candidate &c) { return c.hasGoneTasks; });
    std::ranges::stable_sort(candidates, std::ranges::greater(), evidence);
    std::vector<TextId> kept;
    for (const Candidate &candidate : candidates) {
        if (kept.size() < unreachable - m_neverSeen)
            kept.push_back(candidate.id);
    }
    m_neverSeen = unreachable - static_cast<uint32_t>(kept.size());
    return kept;
}

void addEvidence(const State &state, std::vector<VanishedAgents::Candidate> &candidates)
{
    if (candidates.empty())
        return;
    std::unordered_map<uint32_t, VanishedAgents::Candidate *> byId;
    for (VanishedAgents::Candidate &candidate : candidates)
        byId.emplace(candidate.id.value, &candidate);
    for (const Task &task : state.tasks) {
        if (task.list == TaskList::Live)
            continue;
        const auto found = byId.find(task.agent.value);
        if (found == byId.end())
            continue;
        found->second->hasUnreachableTasks |= task.list == TaskList::Unreachable;
        found->second->hasGoneTasks |= task.state == TaskState::GoneByOperator;
    }
}

} // namespace mesos
