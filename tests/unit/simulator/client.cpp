// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/client.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>

namespace {

/// Takes status, headers and body out of what came.
Answer parsed(const QByteArray &bytes)
{
    Answer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return answer;
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    answer.body = bytes.mid(end + 4);
    answer.whole = answer.body.size() == answer.header("Content-Length").toLongLong();
    return answer;
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    const auto found = std::ranges::find_if(
        headers, [&](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? QByteArray() : found->second;
}

QList<QByteArray> Answer::headerNames() const
{
    QList<QByteArray> names;
    for (const auto &[name, value] : headers)
        names.append(name);
    std::ranges::sort(names);
    return names;
}

Answer ask(const QUrl &server, const QByteArray &method, const QByteArray &target, const QByteArray &body,
           const Headers &headers, int timeoutMs)
{
    QTcpSocket socket;
    socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    if (!socket.waitForConnected(timeoutMs))
        return {};
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray bytes;
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        bytes += socket.readAll();
        Answer answer = parsed(bytes);
        if (answer.whole || (answer.status != 0 && method == "HEAD"))
            return answer;
        if (socket.state() != QAbstractSocket::ConnectedState) {
            bytes += socket.readAll();
            return parsed(bytes);
        }
        const int left = timeoutMs - static_cast<int>(timer.elapsed());
        if (left <= 0 || (!socket.waitForReadyRead(left) && socket.state() == QAbstractSocket::ConnectedState)) {
            answer.timedOut = true;
            return answer;
        }
    }
}

Answer call(const QUrl &server, const QByteArray &json, const Headers &headers)
{
    return ask(server, "POST", "/api/v1", json, Headers{ { "Content-Type", "application/json" } } + headers);
}

Answer recorded(const QString &name)
{
    QFile file(QStringLiteral(GOLDEN_DIR "/mesos/") + name + QStringLiteral(".http"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no recording %s", qPrintable(file.fileName()));
    return parsed(file.readAll());
}

QList<QByteArray> records(QByteArray recordIo, QByteArray *rest)
{
    QList<QByteArray> found;
    for (;;) {
        const qsizetype newline = recordIo.indexOf('\n');
        const qsizetype length = recordIo.left(std::max<qsizetype>(newline, 0)).toLongLong();
        if (newline < 0 || recordIo.size() < newline + 1 + length)
            break;
        found.append(recordIo.mid(newline + 1, length));
        recordIo.remove(0, newline + 1 + length);
    }
    if (rest)
        *rest = recordIo;
    return found;
}

EventStream::EventStream(const QUrl &server)
{
    m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    if (!m_socket.waitForConnected(20000))
        return;
    const QByteArray body = R"({"type":"SUBSCRIBE"})";
    m_socket.write("POST /api/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                   + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    while (!m_raw.contains("\r\n\r\n") && m_socket.waitForReadyRead(20000))
        m_raw += m_socket.readAll();
    const qsizetype end = m_raw.indexOf("\r\n\r\n");
    m_head = m_raw.left(end);
    m_raw.remove(0, end + 4);
}

void EventStream::dechunk()
{
    for (;;) {
        const qsizetype newline = m_raw.indexOf("\r\n");
        if (newline < 0)
            return;
        const qsizetype length = m_raw.left(newline).toLongLong(nullptr, 16);
        if (m_raw.size() < newline + 2 + length + 2)
            return;
        m_recordIo += m_raw.mid(newline + 2, length);
        m_raw.remove(0, newline + 2 + length + 2);
    }
}

QList<QByteArray> EventStream::take(int quietMs)
{
    QList<QByteArray> found;
    do {
        m_raw += m_socket.readAll();
        dechunk();
        found += records(m_recordIo, &m_recordIo);
    } while (m_socket.waitForReadyRead(quietMs));
    return found;
}

bool EventStream::waitForEnd(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (isOpen() && timer.elapsed() < timeoutMs) {
        m_socket.waitForReadyRead(50);
        m_socket.readAll();
    }
    return !isOpen();
}
