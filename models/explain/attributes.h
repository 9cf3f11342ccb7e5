// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/demand.h"
#include "models/mesos/state.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace explain {

/// What all agents have for one attribute, side by side: questions over 10,000 agents look at nothing else.
struct AttributeColumn
{
    core::TextId name;
    std::vector<core::TextId> first; ///< the agent's first value, by its place in State::agents; the empty id: none
    bool isSingle = true; ///< no agent has the attribute twice

    bool operator==(const AttributeColumn &) const = default;
};

/// The attributes of all agents of a picture, and how Aurora spells their values. Immutable; any thread. The State must
/// outlive it.
class Attributes
{
public:
    explicit Attributes(const mesos::State &state);

    const mesos::State &state() const { return m_state; }
    const AttributeColumn *column(core::TextId name) const; ///< nullptr: no agent has it
    /// The first value of the attribute `name`, or the empty id.
    core::TextId valueOf(uint32_t site, core::TextId name) const;

    core::TextId name(const QString &text) const; ///< as an id of the picture; the empty id: no agent has it
    /// Texts an agent's values are compared with. Aurora sees a number as Java writes it: 10 is "10.0" to it.
    std::vector<core::TextId> values(const QStringList &texts) const;
    QStringList names() const; ///< that some agent has; sorted
    QString spelled(core::TextId value) const; ///< a value as Aurora spells it
    /// Every value that some agent has for the attribute, as Aurora spells it; sorted.
    QStringList valuesOf(core::TextId name) const;

private:
    const mesos::State &m_state;
    std::unordered_map<std::string_view, core::TextId> m_names;
    std::unordered_map<std::string_view, core::TextId> m_values;
    std::vector<AttributeColumn> m_columns;
};

/// Matches agents against one value constraint.
class Matcher
{
public:
    Matcher(const Attributes &attributes, const ValueConstraint &constraint);
    bool matches(uint32_t site) const { return hasOne(site) != m_negated; }

private:
    bool hasOne(uint32_t site) const;
    bool isAsked(core::TextId value) const;

    const mesos::State &m_state;
    const AttributeColumn *m_column; ///< nullptr: no agent has it
    std::vector<core::TextId> m_values;
    bool m_negated;
};

} // namespace explain
