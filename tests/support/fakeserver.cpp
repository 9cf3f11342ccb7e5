// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeserver.h"

#include <zlib.h>

#include <QFile>
#include <QHostAddress>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace support {

namespace {

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

/// Takes one whole request off the front of `buffer`; false: not all of it is there.
bool takeRequest(QByteArray &buffer, FakeRequest &request)
{
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.front().trimmed().split(' ');
    request.verb = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (buffer.size() < headEnd + 4 + length)
        return false;
    request.body = buffer.mid(headEnd + 4, length);
    buffer.remove(0, headEnd + 4 + length);
    return true;
}

} // namespace

FakeReply FakeReply::text(int status, const QByteArray &sentence)
{
    FakeReply reply;
    reply.status = status;
    reply.body = sentence;
    reply.contentType = "text/plain; charset=utf-8";
    return reply;
}

FakeReply FakeReply::golden(const QString &file)
{
    QFile recording(QStringLiteral(GOLDEN_DIR "/mesos/") + file);
    if (!recording.open(QIODevice::ReadOnly))
        throw std::runtime_error("no golden file " + file.toStdString());
    FakeReply reply;
    reply.raw = recording.readAll();
    return reply;
}

FakeServer::FakeServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, &FakeServer::onNewConnection);
    comeBack();
}

FakeServer::FakeServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_tls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakeServer::onNewConnection);
    comeBack();
}

FakeServer::~FakeServer()
{
    die();
}

QUrl FakeServer::url(const QString &path) const
{
    return QUrl((m_tls ? u"https://"_s : u"http://"_s) + QString::fromLatin1(authority()) + path);
}

QByteArray FakeServer::authority() const
{
    return "127.0.0.1:" + QByteArray::number(m_port);
}

void FakeServer::route(const QByteArray &path, Handler handler)
{
    m_routes.insert(path, std::move(handler));
}

void FakeServer::route(const QByteArray &path, const FakeReply &reply)
{
    route(path, [reply](const FakeRequest &) { return reply; });
}

void FakeServer::setFallback(Handler handler)
{
    m_fallback = std::move(handler);
}

int FakeServer::count(const QByteArray &path) const
{
    return static_cast<int>(std::ranges::count_if(m_requests, [&](const FakeRequest &r) { return r.path() == path; }));
}

void FakeServer::push(const QByteArray &bytes)
{
    for (const Stream &stream : std::as_const(m_streams)) {
        if (stream.socket)
            stream.socket->write(stream.chunked ? chunk(bytes) : bytes);
    }
}

void FakeServer::endStreams()
{
    for (const Stream &stream : std::exchange(m_streams, {})) {
        if (!stream.socket)
            continue;
        if (stream.chunked)
            stream.socket->write("0\r\n\r\n");
        stream.socket->disconnectFromHost();
    }
}

void FakeServer::die()
{
    m_server->close();
    m_streams.clear();
    const auto sockets = std::exchange(m_pending, {}).keys();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

void FakeServer::comeBack()
{
    if (!m_server->listen(QHostAddress::LocalHost, m_port))
        throw std::runtime_error("the fake server cannot listen");
    m_port = m_server->serverPort();
}

void FakeServer::onNewConnection()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++m_connections;
        socket->setParent(this);
        m_pending.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadyRead(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
        if (socket->bytesAvailable() > 0)
            onReadyRead(socket);
    }
}

void FakeServer::onReadyRead(QTcpSocket *socket)
{
    m_pending[socket] += socket->readAll();
    FakeRequest request;
    while (m_pending.contains(socket) && takeRequest(m_pending[socket], request)) {
        m_requests.append(request);
        answer(socket, request);
        request = {};
    }
}

void FakeServer::answer(QTcpSocket *socket, const FakeRequest &request)
{
    FakeReply reply = FakeReply::text(404, "Not found.");
    if (const auto handler = m_routes.constFind(request.path()); handler != m_routes.cend())
        reply = (*handler)(request);
    else if (m_fallback)
        reply = m_fallback(request);

    if (reply.hang)
        return;
    if (reply.drop) {
        socket->disconnectFromHost();
        return;
    }
    if (!reply.raw.isEmpty()) {
        socket->write(reply.raw);
        if (reply.close)
            socket->disconnectFromHost();
        return;
    }
    QByteArray body = reply.gzip ? gzipped(reply.body) : reply.body;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Something\r\n";
    if (!reply.contentType.isEmpty())
        head += "Content-Type: " + reply.contentType + "\r\n";
    if (reply.gzip)
        head += "Content-Encoding: gzip\r\n";
    for (const auto &[name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    const bool chunked = reply.chunked || reply.endless;
    head += chunked ? QByteArray("Transfer-Encoding: chunked\r\n\r\n")
                    : "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    if (chunked && !body.isEmpty())
        body = chunk(body);
    const bool cut = reply.truncateAt >= 0;
    if (cut)
        body.truncate(reply.truncateAt);
    else if (chunked && !reply.endless)
        body += "0\r\n\r\n";
    if (reply.endless)
        m_streams.append({ socket, true });
    socket->write(head);
    drip(socket, body, reply.dripBytes > 0 ? reply.dripBytes : std::max<qsizetype>(body.size(), 1), cut || reply.close);
}

void FakeServer::drip(const QPointer<QTcpSocket> &socket, const QByteArray &bytes, qsizetype piece, bool close)
{
    if (!socket)
        return;
    socket->write(bytes.left(piece));
    if (bytes.size() > piece)
        QTimer::singleShot(0, socket,
                           [socket, rest = bytes.mid(piece), piece, close] { drip(socket, rest, piece, close); });
    else if (close)
        socket->disconnectFromHost();
}

QByteArray gzipped(const QByteArray &plain)
{
    z_stream z{};
    deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray result(static_cast<qsizetype>(deflateBound(&z, static_cast<uLong>(plain.size()))), Qt::Uninitialized);
    QByteArray input = plain;
    z.next_in = reinterpret_cast<Bytef *>(input.data());
    z.avail_in = static_cast<uInt>(input.size());
    z.next_out = reinterpret_cast<Bytef *>(result.data());
    z.avail_out = static_cast<uInt>(result.size());
    deflate(&z, Z_FINISH);
    result.truncate(static_cast<qsizetype>(z.total_out));
    deflateEnd(&z);
    return result;
}

QString supportFile(const QString &name)
{
    return QStringLiteral(SUPPORT_DIR "/") + name;
}

} // namespace support
