// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/http/connection.h"

#include <zlib.h>

#include <QTcpSocket>
#include <QUrl>

namespace sim {

namespace {

constexpr qsizetype longestHead = 64 << 10;
constexpr qint64 longestBody = 16 << 20;
constexpr qint64 pieceSize = 256 << 10; // of a body that is made while it is sent
constexpr qint64 inFlight = 1 << 20;
constexpr qint64 drop = 4 << 10; // where it drips
constexpr qint64 longestCut = 1 << 20; // half of ten gibibytes would take its time
constexpr qsizetype gzipFrom = 1024; // as libprocess does

} // namespace

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 202:
        return "Accepted";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 413:
        return "Request Entity Too Large";
    case 415:
        return "Unsupported Media Type";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    }
    return "Unknown";
}

QByteArray gzipped(const QByteArray &plain)
{
    static thread_local QByteArray lastPlain;
    static thread_local QByteArray lastGzip;
    if (!plain.isEmpty() && plain.constData() == lastPlain.constData() && plain.size() == lastPlain.size())
        return lastGzip;
    z_stream stream{};
    constexpr int gzipFormat = 15 + 16;
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))), Qt::Uninitialized);
    // zlib wants it writable in type, not in deed.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    if (result != Z_STREAM_END)
        return {};
    if (plain.size() > 1'000'000) {
        lastPlain = plain;
        lastGzip = out;
    }
    return out;
}

HttpConnection::HttpConnection(QTcpSocket *socket, Handler handler, DateHeader date, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(std::move(handler))
    , m_date(std::move(date))
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_nextPiece.setSingleShot(true);
    connect(&m_nextPiece, &QTimer::timeout, this, &HttpConnection::sendMore);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_more.length > m_moreSent && !m_nextPiece.isActive())
            sendMore();
    });
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        emit closed();
        deleteLater();
    });
}

HttpConnection::~HttpConnection()
{
    m_socket->disconnect(this);
}

void HttpConnection::abort()
{
    m_socket->abort();
    deleteLater(); // a socket that was not connected any more tells nobody
}

void HttpConnection::readMore()
{
    m_input += m_socket->readAll();
    while (!m_answering) {
        if (!m_request && !parseHead())
            return;
        if (!m_request || m_input.size() < m_bodyLength)
            return;
        m_request->body = m_input.left(static_cast<qsizetype>(m_bodyLength));
        m_input.remove(0, static_cast<qsizetype>(m_bodyLength));
        m_answering = true;
        // Kept while it is answered, as HEAD and gzip ask for it; the handler gets its own, as an answer drops ours.
        const HttpRequest request = *m_request;
        m_handler(request, this);
    }
}

bool HttpConnection::parseHead()
{
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_input.size() > longestHead)
            refuse(400, "The request's head is too long");
        return false;
    }
    const QList<QByteArray> lines = m_input.left(end).split('\n');
    m_input.remove(0, end + 4);
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.")) {
        refuse(400, "Bad request line");
        return false;
    }
    HttpRequest request;
    request.method = words[0];
    const qsizetype question = words[1].indexOf('?');
    request.path = QUrl::fromPercentEncoding(question < 0 ? words[1] : words[1].left(question));
    if (question >= 0) {
        request.rawQuery = words[1].mid(question + 1);
        request.query = QUrlQuery(QString::fromUtf8(QByteArray(request.rawQuery).replace('+', "%20")));
    }
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon > 0)
            request.headers.insert(lines[i].left(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
    }
    const QByteArray connection = request.header("connection").toLower();
    m_keepAlive = words[2] == "HTTP/1.1" ? connection != "close" : connection == "keep-alive";
    m_bodyLength = request.header("content-length").toLongLong();
    if (request.headers.contains("transfer-encoding") || m_bodyLength < 0 || m_bodyLength > longestBody) {
        refuse(request.headers.contains("transfer-encoding") ? 501 : 413, "Send a body of known and moderate length");
        return false;
    }
    if (request.header("expect").toLower() == "100-continue")
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    m_request = std::move(request);
    return true;
}

void HttpConnection::refuse(int status, const QByteArray &sentence)
{
    m_keepAlive = false;
    m_answering = true;
    reply(HttpResponse::text(status, sentence));
}

QByteArray HttpConnection::head(const HttpResponse &response, qsizetype length) const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    out += "Date: " + m_date() + "\r\n";
    for (const auto &[name, value] : response.headers)
        out += name + ": " + value + "\r\n";
    if (length >= 0)
        out += "Content-Length: " + QByteArray::number(length) + "\r\n";
    else
        out += "Transfer-Encoding: chunked\r\n";
    if (!response.contentType.isEmpty())
        out += "Content-Type: " + response.contentType + "\r\n";
    if (!m_keepAlive)
        out += "Connection: close\r\n";
    return out + "\r\n";
}

HttpResponse HttpConnection::encoded(HttpResponse response) const
{
    if (!m_request || response.body.size() < gzipFrom || !m_request->header("accept-encoding").contains("gzip"))
        return response;
    const QByteArray packed = gzipped(response.body);
    if (packed.isEmpty())
        return response;
    response.body = packed;
    response.headers.prepend({ "Content-Encoding", "gzip" });
    return response;
}

void HttpConnection::reply(HttpResponse response)
{
    if (m_losing) {
        abort();
        return;
    }
    const bool headOnly = m_request && m_request->method == "HEAD";
    if (response.more) {
        m_socket->write(head(response, response.length));
        if (headOnly)
            return finish();
        m_more = std::move(response);
        m_moreSent = 0;
        return sendMore();
    }
    response = encoded(std::move(response));
    m_socket->write(head(response, response.body.size()));
    if (m_truncating && !headOnly) {
        m_socket->write(response.body.left(response.body.size() / 2));
        m_socket->disconnectFromHost();
        return;
    }
    if (!headOnly)
        m_socket->write(response.body);
    finish();
}

void HttpConnection::sendMore()
{
    const qint64 end = m_truncating ? std::min(m_more.length / 2, longestCut) : m_more.length;
    const bool dripping = m_pause.count() > 0;
    while (m_moreSent < end && m_socket->bytesToWrite() < inFlight) {
        const QByteArray piece = m_more.more(m_moreSent, std::min(dripping ? drop : pieceSize, end - m_moreSent));
        if (piece.isEmpty())
            return abort();
        m_moreSent += piece.size();
        m_socket->write(piece);
        if (dripping) {
            m_nextPiece.start(m_pause);
            break;
        }
    }
    if (m_moreSent < end)
        return;
    m_nextPiece.stop();
    m_more = {};
    m_moreSent = 0;
    if (m_truncating)
        return m_socket->disconnectFromHost();
    finish();
}

void HttpConnection::finish()
{
    m_request.reset();
    m_bodyLength = 0;
    m_answering = false;
    if (!m_keepAlive) {
        m_answering = true; // nothing more is read
        m_socket->disconnectFromHost();
        return;
    }
    if (!m_input.isEmpty())
        QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::beginStream(const QByteArray &contentType)
{
    m_socket->write(head({ 200, contentType, {} }, -1));
}

void HttpConnection::send(const QByteArray &bytes)
{
    m_socket->write(QByteArray::number(bytes.size(), 16) + "\r\n");
    m_socket->write(bytes);
    m_socket->write("\r\n");
}

} // namespace sim
