// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoder.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

/// Recorded answers of a scheduler and what Python's Thrift library reads in them (tests/golden/aurora).
namespace recordings {

inline QByteArray file(const QString &path)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/aurora/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The body of a recorded answer, e.g. `read/getTasksStatus-failed.binary`, without its chunks' framing.
inline QByteArray body(const QString &name)
{
    const QByteArray answer = file(name + QStringLiteral(".response.http"));
    const qsizetype headers = answer.indexOf("\r\n\r\n");
    QByteArray rest = answer.mid(headers + 4);
    if (!answer.left(headers).toLower().contains("transfer-encoding: chunked"))
        return rest;
    QByteArray whole;
    for (;;) {
        const qsizetype line = rest.indexOf("\r\n");
        const qsizetype size = rest.left(std::max<qsizetype>(line, 0)).toInt(nullptr, 16);
        if (size <= 0)
            return whole;
        whole += rest.mid(line + 2, size);
        rest = rest.mid(line + 2 + size + 2);
    }
}

inline QJsonObject decoded(const QString &name)
{
    return QJsonDocument::fromJson(file(name + QStringLiteral(".decoded.json"))).object();
}

/// Names of the exchanges of a folder that have an independent decoding: `read/getJobSummary-web.tjson`.
inline QStringList names(const QString &folder, const QString &pattern)
{
    const QString suffix = QStringLiteral(".decoded.json");
    QStringList names
        = QDir(QStringLiteral(GOLDEN_DIR "/aurora/") + folder).entryList({ pattern + suffix }, QDir::Files);
    for (QString &name : names)
        name = folder + u'/' + name.chopped(suffix.size());
    return names;
}

inline aurora::ReplyBytes bytes(const QByteArray &body)
{
    return { body.constData(), static_cast<size_t>(body.size()), static_cast<size_t>(body.size()) };
}

} // namespace recordings
