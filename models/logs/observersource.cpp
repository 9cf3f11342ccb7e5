// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/observersource.h"

#include "models/logs/chunkfile.h"
#include "models/net/located.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace logs {

namespace {

core::TimePoint momentOf(const QJsonValue &seconds)
{
    const double value = seconds.toDouble();
    return std::isfinite(value) && std::abs(value) < 1e12 ? core::TimePoint(core::Duration(std::llround(value * 1000)))
                                                          : core::TimePoint{};
}

core::Error shapeError(core::Error::Kind kind, const QString &path = {})
{
    core::Error error;
    error.kind = kind;
    error.path = path;
    return error;
}

} // namespace

core::Result<QList<ThermosRun>> decodeProcesses(const QByteArray &body, const QString &task)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return core::failure(
            shapeError(document.isNull() ? core::Error::Kind::NotJson : core::Error::Kind::WrongShape, u"$"_s));
    const QJsonValue told = document.object().value(task);
    if (told.isUndefined())
        return core::failure(shapeError(core::Error::Kind::NotFound));
    if (!told.isObject())
        return core::failure(shapeError(core::Error::Kind::WrongShape, task));
    QList<ThermosRun> runs;
    const QJsonObject processes = told.toObject();
    for (auto it = processes.begin(); it != processes.end(); ++it) {
        const QJsonObject object = it.value().toObject();
        if (object.isEmpty())
            continue; // known by name only: it has not begun
        ThermosRun run;
        run.process = it.key();
        run.run = object["process_run"_L1].toInt();
        run.state = object["state"_L1].toString();
        if (object.contains("return_code"_L1))
            run.returnCode = object["return_code"_L1].toInt();
        run.started = momentOf(object["start_time"_L1]);
        run.stopped = momentOf(object["stop_time"_L1]);
        runs.append(std::move(run));
    }
    std::ranges::stable_sort(runs, {}, &ThermosRun::started);
    return runs;
}

ObserverSource::ObserverSource(Endpoint endpoint, QString task, QString process, int run, QString stream)
    : m_endpoint(std::move(endpoint))
    , m_path(u"/logdata/%1/%2/%3/%4"_s.arg(task, process).arg(run).arg(stream))
    , m_name(u"%1/%2/%3"_s.arg(process).arg(run).arg(stream))
{
}

QString ObserverSource::fileName() const
{
    return m_name;
}

QCoro::Task<core::Result<qint64>> ObserverSource::size(std::stop_token stop)
{
    return sizeOf({ m_endpoint, m_path, {}, &decodeObserverChunk }, std::move(stop));
}

QCoro::Task<core::Result<QByteArray>> ObserverSource::read(qint64 offset, qint64 length, std::stop_token stop)
{
    return bytesOf({ m_endpoint, m_path, {}, &decodeObserverChunk }, offset, length, std::move(stop));
}

QCoro::Task<core::Result<QList<ThermosRun>>> askProcesses(Endpoint observer, QString task, std::stop_token stop)
{
    const QList<std::pair<QString, QString>> query{ { u"task_id"_s, task } };
    const auto response = co_await ask(observer, u"/j/processes"_s, query, stop);
    if (!response)
        co_return core::failure(response.error());
    auto runs = decodeProcesses(response->body.toByteArray(), task);
    if (!runs)
        co_return core::failure(net::located(runs.error(), *response));
    co_return runs;
}

} // namespace logs
