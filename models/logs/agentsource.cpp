// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/agentsource.h"

#include "models/logs/chunkdecoder.h"
#include "models/logs/question.h"

using namespace Qt::StringLiterals;

namespace logs {

namespace {

QCoro::Task<core::Result<Chunk>> readChunk(Endpoint endpoint, QString path, qint64 offset, qint64 length,
                                           std::stop_token stop)
{
    QList<std::pair<QString, QString>> query{ { u"path"_s, path }, { u"offset"_s, QString::number(offset) } };
    if (length > 0)
        query.append({ u"length"_s, QString::number(length) });
    const auto response = co_await ask(endpoint, u"/files/read"_s, query, stop);
    if (!response)
        co_return core::failure(response.error());
    co_return co_await decoded<Chunk>(*response, &decodeAgentChunk);
}

QCoro::Task<core::Result<qint64>> sizeOf(Endpoint endpoint, QString path, std::stop_token stop)
{
    const auto chunk = co_await readChunk(endpoint, path, -1, 0, stop);
    if (!chunk)
        co_return core::failure(chunk.error());
    co_return chunk->offset;
}

QCoro::Task<core::Result<QByteArray>> bytesOf(Endpoint endpoint, QString path, qint64 offset, qint64 length,
                                              std::stop_token stop)
{
    auto chunk = co_await readChunk(endpoint, path, offset, length, stop);
    if (!chunk)
        co_return core::failure(chunk.error());
    if (chunk->data.size() > length)
        chunk->data.truncate(static_cast<qsizetype>(length));
    co_return std::move(chunk->data);
}

} // namespace

AgentSource::AgentSource(Endpoint endpoint, QString path)
    : m_endpoint(std::move(endpoint))
    , m_path(std::move(path))
{
}

QString AgentSource::fileName() const
{
    return m_path.mid(m_path.lastIndexOf(u'/') + 1);
}

QCoro::Task<core::Result<qint64>> AgentSource::size(std::stop_token stop)
{
    return sizeOf(m_endpoint, m_path, std::move(stop));
}

QCoro::Task<core::Result<QByteArray>> AgentSource::read(qint64 offset, qint64 length, std::stop_token stop)
{
    return bytesOf(m_endpoint, m_path, offset, length, std::move(stop));
}

QCoro::Task<core::Result<QList<SandboxEntry>>> browseAgent(Endpoint endpoint, QString path, std::stop_token stop)
{
    const QList<std::pair<QString, QString>> query{ { u"path"_s, path } };
    const auto response = co_await ask(endpoint, u"/files/browse"_s, query, stop);
    if (!response)
        co_return core::failure(response.error());
    auto entries = decodeBrowse(response->body.toByteArray());
    if (!entries)
        entries.error().endpoint = net::endpointName(response->url);
    co_return entries;
}

} // namespace logs
