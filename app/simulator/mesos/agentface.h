// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/http/connection.h"
#include "app/simulator/mesos/masterface.h"
#include "app/simulator/mesos/sandbox.h"
#include "app/simulator/world/world.h"

namespace sim {

/// The agent a request is for: the Host header (a host name or address, as it arrives when a client rewrites addresses)
/// or `?agent=` with a host name or id; without either the first one. Nothing when that machine does not answer.
const Agent *agentFor(const World &world, const HttpRequest &request);

/// The part of what a task was given that it uses: a matter of the task, with a little life in it.
double usedPart(const Task &task);

/// All agents of the cluster behind one port.
class AgentFace
{
public:
    AgentFace(const World *world, Credentials credentials);

    void handle(const HttpRequest &request, HttpConnection *connection) const;

private:
    HttpResponse answer(const QString &path, const HttpRequest &request, const Agent &agent) const;
    QByteArray state(const Agent &agent) const;
    QByteArray statistics(const Agent &agent) const;
    HttpResponse browse(const HttpRequest &request, const Agent &agent) const;
    HttpResponse read(const HttpRequest &request, const Agent &agent) const;
    HttpResponse download(const HttpRequest &request, const Agent &agent) const;
    HttpResponse api(const HttpRequest &request, const Agent &agent) const;
    HttpResponse listFiles(const QJsonObject &arguments, const Agent &agent) const;
    HttpResponse readFile(const QJsonObject &arguments, const Agent &agent) const;
    /// Nothing when there is none; `isDirectory` when the path is a sandbox.
    std::optional<SandboxFile> fileAt(const std::string &path, const Agent &agent, bool *isDirectory) const;
    const Task *taskOfDirectory(const std::string &path, const Agent &agent) const;

    /// 16 pages: what a real agent gives at once, whatever it is asked for.
    static constexpr qint64 longestRead = 64 << 10;

    const World *m_world;
    Credentials m_credentials;
    mutable LogBook m_book; ///< only remembers what it would say anyway
};

} // namespace sim
