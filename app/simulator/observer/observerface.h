// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/scheduler.h"
#include "app/simulator/http/connection.h"
#include "app/simulator/observer/processes.h"

#include <QStringList>

namespace sim {

/// The Thermos observers of all agents behind one port (1338 in the real world), chosen as the agents are
/// (agentface.h). It knows the tasks that ran or run there. Lives in the simulator's thread.
class ObserverFace
{
public:
    explicit ObserverFace(const aurora::Scheduler *scheduler);

    void handle(const HttpRequest &request, HttpConnection *connection) const;

private:
    struct Found
    {
        const aurora::ScheduledTask *task = nullptr;
        ThermosTask thermos;
    };

    HttpResponse answer(const HttpRequest &request, const Agent &agent) const;
    HttpResponse taskIds(const HttpRequest &request, const QStringList &parts, const Agent &agent) const;
    HttpResponse tasks(const HttpRequest &request, const QStringList &parts, const Agent &agent) const;
    HttpResponse process(const QStringList &parts, const Agent &agent) const;
    HttpResponse processes(const HttpRequest &request, const Agent &agent) const;
    HttpResponse logData(const HttpRequest &request, const QStringList &parts, const Agent &agent) const;
    HttpResponse fileData(const HttpRequest &request, const QStringList &parts, const Agent &agent) const;
    HttpResponse download(const HttpRequest &request, const QStringList &parts, const Agent &agent) const;

    std::vector<Found> all(const Agent &agent) const; ///< newest change first
    std::optional<Found> find(const QString &taskId, const Agent &agent) const;
    /// `.logs/PROCESS/RUN/stdout` and stderr of a sandbox.
    std::optional<QByteArray> file(const Found &found, const QString &path) const;

    const aurora::Scheduler *m_scheduler;
    mutable LogBook m_book; ///< only remembers what it would say anyway
};

} // namespace sim
