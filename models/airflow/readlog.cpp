// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/readlog.h"

#include "models/core/cancelled.h"
#include "models/net/located.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

namespace airflow {

namespace {

QCoro::Task<core::Result<LogPiece>> decoded(net::Response response)
{
    const QFuture<core::Result<LogPiece>> decoding
        = QtConcurrent::run([body = response.body] { return answers::log(body.view()); });
    core::Result<LogPiece> piece = co_await decoding;
    if (!piece)
        co_return core::failure(net::located(piece.error(), response));
    co_return piece;
}

} // namespace

QCoro::Task<core::Result<LogPiece>> readLog(QPointer<Client> client, calls::TaskKey key, int tryNumber, QString token,
                                            std::stop_token stop)
{
    if (!client)
        co_return core::failure(core::cancelled());
    const Call call = calls::log(key, tryNumber, token);
    const core::Result<net::Response> response = co_await client->ask(call, stop);
    if (!response)
        co_return core::failure(response.error());
    core::Result<LogPiece> piece = co_await decoded(*response);
    co_return piece;
}

} // namespace airflow
