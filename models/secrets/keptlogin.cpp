// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/keptlogin.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace secrets {

namespace {

using Scheme = net::Credentials::Scheme;

} // namespace

QByteArray toBytes(const KeptLogin &kept)
{
    const QJsonObject object{ { u"scheme"_s, kept.login.scheme == Scheme::Bearer ? u"bearer"_s : u"basic"_s },
                              { u"user"_s, kept.login.user },
                              { u"secret"_s, kept.login.secret },
                              { u"addresses"_s, QJsonArray::fromStringList(kept.addresses) } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

core::Result<KeptLogin> keptLoginFrom(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const QString scheme = object["scheme"_L1].toString();
    KeptLogin kept;
    kept.login.scheme = scheme == u"bearer" ? Scheme::Bearer : scheme == u"basic" ? Scheme::Basic : Scheme::None;
    kept.login.user = object["user"_L1].toString();
    kept.login.secret = object["secret"_L1].toString();
    for (const QJsonValue &address : object["addresses"_L1].toArray())
        kept.addresses << address.toString();
    if (kept.login.scheme == Scheme::None || kept.addresses.isEmpty()) {
        core::Error error;
        error.kind = core::Error::Kind::Storage;
        error.detail = QCoreApplication::translate("Keyring", "What the keyring keeps is not readable. Give it again.");
        return core::failure(error);
    }
    return kept;
}

bool isFor(const KeptLogin &kept, const QStringList &addresses)
{
    return std::ranges::any_of(addresses, [&](const QString &address) { return kept.addresses.contains(address); });
}

} // namespace secrets
