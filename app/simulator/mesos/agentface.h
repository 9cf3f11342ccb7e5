// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/http/connection.h"
#include "app/simulator/mesos/masterface.h"
#include "app/simulator/world/world.h"

namespace sim {

/// All agents of the cluster behind one port. Which one is meant tells the Host header (its host name or address, as it
/// arrives when a client rewrites addresses) or `?agent=` with a host name or id; without either it is the first one.
class AgentFace
{
public:
    AgentFace(const World *world, Credentials credentials);

    void handle(const HttpRequest &request, HttpConnection *connection) const;

private:
    const Agent *agentFor(const HttpRequest &request) const;
    HttpResponse answer(const QString &path, const HttpRequest &request, const Agent &agent) const;
    QByteArray state(const Agent &agent) const;
    QByteArray statistics(const Agent &agent) const;
    HttpResponse browse(const HttpRequest &request, const Agent &agent) const;
    HttpResponse read(const HttpRequest &request, const Agent &agent) const;
    HttpResponse download(const HttpRequest &request, const Agent &agent) const;
    /// The content, nothing when there is none; `isDirectory` when the path is a sandbox.
    std::optional<QByteArray> fileContent(const std::string &path, const Agent &agent, bool *isDirectory) const;
    const Task *taskOfDirectory(const std::string &path, const Agent &agent) const;

    const World *m_world;
    Credentials m_credentials;
};

} // namespace sim
