// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/agentreader.h"
#include "models/mesos/decoding/taskreader.h"

namespace mesos {

enum class LongList;
struct ListPart;

/// Reads GET /state into the rows of a State, each kind in the document's order: first its long lists, part by part,
/// then what is beside them.
class StateReader
{
public:
    explicit StateReader(Walk &walk);

    core::Result<size_t> readPart(const ListPart &part); ///< how far its list goes
    core::Result<void> read(const Document &rest);

private:
    void readElement(LongList list, od::value &element);
    void readField(Key key, od::value &field);
    void readCounts(Key key, od::value &field);
    void readLeader(od::value &value);
    void readFramework(od::value &value, bool completed);
    void readUnregistered(od::value &value);
    void readList(od::value &value, std::vector<TextId> &into, Range &range);

    Walk &m_walk;
    AgentReader m_agents;
    TaskReader m_tasks;
    Guesses<Framework> m_frameworks;
    uint32_t m_seen = 0;
    int64_t m_elements = 0; ///< read so far, of the list that comes in parts
};

/// What is told of a framework's connection; the phase follows.
struct Connection
{
    bool active = true;
    std::optional<bool> connected; ///< not told by old masters: as active
    bool recovered = false;
    bool completed = false;
};
FrameworkPhase phaseOf(const Connection &connection);

} // namespace mesos
