// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/face.h"
#include "app/simulator/aurora/schedulerface.h"
#include "app/simulator/aws/face.h"
#include "app/simulator/demo.h"
#include "app/simulator/http/server.h"
#include "app/simulator/mesos/agentface.h"
#include "app/simulator/mesos/masterface.h"
#include "app/simulator/observer/observerface.h"
#include "app/simulator/requestlog.h"
#include "app/simulator/world/night.h"

#include <QTimer>

#include <mutex>
#include <vector>

namespace sim {

/// Simulated time: runs `speed` times as fast as the real one. Any thread may ask, one may change the speed.
class WorldClock final : public core::Clock
{
public:
    WorldClock(core::TimePoint start, double speed);
    core::TimePoint now() const override;
    double speed() const;
    void setSpeed(double speed);
    void advance(core::Duration d);

private:
    core::TimePoint nowLocked() const;

    mutable std::mutex m_mutex; ///< guards what follows: the three change together
    core::TimePoint m_base; ///< simulated time at m_since
    std::chrono::steady_clock::time_point m_since;
    double m_speed;
};

/// World, servers and clock together: what Demo runs in its thread. A later face is a member here and a server in
/// listen().
class Cluster final : public QObject
{
    Q_OBJECT
public:
    Cluster(const Demo::Options &options, WorldClock *clock);

    QString listen(); ///< in the thread that serves; what went wrong, or nothing
    QList<QUrl> masterUrls() const;
    QList<QUrl> auroraUrls() const;
    QUrl agentsUrl() const;
    QUrl observersUrl() const;
    QUrl airflowUrl() const;
    QUrl awsUrl() const;
    QUrl controlUrl() const;

    const World &world() const { return m_world; }
    World &world() { return m_world; }
    Faults faults() const { return m_faults; }
    void setFaults(const Faults &faults);
    int leader() const { return m_masters.leader(); }
    void setLeader(int index);
    void failOver(); ///< to the next master, which has forgotten what has ended
    int auroraLeader() const { return m_schedulers.leader(); }
    void setAuroraLeader(int index);
    aws::Fleet &fleet() { return m_fleet; }
    const RequestLog &log() const { return m_log; }
    void setSpeed(double speed);
    void advance(core::Duration simulated);

private:
    void tick();
    HttpServer *serve(HttpConnection::Handler handler, quint16 port, QString *error);
    void listenAurora(QString *error);
    QString change(const QString &what, const QJsonObject &json);
    void control(const HttpRequest &request, HttpConnection *connection);

    const Demo::Options m_options;
    WorldClock *m_clock;
    Faults m_faults;
    RequestLog m_log;
    World m_world;
    Night m_night;
    airflow::DagEngine m_dag;
    aws::Fleet m_fleet;
    MasterFace m_masters;
    aurora::SchedulerFace m_schedulers;
    aws::Face m_aws;
    AgentFace m_agents;
    ObserverFace m_observers;
    airflow::Face m_airflow;
    QTimer m_tick;
    std::vector<HttpServer *> m_masterServers;
    std::vector<HttpServer *> m_auroraServers;
    HttpServer *m_agentServer = nullptr;
    HttpServer *m_observerServer = nullptr;
    HttpServer *m_airflowServer = nullptr;
    HttpServer *m_awsServer = nullptr;
    HttpServer *m_controlServer = nullptr;
};

} // namespace sim
