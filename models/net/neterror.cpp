// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/neterror.h"

#include "models/net/httpclient.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace net {

namespace {

using Kind = core::Error::Kind;

Kind kindOf(QNetworkReply::NetworkError error, qint64 received, bool answered)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return Kind::NameNotResolved;
    case QNetworkReply::ConnectionRefusedError:
        return Kind::Refused;
    case QNetworkReply::TimeoutError:
        return Kind::Timeout;
    case QNetworkReply::SslHandshakeFailedError:
        return Kind::Tls;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return Kind::Proxy;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // the same, noticed when Qt wanted to send an order again
        return answered || received > 0 ? Kind::Truncated : Kind::Unreachable;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return answered ? Kind::Truncated : Kind::NotJson; // after the headers: broken chunking; before: no HTTP at all
    case QNetworkReply::OperationCanceledError:
        return Kind::Cancelled;
    default:
        return Kind::Unreachable;
    }
}

/// Qt says "host not found" for whatever a SOCKS proxy refuses, and speaks of an HTTP proxy as of the server.
bool isProxysFault(Kind kind, const Route *route)
{
    if (!route || route->proxy.isEmpty())
        return false;
    return kind == Kind::NameNotResolved || (kind == Kind::Refused && route->proxy.startsWith(u"http:"_s));
}

QStringView realmOf(const QString &challenge)
{
    static const QRegularExpression realm(u"realm=\"([^\"]*)\""_s);
    const QRegularExpressionMatch match = realm.match(challenge);
    return match.hasMatch() ? QStringView(challenge).mid(match.capturedStart(1), match.capturedLength(1))
                            : QStringView();
}

bool isWebPage(const Response &response)
{
    const QByteArray type = response.header("content-type").toLower();
    return type.startsWith("text/html") || type.startsWith("application/xhtml");
}

Kind kindOfStatus(const Response &response)
{
    switch (response.status) {
    case 401:
        return Kind::Unauthorized;
    case 403:
        return Kind::Forbidden;
    case 404:
        return Kind::NotFound;
    case 429:
        return Kind::RateLimited;
    default:
        return response.status >= 500 ? Kind::Server : Kind::Rejected;
    }
}

} // namespace

core::Error requestError(core::Error::Kind kind, const QUrl &url, const QString &detail)
{
    core::Error error;
    error.kind = kind;
    error.endpoint = endpointName(url);
    error.detail = detail;
    return error;
}

core::Error networkError(const QNetworkReply &reply, const Request &request, const QString &tlsWords, qint64 received)
{
    const bool answered = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
    Kind kind = kindOf(reply.error(), received, answered);
    if (isProxysFault(kind, request.route.get()))
        kind = Kind::Proxy;
    core::Error error = requestError(kind, request.url, reply.errorString());
    error.received = received;
    switch (kind) {
    case Kind::Tls:
        if (!tlsWords.isEmpty())
            error.detail = tlsWords;
        break;
    case Kind::Truncated:
        error.expected = reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
        break;
    case Kind::Unreachable:
        // The second: Qt would have sent an order again, see OnceBody.
        if (reply.error() == QNetworkReply::RemoteHostClosedError || reply.error() == QNetworkReply::ContentReSendError)
            error.detail = u"the connection was closed without an answer."_s;
        break;
    default:
        break;
    }
    return error;
}

bool isHttpStatus(QNetworkReply::NetworkError error, int status)
{
    // Among the codes of HTTP, but it is the connection's; save where Qt rewinds the body for a redirect that it is
    // told not to follow, and OnceBody refuses.
    if (error == QNetworkReply::ContentReSendError)
        return status == 307 || status == 308;
    return error == QNetworkReply::NoError || error == QNetworkReply::ProtocolInvalidOperationError // 400
        || (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

QString redactedExcerpt(QByteArrayView body)
{
    constexpr qsizetype excerpt = 4096;
    static const QRegularExpression secret(
        u"(authorization\\s*[:=]\\s*|\\bbasic\\s+|\\bbearer\\s+)[^\\s<\"'&]{6,}(\\s+[^\\s<\"'&]+)?"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString text = QString::fromUtf8(body.first(std::min(body.size(), excerpt))).trimmed();
    // "Basic realm" of a challenge is no secret, and too useful to lose.
    if (text.contains(secret) && !text.contains(u"realm="_s))
        text.replace(secret, u"\\1…"_s);
    return text;
}

std::optional<core::Error> statusError(const Response &response)
{
    const bool jsonAsked = response.accept.contains("json");
    const bool page = jsonAsked && isWebPage(response);
    if (response.status < 400 && !(page && response.status / 100 == 2))
        return std::nullopt;

    core::Error error
        = requestError(kindOfStatus(response), response.url,
                       redactedExcerpt({ response.body.data(), static_cast<qsizetype>(response.body.size()) }));
    error.httpStatus = response.status;
    error.clockOffset = response.clockOffset;
    if (error.kind == Kind::Unauthorized) {
        const QString challenge = QString::fromUtf8(response.header("www-authenticate"));
        if (const QStringView realm = realmOf(challenge); !realm.isEmpty())
            error.detail = u"realm “%1”"_s.arg(realm);
    } else if (response.status == 503 && error.detail.contains(u"No leader elected"_s, Qt::CaseInsensitive)) {
        error.kind = Kind::NoLeader;
    } else if (page && (response.status < 400 || response.status >= 500)) {
        error.kind = Kind::NotJson; // Mesos never answers with a page: something else is in between
    }
    return error;
}

QString endpointName(const QUrl &url)
{
    return url.toString(QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).mid(2);
}

} // namespace net
