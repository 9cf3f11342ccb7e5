// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/http/message.h"
#include "models/core/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace sim {

/// One client's connection: reads requests one after the other, each answered before the next is read. An answer is
/// either whole (reply) or a chunked stream (beginStream, send …). Deletes itself when the client has gone.
class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(const HttpRequest &, HttpConnection *)>;
    using DateHeader = std::function<QByteArray()>;

    HttpConnection(QTcpSocket *socket, Handler handler, DateHeader date, QObject *parent);
    ~HttpConnection() override;

    void reply(HttpResponse response);
    /// From now on a reply announces its whole body, sends half of it and closes.
    void setTruncating(bool truncating) { m_truncating = truncating; }
    /// From now on a reply closes the connection instead.
    void setLosing(bool losing) { m_losing = losing; }
    /// From now on a body that is made while it is sent (HttpResponse::more) comes a piece at a time, with a pause
    /// before each.
    void setDripping(core::Duration pause) { m_pause = pause; }
    void beginStream(const QByteArray &contentType);
    void send(const QByteArray &bytes); ///< one HTTP chunk
    void abort();
    bool isSendingMore() const { return m_more.length > m_moreSent; } ///< a body that is made while it is sent

signals:
    void closed();

private:
    void readMore();
    bool parseHead();
    QByteArray head(const HttpResponse &response, qsizetype length) const;
    HttpResponse encoded(HttpResponse response) const;
    void sendMore();
    void finish(); ///< of an answer: the next request is read
    void refuse(int status, const QByteArray &sentence);

    QTcpSocket *m_socket;
    Handler m_handler;
    DateHeader m_date;
    QByteArray m_input;
    std::optional<HttpRequest> m_request; ///< head read, body perhaps not yet
    qint64 m_bodyLength = 0;
    bool m_answering = false;
    bool m_keepAlive = true;
    bool m_truncating = false;
    bool m_losing = false;
    core::Duration m_pause{};
    HttpResponse m_more; ///< what is being sent by and by
    qint64 m_moreSent = 0;
    QTimer m_nextPiece;
};

/// gzip, or an empty array when that failed. Remembers the last large body, which generated states send again and
/// again.
QByteArray gzipped(const QByteArray &plain);

} // namespace sim
