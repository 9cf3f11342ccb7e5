// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airflow/readlog.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

namespace airflow {

namespace {

core::Error cancelled()
{
    core::Error error;
    error.kind = core::Error::Kind::Cancelled;
    return error;
}

QCoro::Task<core::Result<LogPiece>> decoded(net::Response response)
{
    const QFuture<core::Result<LogPiece>> decoding
        = QtConcurrent::run([body = response.body] { return answers::log(body.view()); });
    core::Result<LogPiece> piece = co_await decoding;
    if (!piece) {
        piece.error().endpoint = net::endpointName(response.url);
        piece.error().httpStatus = response.status;
    }
    co_return piece;
}

} // namespace

QCoro::Task<core::Result<LogPiece>> readLog(QPointer<Client> client, calls::TaskKey key, int tryNumber, QString token,
                                            std::stop_token stop)
{
    if (!client)
        co_return core::failure(cancelled());
    const Call call = calls::log(key, tryNumber, token);
    const core::Result<net::Response> response = co_await client->ask(call, stop);
    if (!response)
        co_return core::failure(response.error());
    core::Result<LogPiece> piece = co_await decoded(*response);
    co_return piece;
}

} // namespace airflow
