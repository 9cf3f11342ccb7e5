// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logs/sandbox.h"
#include "models/logs/source.h"
#include "models/net/request.h"

#include <memory>

namespace logs {

/// How an agent or observer is asked; a value.
struct Endpoint
{
    ClientRef http;
    QString authority; ///< "10.0.1.11:5051": the address of the state, as names inside a cluster need not resolve
    QString scheme = QStringLiteral("http");
    net::Credentials credentials;
    std::shared_ptr<const net::Route> route; ///< rewriting, proxy
    std::chrono::milliseconds deadline{ 15000 };
    QString keeper; ///< "agent ip-10-1-2-3"
};

/// A file in a sandbox by the agent's /files/read; where the agent refuses that (403), by its v1 operator API.
/// All of it in one answer by /files/download, as long as /files is not known to be closed.
class AgentSource final : public Source
{
public:
    AgentSource(Endpoint endpoint, QString path);

    QString fileName() const override;
    QString keeper() const override { return m_endpoint.keeper; }
    QCoro::Task<core::Result<qint64>> size(std::stop_token stop) override;
    QCoro::Task<core::Result<QByteArray>> read(qint64 offset, qint64 length, std::stop_token stop) override;
    std::optional<WholeFile> whole() const override;

private:
    const Endpoint m_endpoint;
    const QString m_path;
    /// Set once /files/read was refused: asked for by the API from then on. Shared with questions under way.
    const std::shared_ptr<bool> m_byApi = std::make_shared<bool>(false);
};

/// What lies in a folder of a sandbox, by /files/browse, else by the API.
QCoro::Task<core::Result<QList<SandboxEntry>>> browseAgent(Endpoint endpoint, QString path, std::stop_token stop);

} // namespace logs
