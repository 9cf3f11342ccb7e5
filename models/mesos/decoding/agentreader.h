// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/walk.h"

namespace mesos {

/// What operators did to an agent. Source: /state or /slaves slaves[]; v1 get_agents.agents[].
struct Operated
{
    bool active = true;
    bool deactivated = false;
    std::string_view drain; ///< "DRAINING", "DRAINED"; "" when it is not drained
};
AgentPhase phaseOf(const Operated &operated);

/// Reads agents of /state. Source: slaves[], recovered_slaves[].
class AgentReader
{
public:
    explicit AgentReader(Walk &walk);

    void readAgents(od::value &list);
    /// Known to a new leader from before, not registered again yet; the list tells less of them.
    void readRecovered(od::value &list);
    /// One of either list, for lists that come in parts.
    void readAgent(od::value &value, bool recovered);

private:
    Range readAttributes(od::value &value, Range guess);
    Range readReservations(od::value &value);

    Walk &m_walk;
    Guesses<Agent> m_agents;
    Agent m_before;
};

/// `{"state": "DRAINING", …}`; the word stays valid until the document is done with.
std::string_view readDrainState(Reader &reader, od::value &value);
/// v0 tells microseconds, v1 whole seconds of the same moment: seconds are what both have.
TimePoint wholeSeconds(TimePoint t);

/// Takes drains from GET /slaves, where /state does not tell them.
core::Result<void> readDrains(Walk &walk, const Document &slaves);

} // namespace mesos
