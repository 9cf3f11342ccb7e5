// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/faults.h"
#include "app/simulator/http/connection.h"
#include "app/simulator/mesos/subscribers.h"
#include "app/simulator/mesos/v0documents.h"
#include "app/simulator/requestlog.h"

#include <QJsonObject>
#include <QObject>

#include <vector>

namespace sim {

/// User and password of HTTP basic authentication; an empty user lets everybody in.
struct Credentials
{
    QByteArray user;
    QByteArray password;

    bool accepts(const HttpRequest &request) const;
};

/// Several masters of one cluster, of which one leads: the endpoints a console uses, with the answers and refusals of a
/// Mesos 1.12 (tests/golden/mesos/README.md). Lives in the simulator's thread.
class MasterFace final : public QObject
{
    Q_OBJECT
public:
    MasterFace(World *world, const Faults *faults, Credentials credentials, RequestLog *log, QObject *parent = nullptr);

    void addMaster(const std::string &hostname, int port); ///< the first one leads
    void serve(QByteArray generatedState)
    {
        m_generated = std::move(generatedState);
    } ///< instead of the world's /state
    void handle(int master, const HttpRequest &request, HttpConnection *connection);

    int leader() const { return m_faults->noLeader && m_faults->concerns(QStringLiteral("mesos")) ? -1 : m_leader; }
    void setLeader(int master); ///< streams end; those who ask the old one are redirected
    void endStreams() { m_subscribers.endAll(); }

private:
    std::optional<HttpResponse> refusal(int master, const QString &path, const HttpRequest &request) const;
    HttpResponse endpoint(int master, const QString &path, const HttpRequest &request);
    HttpResponse maintenance(const QString &path, const HttpRequest &request);
    HttpResponse teardown(const HttpRequest &request);
    /// Nothing when the connection became a stream.
    std::optional<HttpResponse> call(int master, const HttpRequest &request, HttpConnection *connection);
    HttpResponse answer(int master, const QString &type, const QJsonObject &call);
    HttpResponse change(const QString &type, const QJsonObject &call);
    HttpResponse logged(const QString &method, const QString &object, const QJsonValue &arguments,
                        HttpResponse response);
    void writeMaster(JsonWriter &out, const v0::MasterInfo &master) const;
    QByteArray maintenanceStatus() const;

    World *m_world;
    const Faults *m_faults;
    Credentials m_credentials;
    RequestLog *m_log;
    Subscribers m_subscribers;
    std::vector<v0::MasterInfo> m_masters;
    int m_leader = 0;
    QByteArray m_generated;
    QJsonObject m_schedule; ///< of maintenance, as it was posted
};

} // namespace sim
