// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/wire/xml.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace aws {

Xml::Xml(QByteArrayView document)
    : m_reader(QByteArray::fromRawData(document.data(), document.size()))
{
    const QByteArray start = document.first(std::min<qsizetype>(document.size(), 64)).toByteArray().trimmed().toLower();
    m_isPage = start.startsWith("<!doctype html") || start.startsWith("<html");
}

bool Xml::open()
{
    if (m_isPage || !m_reader.readNextStartElement())
        return false;
    m_root = m_reader.name().toString();
    return true;
}

void Xml::children(const Visit &visit)
{
    while (m_reader.readNextStartElement())
        visit(m_reader.name());
}

void Xml::list(const std::function<void()> &visit)
{
    children([&](QStringView name) {
        if (name == u"member" || name == u"item")
            visit();
        else
            skip();
    });
}

QString Xml::repeated()
{
    return *m_known.insert(text());
}

core::TimePoint Xml::moment()
{
    return momentOf(text());
}

QStringList Xml::texts()
{
    QStringList all;
    list([&] { all.append(repeated()); });
    return all;
}

std::optional<core::Error> Xml::error() const
{
    if (!m_isPage && !m_reader.hasError() && !m_root.isEmpty())
        return std::nullopt;
    core::Error error;
    error.kind = core::Error::Kind::WrongShape;
    if (m_isPage) {
        error.path = u"the first byte"_s;
        error.detail = u"it is a web page; a proxy or another service is in between."_s;
    } else {
        error.path = u"line %1, column %2"_s.arg(m_reader.lineNumber()).arg(m_reader.columnNumber());
        error.detail = m_reader.errorString();
    }
    return error;
}

core::TimePoint momentOf(const QString &iso)
{
    const QDateTime moment = QDateTime::fromString(iso, Qt::ISODateWithMs);
    return moment.isValid() ? core::TimePoint(core::Duration(moment.toMSecsSinceEpoch())) : core::TimePoint();
}

} // namespace aws
