// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace support {

struct FakeRequest
{
    QByteArray verb;
    QByteArray target; ///< path with query, as it came
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    QByteArray path() const { return target.split('?').constFirst(); }
};

/// What the server does with one request; the default is a plain 200.
struct FakeReply
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray raw; ///< sent instead of everything else
    bool close = false; ///< afterwards, in order
    bool gzip = false; ///< the body, by zlib
    bool chunked = false; ///< one HTTP chunk
    bool endless = false; ///< head and body, then the connection stays for FakeServer::push()
    bool hang = false; ///< no answer at all
    bool drop = false; ///< closes without an answer
    qsizetype truncateAt = -1; ///< of the body: closes after so many bytes
    qsizetype dripBytes = 0; ///< the body in pieces of so many bytes, one each turn of the event loop

    static FakeReply redirect(const QByteArray &location)
    {
        FakeReply reply;
        reply.status = 307;
        reply.headers = { { "Location", location } };
        return reply;
    }
    static FakeReply json(const QByteArray &body)
    {
        FakeReply reply;
        reply.body = body;
        return reply;
    }
    static FakeReply text(int status, const QByteArray &sentence);
    static FakeReply golden(const QString &file); ///< a recorded answer of GOLDEN_DIR/mesos, whole
};

/// A raw HTTP/1.1 server on the loopback, in the test's own thread. Misbehaves on demand and counts what it is asked.
class FakeServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<FakeReply(const FakeRequest &)>;

    explicit FakeServer(QObject *parent = nullptr);
    explicit FakeServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FakeServer() override;

    quint16 port() const { return m_port; }
    QUrl url(const QString &path = {}) const; ///< by address
    QByteArray authority() const; ///< "127.0.0.1:port"

    void route(const QByteArray &path, Handler handler);
    void route(const QByteArray &path, const FakeReply &reply);
    void setFallback(Handler handler); ///< for paths without a route; else 404

    int count(const QByteArray &path) const; ///< requests so far
    const QList<FakeRequest> &requests() const { return m_requests; }
    int connections() const { return m_connections; }

    void push(const QByteArray &bytes); ///< to all endless answers
    void endStreams(); ///< closes them
    void die(); ///< stops listening and drops all connections
    void comeBack(); ///< listens on the same port again

private:
    void onNewConnection();
    void onReadyRead(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const FakeRequest &request);
    static void drip(const QPointer<QTcpSocket> &socket, const QByteArray &bytes, qsizetype piece, bool close);

    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    bool m_tls = false;
    int m_connections = 0;
    QHash<QByteArray, Handler> m_routes;
    Handler m_fallback;
    QList<FakeRequest> m_requests;
    QHash<QTcpSocket *, QByteArray> m_pending;
    struct Stream
    {
        QPointer<QTcpSocket> socket;
        bool chunked;
    };
    QList<Stream> m_streams;
};

/// gzip, by zlib.
QByteArray gzipped(const QByteArray &plain);

QString supportFile(const QString &name); ///< path of a file beside this header

} // namespace support
