// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/agentsource.h"

#include "models/logs/chunkfile.h"
#include "models/logs/operatorapi.h"
#include "models/logs/question.h"
#include "models/net/located.h"

using namespace Qt::StringLiterals;

namespace logs {

namespace {

/// By the agent's firewall rules, or for this user.
bool isClosed(const core::Error &error)
{
    return error.kind == core::Error::Kind::Forbidden;
}

ChunkFile fileOf(const Endpoint &endpoint, const QString &path)
{
    return { endpoint, u"/files/read"_s, { { u"path"_s, path } }, &decodeAgentChunk };
}

QCoro::Task<core::Result<qint64>> sizeByEither(Endpoint endpoint, QString path, std::shared_ptr<bool> byApi,
                                               std::stop_token stop)
{
    if (!*byApi) {
        const auto size = co_await sizeOf(fileOf(endpoint, path), stop);
        if (size || !isClosed(size.error()))
            co_return size;
    }
    const auto end = co_await readFileByApi(endpoint, path, 0, 1, stop);
    if (!end)
        co_return core::failure(end.error());
    *byApi = true;
    co_return end->size;
}

QCoro::Task<core::Result<QByteArray>> bytesByEither(Endpoint endpoint, QString path, std::shared_ptr<bool> byApi,
                                                    qint64 offset, qint64 length, std::stop_token stop)
{
    if (!*byApi) {
        auto bytes = co_await bytesOf(fileOf(endpoint, path), offset, length, stop);
        if (bytes || !isClosed(bytes.error()))
            co_return bytes;
    }
    auto file = co_await readFileByApi(endpoint, path, offset, length, stop);
    if (!file)
        co_return core::failure(file.error());
    *byApi = true;
    co_return std::move(file->data);
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
    return sizeByEither(m_endpoint, m_path, m_byApi, std::move(stop));
}

QCoro::Task<core::Result<QByteArray>> AgentSource::read(qint64 offset, qint64 length, std::stop_token stop)
{
    return bytesByEither(m_endpoint, m_path, m_byApi, offset, length, std::move(stop));
}

std::optional<WholeFile> AgentSource::whole() const
{
    if (*m_byApi)
        return std::nullopt;
    return WholeFile{ m_endpoint.http, requestTo(m_endpoint, u"/files/download"_s, { { u"path"_s, m_path } }) };
}

QCoro::Task<core::Result<QList<SandboxEntry>>> browseAgent(Endpoint endpoint, QString path, std::stop_token stop)
{
    const QList<std::pair<QString, QString>> query{ { u"path"_s, path } };
    const auto response = co_await ask(endpoint, u"/files/browse"_s, query, stop);
    if (!response && isClosed(response.error())) {
        auto listed = co_await listFilesByApi(endpoint, path, stop);
        co_return listed;
    }
    if (!response)
        co_return core::failure(response.error());
    auto entries = decodeBrowse(response->body.toByteArray());
    if (!entries)
        co_return core::failure(net::located(entries.error(), *response));
    co_return entries;
}

} // namespace logs
