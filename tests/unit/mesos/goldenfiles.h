// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoder.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

/// Recorded answers and what jq reads in them (tests/golden).
namespace golden {

inline QByteArray file(const QString &path)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The body of a recorded answer, e.g. `main-state`.
inline QByteArray body(const QString &name)
{
    const QByteArray answer = file(QStringLiteral("mesos/%1.http").arg(name));
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

inline bool isSuccess(const QString &name)
{
    return file(QStringLiteral("mesos/%1.http").arg(name)).startsWith("HTTP/1.1 200 ");
}

/// Lines of tests/golden/expected, sorted by bytes.
inline QStringList expected(const QString &name)
{
    QStringList lines
        = QString::fromUtf8(file(QStringLiteral("expected/%1.txt").arg(name))).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

/// Names of the expectations of one kind: `state`, `slaves`, `roles`.
inline QStringList expectations(const QString &kind)
{
    QStringList names
        = QDir(QStringLiteral(GOLDEN_DIR "/expected")).entryList({ QStringLiteral("*-%1.txt").arg(kind) });
    for (QString &name : names)
        name.chop(4);
    return names;
}

inline mesos::Document document(const QByteArray &body)
{
    return { body.isEmpty() ? nullptr : body.constData(), static_cast<size_t>(body.size()),
             static_cast<size_t>(body.size()) };
}

inline core::Result<mesos::Snapshot> decode(mesos::Decoder &decoder, const QByteArray &state)
{
    mesos::PolledBodies bodies;
    bodies.state = document(state);
    if (!bodies.state.data)
        bodies.state.data = "";
    return decoder.decode(bodies);
}

/// A record of the event stream.
inline QByteArray record(const QByteArray &json)
{
    return QByteArray::number(json.size()) + '\n' + json;
}

/// An answer of GET_STATE as the stream begins with it.
inline QByteArray subscribed(const QByteArray &getState)
{
    QByteArray state = getState.trimmed();
    const qsizetype inner = state.indexOf("\"get_state\"");
    state = state.mid(inner);
    state.chop(1); // the answer's own brace
    return record("{\"type\":\"SUBSCRIBED\",\"subscribed\":{" + state + ",\"heartbeat_interval_seconds\":15.0}}");
}

} // namespace golden
