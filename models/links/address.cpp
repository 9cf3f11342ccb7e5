// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/address.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace links {

namespace {

const QString prefix = QLatin1StringView(scheme) + u"://"_s;

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

} // namespace

QString toLink(const Address &address)
{
    if (!address.object.isValid() || address.stack.isEmpty())
        return {};
    return prefix + QString::fromLatin1(QUrl::toPercentEncoding(address.stack)) + u'/'
        + QString::fromLatin1(QUrl::toPercentEncoding(toPath(address.object), "/"));
}

/// By hand: QUrl takes the stack for a host and writes it small.
std::optional<Address> fromLink(const QString &text)
{
    const QString link = text.trimmed();
    if (!link.startsWith(prefix, Qt::CaseInsensitive))
        return std::nullopt;
    const QString rest = link.mid(prefix.size());
    const qsizetype slash = rest.indexOf(u'/');
    if (slash < 1)
        return std::nullopt;
    const Address address{ decoded(rest.left(slash)), fromPath(decoded(rest.mid(slash + 1))) };
    if (!address.object.isValid() || address.object.id.isEmpty())
        return std::nullopt;
    return address;
}

} // namespace links
