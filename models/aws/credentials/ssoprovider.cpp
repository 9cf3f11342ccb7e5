// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/providers.h"
#include "models/aws/wire/xml.h"
#include "models/core/tr.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace aws::providers {

namespace {

using core::tr;

/// What the operator has to type, named whole.
tl::unexpected<core::Error> login(const QString &profile, const QString &what)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = tr("%1 Run: aws sso login --profile %2").arg(what, profile);
    return core::failure(error);
}

} // namespace

QString ssoCacheFile(const QString &home, const QString &cacheName)
{
    const QByteArray hash = QCryptographicHash::hash(cacheName.toUtf8(), QCryptographicHash::Sha1).toHex();
    return home + u"/.aws/sso/cache/"_s + QString::fromLatin1(hash) + u".json"_s;
}

Got fromSso(KeyPlan plan, net::HttpClient *http, std::shared_ptr<const net::Route> route, QString home, QUrl portal,
            std::stop_token stop)
{
    QFile cache(ssoCacheFile(home, plan.ssoCacheName));
    if (!cache.open(QIODevice::ReadOnly))
        co_return login(plan.profile, tr("Nobody is logged in to SSO for AWS profile %1.").arg(plan.profile));
    const QJsonObject cached = QJsonDocument::fromJson(cache.readAll()).object();
    const QString token = cached["accessToken"_L1].toString();
    const core::TimePoint expires = momentOf(cached["expiresAt"_L1].toString());
    if (token.isEmpty() || expires <= http->clock().now())
        co_return login(plan.profile, tr("The SSO session of AWS profile %1 has ended.").arg(plan.profile));

    net::Request request;
    request.url = portal.isEmpty() ? QUrl(u"https://portal.sso.%1.amazonaws.com"_s.arg(plan.region)) : portal;
    request.url.setPath(u"/federation/credentials"_s);
    QUrlQuery query;
    query.addQueryItem(u"role_name"_s, plan.roleArn);
    query.addQueryItem(u"account_id"_s, plan.account);
    request.url.setQuery(query);
    request.headers = { { "x-amz-sso_bearer_token", token.toLatin1() } };
    request.route = std::move(route);
    const core::Result<net::Response> response = co_await http->send(request, stop);
    if (!response)
        co_return core::failure(response.error());
    if (response->status == 401)
        co_return login(plan.profile, tr("SSO no longer takes the session of AWS profile %1.").arg(plan.profile));
    if (const std::optional<core::Error> error = net::statusError(*response))
        co_return core::failure(*error);
    const QJsonObject found
        = QJsonDocument::fromJson(response->body.toByteArray()).object()["roleCredentials"_L1].toObject();
    Keys keys;
    keys.id = found["accessKeyId"_L1].toString();
    keys.secret = found["secretAccessKey"_L1].toString();
    keys.token = found["sessionToken"_L1].toString();
    keys.expires = core::TimePoint(core::Duration(static_cast<qint64>(found["expiration"_L1].toDouble())));
    if (keys.isEmpty())
        co_return login(plan.profile, tr("SSO gave no keys for AWS profile %1.").arg(plan.profile));
    co_return keys;
}

} // namespace aws::providers
