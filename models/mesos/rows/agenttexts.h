// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/gonebook.h"
#include "models/mesos/state.h"
#include "models/tables/rowsource.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace mesos {

/// What the table of agents shows that no agent's row holds ready: columns of attributes, which of these tell pool and
/// zone, notes, reservations. Worked out once for all agents; immutable. The State must outlive it.
class AgentTexts
{
public:
    /// `gone`: null unless the agents of `state` are gone ones.
    AgentTexts(const State &state, std::string_view poolAttribute, const GonePicture *gone);

    const QList<tables::Column> &columns() const { return m_columns; } ///< agentColumns() and one for each attribute
    const std::vector<TextId> &attributes() const { return m_attributes; } ///< names, in the order of their columns
    TextId pool(const Agent &agent) const { return attribute(agent, m_poolAttribute); }
    TextId zone(const Agent &agent) const
    {
        return agent.zone.isEmpty() ? attribute(agent, m_zoneAttribute) : agent.zone;
    }
    /// The agent's value in a column from AgentColumns::FirstAttributeColumn on; empty: it has none.
    TextId attributeIn(int column, const Agent &agent) const;

    std::string_view note(uint32_t row) const { return found(m_notes, row); } ///< "": nothing to say
    std::string_view reserved(uint32_t row) const { return found(m_reserved, row); } ///< roles; "": for nobody

private:
    using ByRow = std::unordered_map<uint32_t, std::string>; ///< where there is one, as few rows have

    static std::string_view found(const ByRow &texts, uint32_t row);
    TextId attribute(const Agent &agent, TextId name) const;
    void findAttributes(std::string_view poolAttribute);
    void addColumns();
    std::string rolesReservedOn(const Agent &agent) const;

    const State &m_state;
    QList<tables::Column> m_columns;
    std::vector<TextId> m_attributes;
    TextId m_poolAttribute;
    TextId m_zoneAttribute; ///< where clusters without fault domains tell the zone; empty: nowhere
    ByRow m_notes;
    ByRow m_reserved;
};

} // namespace mesos
