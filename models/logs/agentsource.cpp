// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/agentsource.h"

#include "models/logs/chunkfile.h"
#include "models/net/located.h"

using namespace Qt::StringLiterals;

namespace logs {

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
    return sizeOf({ m_endpoint, u"/files/read"_s, { { u"path"_s, m_path } }, &decodeAgentChunk }, std::move(stop));
}

QCoro::Task<core::Result<QByteArray>> AgentSource::read(qint64 offset, qint64 length, std::stop_token stop)
{
    return bytesOf({ m_endpoint, u"/files/read"_s, { { u"path"_s, m_path } }, &decodeAgentChunk }, offset, length,
                   std::move(stop));
}

QCoro::Task<core::Result<QList<SandboxEntry>>> browseAgent(Endpoint endpoint, QString path, std::stop_token stop)
{
    const QList<std::pair<QString, QString>> query{ { u"path"_s, path } };
    const auto response = co_await ask(endpoint, u"/files/browse"_s, query, stop);
    if (!response)
        co_return core::failure(response.error());
    auto entries = decodeBrowse(response->body.toByteArray());
    if (!entries)
        co_return core::failure(net::located(entries.error(), *response));
    co_return entries;
}

} // namespace logs
