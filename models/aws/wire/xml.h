// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>
#include <QXmlStreamReader>

#include <functional>

namespace aws {

/// An answer read as a stream, element by element. Elements nobody asks for are skipped, whatever is in them.
class Xml
{
public:
    using Visit = std::function<void(QStringView name)>;

    explicit Xml(QByteArrayView document); ///< which must outlive this

    /// Steps into the root: false, with error(), where there is none.
    bool open();
    QString rootName() const { return m_root; }
    /// Calls `visit` for each child of the present element; it must read the child by one of these functions.
    void children(const Visit &visit);
    /// The same for each `member` or `item`, the two names of list elements.
    void list(const std::function<void()> &visit);
    QString text() { return m_reader.readElementText(QXmlStreamReader::SkipChildElements); }
    QString repeated(); ///< text that comes again and again, kept once
    int number() { return text().toInt(); }
    bool flag() { return text() == u"true"; }
    core::TimePoint moment();
    QStringList texts(); ///< of a list of texts
    void skip() { m_reader.skipCurrentElement(); }

    /// What is wrong with the document, if anything; endpoint and status are the caller's to add.
    std::optional<core::Error> error() const;

private:
    QXmlStreamReader m_reader;
    QString m_root;
    QSet<QString> m_known;
    bool m_isPage = false; ///< a web page of somebody in between
};

core::TimePoint momentOf(const QString &iso); ///< "2026-11-23T08:28:59.640383Z"; not known where it is none

} // namespace aws
