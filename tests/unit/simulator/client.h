// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>
#include <QUrl>

#include <utility>

/// A client that hides nothing: no redirect followed, nothing unpacked, every header kept. It blocks, which is fine as
/// the simulator runs in a thread of its own.
struct Answer
{
    int status = 0; ///< 0: the connection closed or nothing came in time
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    bool whole = false; ///< as long as announced
    bool timedOut = false; ///< still open and silent

    QByteArray header(const QByteArray &name) const;
    QList<QByteArray> headerNames() const;
};

using Headers = QList<std::pair<QByteArray, QByteArray>>;

Answer ask(const QUrl &server, const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
           const Headers &headers = {}, int timeoutMs = 20000);
inline Answer get(const QUrl &server, const QByteArray &target, const Headers &headers = {}, int timeoutMs = 20000)
{
    return ask(server, "GET", target, {}, headers, timeoutMs);
}
/// POST /api/v1 with JSON.
Answer call(const QUrl &server, const QByteArray &json, const Headers &headers = {});

/// An answer as recorded (`curl -i`).
Answer recorded(const QString &name);

/// The records of a RecordIO body.
QList<QByteArray> records(QByteArray recordIo, QByteArray *rest = nullptr);

/// A running SUBSCRIBE.
class EventStream
{
public:
    explicit EventStream(const QUrl &server);
    /// Records that have come until nothing more comes for `quietMs`, or the end.
    QList<QByteArray> take(int quietMs = 300);
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool waitForEnd(int timeoutMs = 20000);
    const QByteArray &head() const { return m_head; }

private:
    void dechunk();

    QTcpSocket m_socket;
    QByteArray m_head;
    QByteArray m_raw; ///< chunk framing still in
    QByteArray m_recordIo; ///< framing of records still in
};
