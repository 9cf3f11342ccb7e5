// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/leader.h"

#include <QObject>

namespace mesos {

/// An agent as the leader lists it right now. Source: GET /slaves?slave_id=…, of which only this is read.
struct FreshAgent
{
    QString id;
    QString hostname;
    bool active = false;
    bool deactivated = false; ///< by an operator; masters before 1.9 do not tell
    bool tellsDeactivation = false; ///< the master knows the call at all (1.9 and later)
    bool draining = false;
    QString drainState; ///< "DRAINING", "DRAINED"; empty: none
    bool isUsed = false; ///< some task or executor holds resources there
};

/// A framework as the leader lists it right now. Source: GET /frameworks?framework_id=….
struct FreshFramework
{
    QString id;
    QString name;
    bool active = false;
    bool connected = false;
    bool completed = false;
    int tasks = 0; ///< that hold resources
    double cpus = 0;
    double mem = 0; ///< MiB
    core::Duration failoverTimeout{}; ///< without its scheduler; then Mesos tears it down by itself
};

/// A framework that is not completed, as the leader's whole list tells it. Source: POST /api/v1 GET_FRAMEWORKS, which
/// is short: it holds no tasks.
struct ListedFramework
{
    QString id;
    QString name;
    QString host; ///< where its scheduler said it runs; empty: it did not say
    core::TimePoint registered{};
    bool active = false;
    double cpus = 0; ///< allocated
};

/// What an operator orders from the leading master, and the fresh reads that orders are planned from. An order that may
/// have arrived is never sent again by itself. Errors: as of net; Rejected with the master's own sentence; NotFound
/// where the object is not listed. Thread: the one it lives in; may go while a call is under way.
class Operator : public QObject
{
    Q_OBJECT
public:
    Operator(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, net::Credentials credentials,
             std::shared_ptr<const net::Route> route, QObject *parent = nullptr);
    void setCredentials(net::Credentials credentials);

    QCoro::Task<core::Result<FreshAgent>> agent(QString id, std::stop_token stop = {});
    QCoro::Task<core::Result<FreshFramework>> framework(QString id, std::stop_token stop = {});
    QCoro::Task<core::Result<QList<ListedFramework>>> frameworks(std::stop_token stop = {});

    /// No new task comes to it; what runs goes on.
    QCoro::Task<core::Result<void>> deactivate(QString agentId, std::stop_token stop = {});
    QCoro::Task<core::Result<void>> reactivate(QString agentId, std::stop_token stop = {});
    /// Kills every task at once, each with `grace` to end; it cannot be taken back.
    QCoro::Task<core::Result<void>> drain(QString agentId, std::chrono::seconds grace, std::stop_token stop = {});
    /// Ends a framework with all its tasks and executors.
    QCoro::Task<core::Result<void>> teardown(QString frameworkId, std::stop_token stop = {});

private:
    struct Link;
    static QCoro::Task<core::Result<QJsonDocument>> read(std::shared_ptr<Link> link, QString path,
                                                         std::stop_token stop);
    static QCoro::Task<core::Result<QJsonDocument>> call(std::shared_ptr<Link> link, QString type,
                                                         std::stop_token stop);
    static QCoro::Task<core::Result<void>> order(std::shared_ptr<Link> link, QJsonObject call, std::stop_token stop);

    std::shared_ptr<Link> m_link;
};

} // namespace mesos
