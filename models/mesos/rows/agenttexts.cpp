// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agenttexts.h"

#include "models/core/text.h"
#include "models/mesos/rows/agentcolumns.h"
#include "models/mesos/rows/agentnotes.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

/// Attributes that tell the zone where the cluster has no fault domains.
constexpr std::string_view zoneNames[] = { "az", "availability-zone", "availability_zone", "zone" };

} // namespace

AgentTexts::AgentTexts(const State &state, std::string_view poolAttribute, const GonePicture *gone)
    : m_state(state)
{
    findAttributes(poolAttribute);
    addColumns();
    for (uint32_t row = 0; row < state.agents.size(); ++row) {
        const QString note = gone ? goneNote(gone->facts[row]) : agentNote(state.agents[row]);
        if (!note.isEmpty())
            m_notes.emplace(row, note.toStdString());
        if (const std::string roles = rolesReservedOn(state.agents[row]); !roles.empty())
            m_reserved.emplace(row, roles);
    }
}

void AgentTexts::findAttributes(std::string_view poolAttribute)
{
    for (const Attribute &attribute : m_state.attributes) {
        if (std::ranges::find(m_attributes, attribute.name) == m_attributes.end())
            m_attributes.push_back(attribute.name);
    }
    std::ranges::sort(m_attributes, {}, [this](TextId name) { return m_state.view(name); });
    for (const TextId name : m_attributes) {
        if (m_state.view(name) == poolAttribute)
            m_poolAttribute = name;
        if (std::ranges::find(zoneNames, m_state.view(name)) != std::end(zoneNames))
            m_zoneAttribute = name;
    }
}

void AgentTexts::addColumns()
{
    m_columns = agentColumns();
    for (const TextId name : m_attributes) {
        const QString key = m_state.string(name);
        const bool taken = tables::columnOf(m_columns, key) >= 0;
        m_columns.append({ taken ? u"attribute-"_s + key : key,
                           key,
                           {},
                           QCoreApplication::translate("AgentRows", "Attribute of the agent"),
                           tables::Kind::Text,
                           120,
                           6,
                           true });
    }
}

TextId AgentTexts::attributeIn(int column, const Agent &agent) const
{
    return attribute(agent, m_attributes[static_cast<size_t>(column - AgentColumns::FirstAttributeColumn)]);
}

TextId AgentTexts::attribute(const Agent &agent, TextId name) const
{
    for (const Attribute &attribute : m_state.attributesOf(agent)) {
        if (attribute.name == name)
            return attribute.value;
    }
    return {};
}

std::string_view AgentTexts::found(const ByRow &texts, uint32_t row)
{
    const auto place = texts.find(row);
    return place == texts.end() ? std::string_view() : place->second;
}

std::string AgentTexts::rolesReservedOn(const Agent &agent) const
{
    std::string text;
    for (const Reservation &reservation : m_state.reservationsOf(agent)) {
        if (!text.empty())
            text += ", ";
        text += m_state.view(reservation.role);
    }
    return text;
}

} // namespace mesos
