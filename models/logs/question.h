// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/agentsource.h"
#include "models/net/httpclient.h"
#include "models/net/located.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <functional>

/// What sources of HTTP share. A part of the sources.
namespace logs {

/// A GET of a path of an agent or observer.
net::Request requestTo(const Endpoint &endpoint, const QString &path, const QList<std::pair<QString, QString>> &query);

/// Sends `request`, of which verb and body are read, to a path of an agent or observer; a bad status is an error. The
/// body's limit is far above any piece asked for.
QCoro::Task<core::Result<net::Response>> send(Endpoint endpoint, QString path, QList<std::pair<QString, QString>> query,
                                              net::Request request, std::stop_token stop);
/// The same by GET.
QCoro::Task<core::Result<net::Response>> ask(Endpoint endpoint, QString path, QList<std::pair<QString, QString>> query,
                                             std::stop_token stop);

/// Decodes a body in the pool.
template <typename T>
QCoro::Task<core::Result<T>> decoded(net::Response response, core::Result<T> (*decode)(std::string_view))
{
    const std::function<core::Result<T>()> work = [response, decode] { return decode(response.body.view()); };
    const QFuture<core::Result<T>> future = QtConcurrent::run(work);
    auto result = co_await future;
    if (!result)
        co_return core::failure(net::located(result.error(), response));
    co_return result;
}

} // namespace logs
