// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/addressing.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace net {

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https"_s ? 443 : 80);
}

QString bracketed(const QString &host)
{
    return host.contains(u':') ? u'[' + host + u']' : host;
}

/// Keys are compared without regard to case, as host names are.
QString lookUp(const QHash<QString, QString> &table, const QString &key)
{
    if (const auto it = table.constFind(key); it != table.cend())
        return *it;
    for (auto it = table.cbegin(); it != table.cend(); ++it) {
        if (it.key().compare(key, Qt::CaseInsensitive) == 0)
            return it.value();
    }
    return {};
}

} // namespace

QString authorityOf(const QUrl &url)
{
    return bracketed(url.host()).toLower() + u':' + QString::number(portOf(url));
}

QUrl rewritten(const QUrl &url, const Route *route)
{
    if (!route || route->rewrite.isEmpty())
        return url;
    QString target = lookUp(route->rewrite, authorityOf(url));
    if (target.isEmpty())
        target = lookUp(route->rewrite, url.host());
    if (target.isEmpty())
        target = lookUp(route->rewrite, u"*:"_s + QString::number(portOf(url)));
    if (target.isEmpty())
        return url;
    QUrl result = url;
    if (!QHostAddress(target).isNull()) { // a bare IPv6 address would be taken for host and port
        result.setHost(target);
        return result;
    }
    const QUrl place(u"//"_s + target);
    result.setHost(place.host());
    if (place.port() > 0)
        result.setPort(place.port());
    return result;
}

QByteArray pinFor(const QUrl &url, const Route *route)
{
    return route ? plainFingerprint(lookUp(route->pins, authorityOf(url))) : QByteArray();
}

QByteArray plainFingerprint(const QString &written)
{
    QByteArray digits = written.trimmed().toLatin1().toLower();
    if (digits.startsWith("sha256:") || digits.startsWith("sha-256:"))
        digits.remove(0, digits.indexOf(':') + 1);
    digits.removeIf([](char c) { return c == ':' || c == ' '; });
    return digits;
}

} // namespace net
