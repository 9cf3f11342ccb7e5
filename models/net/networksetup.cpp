// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/networksetup.h"

#include "models/net/addressing.h"
#include "models/net/proxylogins.h"

#include <QFile>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace net {

namespace {

core::Error configError(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = sentence;
    return error;
}

core::Result<QByteArray> contents(const QString &file, const QString &role)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly))
        return core::failure(configError(u"The %1 %2 cannot be read: %3"_s.arg(role, file, device.errorString())));
    return device.readAll();
}

QSslKey keyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : { QSsl::Rsa, QSsl::Ec, QSsl::Dsa }) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

QSslConfiguration systemsTls()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return tls;
}

bool namesFiles(const Route &route)
{
    return !route.caFile.isEmpty() || !route.clientCertFile.isEmpty();
}

core::Result<QSslConfiguration> tlsOf(const Route &route)
{
    QSslConfiguration tls = systemsTls();
    if (!route.caFile.isEmpty()) {
        const auto pem = contents(route.caFile, u"authority file"_s);
        if (!pem)
            return core::failure(pem.error());
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(*pem, QSsl::Pem);
        if (authorities.isEmpty())
            return core::failure(configError(u"The authority file %1 holds no PEM certificate."_s.arg(route.caFile)));
        tls.addCaCertificates(authorities);
    }
    if (!route.clientCertFile.isEmpty()) {
        const auto chain = contents(route.clientCertFile, u"client certificate"_s);
        if (!chain)
            return core::failure(chain.error());
        const auto pem
            = contents(route.clientKeyFile.isEmpty() ? route.clientCertFile : route.clientKeyFile, u"client key"_s);
        if (!pem)
            return core::failure(pem.error());
        const QList<QSslCertificate> certificates = QSslCertificate::fromData(*chain, QSsl::Pem);
        const QSslKey key = keyFrom(*pem);
        if (certificates.isEmpty() || key.isNull())
            return core::failure(configError(
                u"The client certificate %1 or its key is no unencrypted PEM file."_s.arg(route.clientCertFile)));
        tls.setLocalCertificateChain(certificates);
        tls.setPrivateKey(key);
    }
    return tls;
}

core::Result<QNetworkProxy> proxyFrom(const QString &text)
{
    if (text.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy); // not the environment's: the stack's file alone decides
    const QUrl url(text);
    QNetworkProxy proxy;
    if (url.scheme() == u"socks5"_s || url.scheme() == u"socks5h"_s)
        proxy.setType(QNetworkProxy::Socks5Proxy);
    else if (url.scheme() == u"http"_s)
        proxy.setType(QNetworkProxy::HttpProxy);
    if (proxy.type() == QNetworkProxy::DefaultProxy || url.host().isEmpty() || url.port() <= 0)
        return core::failure(configError(u"The proxy is no socks5://host:port or http://host:port."_s));
    proxy.setCapabilities(proxy.capabilities() | QNetworkProxy::HostNameLookupCapability);
    proxy.setHostName(url.host());
    proxy.setPort(static_cast<quint16>(url.port()));
    proxy.setUser(url.userName(QUrl::FullyDecoded));
    proxy.setPassword(url.password(QUrl::FullyDecoded));
    return proxy;
}

QByteArray authorization(const Credentials &credentials)
{
    switch (credentials.scheme) {
    case Credentials::Scheme::None:
        break;
    case Credentials::Scheme::Basic:
        return "Basic " + (credentials.user + u':' + credentials.secret).toUtf8().toBase64();
    case Credentials::Scheme::Bearer:
        return "Bearer " + credentials.secret.toUtf8();
    }
    return {};
}

/// The Host header of the url as asked: the server may choose by it, whatever address was dialled.
QByteArray hostHeader(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return (url.port() > 0 ? shown + u':' + QString::number(url.port()) : shown).toLatin1();
}

} // namespace

core::Result<std::unique_ptr<NetworkSetup>> NetworkSetup::make(const Route *route)
{
    const Route straight;
    const Route &wanted = route ? *route : straight;
    std::optional<QSslConfiguration> tls;
    if (namesFiles(wanted)) {
        auto made = tlsOf(wanted);
        if (!made)
            return core::failure(made.error());
        tls = *made;
    }
    auto proxy = proxyFrom(wanted.proxy);
    if (!proxy)
        return core::failure(proxy.error());

    std::unique_ptr<NetworkSetup> setup(new NetworkSetup);
    setup->m_route = wanted;
    setup->m_tls = tls;
    setup->m_manager.setProxy(*proxy);
    setup->m_streams.setProxy(*proxy);
    return setup;
}

bool NetworkSetup::isFor(const Route *route) const
{
    return route ? m_route == *route : m_route == Route();
}

void NetworkSetup::signInToProxy()
{
    QNetworkProxy proxy = m_manager.proxy();
    if (proxy.type() == QNetworkProxy::NoProxy || !QUrl(m_route.proxy).userName().isEmpty())
        return;
    const Credentials login = proxyLogin(m_route.proxy);
    if (proxy.user() == login.user && proxy.password() == login.secret)
        return;
    proxy.setUser(login.user);
    proxy.setPassword(login.secret);
    m_manager.setProxy(proxy);
    m_streams.setProxy(proxy);
}

QNetworkRequest NetworkSetup::prepared(const Request &request, bool compressed)
{
    QUrl url = rewritten(request.url, &m_route);
    url.setUserInfo({}); // Qt would make credentials of it and remember them
    url.setFragment({});
    QNetworkRequest result(url);
    if (url.scheme() == u"https"_s) {
        if (!m_tls)
            m_tls = systemsTls();
        result.setSslConfiguration(*m_tls);
    }
    if (url.host() != request.url.host()) {
        result.setPeerVerifyName(request.url.host());
        result.setRawHeader("Host", hostHeader(request.url));
    } else if (url.port() != request.url.port()) {
        result.setRawHeader("Host", hostHeader(request.url));
    }
    // With a header set by hand Qt leaves the body as it is; we inflate it while it arrives (see Inflater).
    result.setRawHeader("Accept-Encoding", compressed ? "gzip, deflate" : "identity");
    if (!request.accept.isEmpty())
        result.setRawHeader("Accept", request.accept);
    if (!request.contentType.isEmpty())
        result.setRawHeader("Content-Type", request.contentType);
    else if (!request.body.isEmpty())
        result.setRawHeader("Content-Type", "application/octet-stream");
    result.setRawHeader("User-Agent", "comporta/" COMPORTA_VERSION);
    for (const auto &[name, value] : request.headers)
        result.setRawHeader(name, value);
    if (const QByteArray value = authorization(request.credentials); !value.isEmpty())
        result.setRawHeader("Authorization", value);
    // Unasked: an order's body is read once, and could not be sent again after a 407.
    if (const QNetworkProxy proxy = m_manager.proxy();
        proxy.type() == QNetworkProxy::HttpProxy && url.scheme() == u"http"_s && !proxy.user().isEmpty())
        result.setRawHeader("Proxy-Authorization",
                            authorization({ Credentials::Scheme::Basic, proxy.user(), proxy.password() }));

    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return result;
}

} // namespace net
