// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/attributes.h"

#include "models/core/text.h"

#include <algorithm>
#include <charconv>
#include <map>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

bool isNumber(std::string_view text)
{
    if (text.empty() || (text.front() != '-' && (text.front() < '0' || text.front() > '9')))
        return false; // from_chars knows "inf" and "nan", Mesos does not
    double value = 0;
    const std::from_chars_result end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

/// Of "10.0", what the picture holds: "10". Of "10", nothing: Aurora knows that value as "10.0" only.
std::string asPictured(const std::string &value)
{
    if (!isNumber(value))
        return value;
    if (value.ends_with(".0"))
        return value.substr(0, value.size() - 2);
    return value.find('.') == std::string::npos ? std::string() : value;
}

} // namespace

Attributes::Attributes(const mesos::State &state)
    : m_state(state)
{
    std::vector<bool> isName(m_state.pool->count());
    std::vector<bool> isValue(m_state.pool->count());
    for (const mesos::Attribute &attribute : m_state.attributes) {
        if (!isName[attribute.name.value]) {
            isName[attribute.name.value] = true;
            m_names.emplace(m_state.view(attribute.name), attribute.name);
        }
        if (!isValue[attribute.value.value]) {
            isValue[attribute.value.value] = true;
            m_values.emplace(m_state.view(attribute.value), attribute.value);
        }
    }
    const auto sites = static_cast<uint32_t>(m_state.agents.size());
    for (const auto &[text, name] : m_names)
        m_columns.push_back({ name, std::vector<core::TextId>(sites) });
    std::vector<uint32_t> columnOf(m_state.pool->count());
    for (uint32_t i = 0; i < m_columns.size(); ++i)
        columnOf[m_columns[i].name.value] = i;
    for (uint32_t site = 0; site < sites; ++site) {
        for (const mesos::Attribute &attribute : m_state.attributesOf(m_state.agents[site])) {
            AttributeColumn &column = m_columns[columnOf[attribute.name.value]];
            if (column.first[site].isEmpty())
                column.first[site] = attribute.value;
            else
                column.isSingle = false;
        }
    }
}

const AttributeColumn *Attributes::column(core::TextId name) const
{
    const auto found = std::ranges::find(m_columns, name, &AttributeColumn::name);
    return name.isEmpty() || found == m_columns.end() ? nullptr : &*found;
}

core::TextId Attributes::valueOf(uint32_t site, core::TextId name) const
{
    const AttributeColumn *of = column(name);
    return of ? of->first[site] : core::TextId();
}

core::TextId Attributes::name(const QString &text) const
{
    const auto found = m_names.find(text.toStdString());
    return found == m_names.end() ? core::TextId() : found->second;
}

std::vector<core::TextId> Attributes::values(const QStringList &texts) const
{
    std::vector<core::TextId> ids;
    for (const QString &value : texts) {
        const auto found = m_values.find(asPictured(value.toStdString()));
        if (found != m_values.end())
            ids.push_back(found->second);
    }
    return ids;
}

QStringList Attributes::names() const
{
    QStringList names;
    for (const auto &[name, id] : m_names)
        names += core::toQString(name);
    names.sort();
    return names;
}

QString Attributes::spelled(core::TextId value) const
{
    const std::string_view text = m_state.view(value);
    return isNumber(text) && text.find('.') == std::string_view::npos ? core::toQString(text) + u".0"_s
                                                                      : core::toQString(text);
}

QStringList Attributes::valuesOf(core::TextId name) const
{
    std::vector<bool> isSeen(m_state.pool->count());
    std::map<std::string_view, core::TextId> values;
    for (const mesos::Attribute &attribute : m_state.attributes) {
        if (attribute.name != name || isSeen[attribute.value.value])
            continue;
        isSeen[attribute.value.value] = true;
        values.emplace(m_state.view(attribute.value), attribute.value);
    }
    QStringList texts;
    for (const auto &[text, id] : values)
        texts += spelled(id);
    return texts;
}

Matcher::Matcher(const Attributes &attributes, const ValueConstraint &constraint)
    : m_state(attributes.state())
    , m_column(attributes.column(attributes.name(constraint.attribute)))
    , m_values(attributes.values(constraint.values))
    , m_negated(constraint.negated)
{
}

bool Matcher::isAsked(core::TextId value) const
{
    return std::ranges::find(m_values, value) != m_values.end();
}

bool Matcher::hasOne(uint32_t site) const
{
    if (!m_column || m_values.empty())
        return false;
    if (m_column->isSingle)
        return isAsked(m_column->first[site]);
    return std::ranges::any_of(m_state.attributesOf(m_state.agents[site]), [this](const mesos::Attribute &attribute) {
        return attribute.name == m_column->name && isAsked(attribute.value);
    });
}

} // namespace explain
