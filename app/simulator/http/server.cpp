// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/http/server.h"

#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace sim {

using namespace Qt::StringLiterals;

namespace {

/// A login page, as one gets from a proxy that wants to be asked first.
constexpr char webPage[] = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Corporate sign-in</h1>"
                           "<p>Your session has expired. <a href=\"/login\">Sign in</a> to go on.</p></body></html>\n";

} // namespace

HttpServer::HttpServer(const core::Clock *clock, const Faults *faults, HttpConnection::Handler handler, QObject *parent)
    : QTcpServer(parent)
    , m_clock(clock)
    , m_faults(faults)
    , m_handler(std::move(handler))
{
}

QByteArray HttpServer::date() const
{
    const core::TimePoint now
        = m_clock->now() + (m_exempt || !m_faults->concerns(m_layer) ? core::Duration{} : m_faults->clockSkew);
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

void HttpServer::incomingConnection(qintptr handle)
{
    auto *socket = new QTcpSocket;
    if (!socket->setSocketDescriptor(handle)) {
        delete socket;
        return;
    }
    new HttpConnection(
        socket, [this](const HttpRequest &request, HttpConnection *connection) { this->handle(request, connection); },
        [this] { return date(); }, this);
}

void HttpServer::setDown(bool down)
{
    if (down == !isListening())
        return;
    if (!down) {
        listen(QHostAddress::LocalHost, m_portWhenUp);
        return;
    }
    m_portWhenUp = serverPort();
    close();
    abortAll();
}

void HttpServer::abortAll()
{
    const auto connections = findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly);
    for (HttpConnection *connection : connections)
        connection->abort();
}

void HttpServer::abortSending()
{
    const auto connections = findChildren<HttpConnection *>(QString(), Qt::FindDirectChildrenOnly);
    for (HttpConnection *connection : connections) {
        if (connection->isSendingMore())
            connection->abort();
    }
}

void HttpServer::handle(const HttpRequest &request, HttpConnection *connection)
{
    const bool concerned = !m_exempt && m_faults->concerns(m_layer)
        && (m_faults->only.isEmpty() || request.path.contains(m_faults->only));
    if (!concerned) {
        m_handler(request, connection);
        return;
    }
    if (m_faults->latency.count() <= 0) {
        answer(request, connection);
        return;
    }
    QTimer::singleShot(m_faults->latency, connection, [this, request, connection] { answer(request, connection); });
}

void HttpServer::answer(const HttpRequest &request, HttpConnection *connection)
{
    switch (m_faults->answer) {
    case Faults::Answer::Normal:
    case Faults::Answer::Truncated: // cut where the answer is made, see HttpConnection
    case Faults::Answer::Lost:
        break;
    case Faults::Answer::ServerError:
        connection->reply(HttpResponse::text(500, "Internal Server Error."));
        return;
    case Faults::Answer::Unavailable:
        connection->reply(HttpResponse::text(503, "Service Unavailable."));
        return;
    case Faults::Answer::Unauthorized: {
        HttpResponse refusal = HttpResponse::text(401, "401 Unauthorized.");
        refusal.headers = { { "WWW-Authenticate", "Basic realm=\"" + m_realm + '"' } };
        connection->reply(refusal);
        return;
    }
    case Faults::Answer::Forbidden:
        connection->reply(HttpResponse::text(403, "403 Forbidden."));
        return;
    case Faults::Answer::HtmlPage:
        connection->reply({ 200, "text/html", webPage });
        return;
    case Faults::Answer::WrongShape:
        connection->reply(HttpResponse::json(R"({"slaves":"none","frameworks":{"id":7}})"));
        return;
    case Faults::Answer::Dropped:
        connection->abort();
        return;
    case Faults::Answer::Hanging:
        return;
    }
    connection->setLosing(m_faults->answer == Faults::Answer::Lost);
    connection->setDripping(m_faults->drip);
    connection->setTruncating(m_faults->answer == Faults::Answer::Truncated);
    m_handler(request, connection);
}

} // namespace sim
