// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/shape.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"bool"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"undefined"_s;
}

} // namespace

void Shape::add(const QJsonValue &value)
{
    m_types.insert(typeName(value));
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        auto &member = m_members[it.key()];
        if (!member)
            member = std::make_shared<Shape>();
        member->add(*it);
    }
    for (const QJsonValue &element : value.toArray()) {
        if (!m_element)
            m_element = std::make_shared<Shape>();
        m_element->add(element);
    }
}

QStringList Shape::differencesTo(const Shape &other, const QSet<QString> &maps, const QString &path) const
{
    QStringList found;
    if (m_types != other.m_types)
        found.append(u"! "_s + path);
    if (maps.contains(path))
        return found;
    for (auto it = m_members.begin(); it != m_members.end(); ++it) {
        const QString below = path.isEmpty() ? it.key() : path + u'.' + it.key();
        if (other.m_members.contains(it.key()))
            found += (*it)->differencesTo(*other.m_members[it.key()], maps, below);
        else
            found.append(u"- "_s + below);
    }
    for (auto it = other.m_members.begin(); it != other.m_members.end(); ++it) {
        if (!m_members.contains(it.key()))
            found.append(u"+ "_s + (path.isEmpty() ? it.key() : path + u'.' + it.key()));
    }
    if (m_element && other.m_element)
        found += m_element->differencesTo(*other.m_element, maps, path + u"[]"_s);
    else if (m_element || other.m_element)
        found.append((m_element ? u"- "_s : u"+ "_s) + path + u"[]"_s);
    return found;
}
