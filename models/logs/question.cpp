// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/question.h"

#include "models/core/cancelled.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace logs {

ClientRef::ClientRef(net::HttpClient *client)
    : m_client(client)
    , m_life(client->life())
{
}

net::Request requestTo(const Endpoint &endpoint, const QString &path, const QList<std::pair<QString, QString>> &query)
{
    net::Request request;
    request.url = QUrl(u"%1://%2"_s.arg(endpoint.scheme, endpoint.authority));
    request.url.setPath(path);
    QStringList parts;
    for (const auto &[name, value] : query)
        parts << name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
    if (!parts.isEmpty())
        request.url.setQuery(parts.join(u'&'));
    request.credentials = endpoint.credentials;
    request.route = endpoint.route;
    request.deadline = endpoint.deadline;
    return request;
}

QCoro::Task<core::Result<net::Response>> send(Endpoint endpoint, QString path, QList<std::pair<QString, QString>> query,
                                              net::Request request, std::stop_token stop)
{
    net::HttpClient *const client = endpoint.http.alive();
    if (!client)
        co_return core::failure(core::cancelled());
    net::Request whole = requestTo(endpoint, path, query);
    whole.verb = request.verb;
    whole.body = request.body;
    whole.contentType = request.contentType;
    whole.maxBody = qint64{ 256 } << 20;
    const auto response = co_await client->send(whole, stop);
    if (!response)
        co_return core::failure(response.error());
    if (const auto error = net::statusError(*response))
        co_return core::failure(*error);
    co_return *response;
}

QCoro::Task<core::Result<net::Response>> ask(Endpoint endpoint, QString path, QList<std::pair<QString, QString>> query,
                                             std::stop_token stop)
{
    return send(std::move(endpoint), std::move(path), std::move(query), {}, std::move(stop));
}

} // namespace logs
