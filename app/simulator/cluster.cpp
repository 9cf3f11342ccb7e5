// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/cluster.h"

#include <QHostAddress>
#include <QJsonDocument>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tickEvery = 200ms;
constexpr auto quitAfter = 50ms; ///< of real time, in which the answer goes out
constexpr auto scaleLead = 2min; ///< before the start, so that all run by then

Credentials credentialsOf(const Demo::Options &options)
{
    if (!options.auth)
        return {};
    return { options.user.toUtf8(), options.password.toUtf8() };
}

std::vector<aurora::User> auroraUsers(const Demo::Options &options)
{
    if (!options.auroraAuth)
        return {};
    return { { options.user.toUtf8(), options.password.toUtf8(), true },
             { options.readOnlyUser.toUtf8(), options.readOnlyPassword.toUtf8(), false } };
}

std::vector<airflow::User> airflowUsers(const Demo::Options &options)
{
    if (!options.airflowAuth)
        return {};
    return { { options.user.toUtf8(), options.password.toUtf8(), true },
             { options.readOnlyUser.toUtf8(), options.readOnlyPassword.toUtf8(), false } };
}

QList<aws::User> awsUsers(const Demo::Options &options)
{
    return { { options.awsKeyId.toLatin1(), options.awsSecret.toLatin1(), true },
             { options.awsReadOnlyKeyId.toLatin1(), options.awsReadOnlySecret.toLatin1(), false } };
}

QUrl urlOf(const HttpServer *server)
{
    QUrl url;
    if (server) {
        url.setScheme(u"http"_s);
        url.setHost(u"127.0.0.1"_s);
        url.setPort(server->port());
    }
    return url;
}

} // namespace

WorldClock::WorldClock(core::TimePoint start, double speed)
    : m_base(start)
    , m_since(std::chrono::steady_clock::now())
    , m_speed(speed)
{
}

core::TimePoint WorldClock::nowLocked() const
{
    const std::chrono::duration<double, std::milli> gone = (std::chrono::steady_clock::now() - m_since) * m_speed;
    return m_base + std::chrono::duration_cast<core::Duration>(gone);
}

core::TimePoint WorldClock::now() const
{
    const std::lock_guard lock(m_mutex);
    return nowLocked();
}

double WorldClock::speed() const
{
    const std::lock_guard lock(m_mutex);
    return m_speed;
}

void WorldClock::setSpeed(double speed)
{
    const std::lock_guard lock(m_mutex);
    m_base = nowLocked();
    m_since = std::chrono::steady_clock::now();
    m_speed = speed;
}

void WorldClock::advance(core::Duration d)
{
    const std::lock_guard lock(m_mutex);
    m_base += d;
}

Cluster::Cluster(const Demo::Options &options, WorldClock *clock)
    : m_options(options)
    , m_clock(clock)
    , m_faults(options.faults)
    , m_world(options.seed, Night::firstMorning())
    , m_night(&m_world)
    , m_dag(&m_night.scheduler())
    , m_fleet(&m_world, Night::firstNight())
    , m_masters(&m_world, &m_faults, credentialsOf(options), &m_log, this)
    , m_schedulers(&m_night.scheduler(), &m_faults, auroraUsers(options), &m_log)
    , m_aws(&m_fleet, awsUsers(options), &m_log)
    , m_agents(&m_world, credentialsOf(options))
    , m_observers(&m_night.scheduler())
    , m_airflow(&m_dag, options.airflow == 3 ? airflow::Version::V3 : airflow::Version::V2, airflowUsers(options),
                &m_log)
    , m_tick(this)
{
    if (options.jobs) {
        m_world.runUntil(options.start - scaleLead);
        addScaleJobs(m_night.scheduler(), *options.jobs);
    }
    m_world.runUntil(options.start);
    m_dag.setJobsFrom(m_world.now());
    if (options.size)
        m_masters.serve(generateState(*options.size));
    connect(&m_tick, &QTimer::timeout, this, &Cluster::tick);
}

HttpServer *Cluster::serve(HttpConnection::Handler handler, quint16 port, QString *error)
{
    auto *server = new HttpServer(m_clock, &m_faults, std::move(handler), this);
    if (!server->listen(QHostAddress::LocalHost, port) && error->isEmpty())
        *error = u"Port %1: %2"_s.arg(port).arg(server->errorString());
    return server;
}

QString Cluster::listen()
{
    QString error;
    for (int i = 0; i < m_options.masters; ++i) {
        const quint16 port = m_options.port ? static_cast<quint16>(m_options.port + i) : 0;
        HttpServer *server = serve([this, i](const HttpRequest &request,
                                             HttpConnection *connection) { m_masters.handle(i, request, connection); },
                                   port, &error);
        server->setLayer(u"mesos"_s);
        m_masters.addMaster(m_options.hostname.toStdString(), server->serverPort());
        m_masterServers.push_back(server);
    }
    const auto next
        = [this](int i) { return m_options.port ? static_cast<quint16>(m_options.port + m_options.masters + i) : 0; };
    m_agentServer = serve(
        [this](const HttpRequest &request, HttpConnection *connection) { m_agents.handle(request, connection); },
        static_cast<quint16>(next(0)), &error);
    m_agentServer->setLayer(u"mesos"_s);
    m_agentServer->setRealm("mesos-agent-readonly");
    m_observerServer = serve(
        [this](const HttpRequest &request, HttpConnection *connection) { m_observers.handle(request, connection); },
        m_options.observerPort, &error);
    m_observerServer->setLayer(u"observer"_s);
    m_airflowServer = serve(
        [this](const HttpRequest &request, HttpConnection *connection) { m_airflow.handle(request, connection); },
        m_options.airflowPort, &error);
    m_airflowServer->setLayer(u"airflow"_s);
    m_awsServer
        = serve([this](const HttpRequest &request, HttpConnection *connection) { m_aws.handle(request, connection); },
                m_options.awsPort, &error);
    m_awsServer->setLayer(u"aws"_s);
    m_controlServer
        = serve([this](const HttpRequest &request, HttpConnection *connection) { control(request, connection); },
                static_cast<quint16>(next(1)), &error);
    m_controlServer->setExempt(true);
    listenAurora(&error);
    m_tick.start(tickEvery);
    return error;
}

void Cluster::listenAurora(QString *error)
{
    for (int i = 0; i < m_options.schedulers; ++i) {
        const quint16 port = m_options.auroraPort ? static_cast<quint16>(m_options.auroraPort + i) : 0;
        HttpServer *server
            = serve([this, i](const HttpRequest &request,
                              HttpConnection *connection) { m_schedulers.handle(i, request, connection); },
                    port, error);
        server->setLayer(u"aurora"_s);
        m_schedulers.addScheduler(m_options.hostname.toStdString(), server->serverPort());
        m_auroraServers.push_back(server);
    }
    // Told to stop it is gone, a moment after its answer.
    m_schedulers.onQuit([this](int scheduler) {
        HttpServer *server = m_auroraServers[static_cast<size_t>(scheduler)];
        QTimer::singleShot(quitAfter, server, [server] { server->setDown(true); });
    });
    setFaults(m_faults);
}

QList<QUrl> Cluster::auroraUrls() const
{
    QList<QUrl> urls;
    for (const HttpServer *server : m_auroraServers)
        urls.append(urlOf(server));
    return urls;
}

QList<QUrl> Cluster::masterUrls() const
{
    QList<QUrl> urls;
    for (const HttpServer *server : m_masterServers)
        urls.append(urlOf(server));
    return urls;
}

QUrl Cluster::agentsUrl() const
{
    return urlOf(m_agentServer);
}

QUrl Cluster::observersUrl() const
{
    return urlOf(m_observerServer);
}

QUrl Cluster::airflowUrl() const
{
    return urlOf(m_airflowServer);
}

QUrl Cluster::awsUrl() const
{
    return urlOf(m_awsServer);
}

QUrl Cluster::controlUrl() const
{
    return urlOf(m_controlServer);
}

void Cluster::tick()
{
    m_world.runUntil(m_clock->now());
}

void Cluster::setFaults(const Faults &faults)
{
    const bool wasDown = m_faults.auroraDown;
    m_faults = faults;
    for (HttpServer *server : m_auroraServers) {
        if (faults.auroraDown || wasDown)
            server->setDown(faults.auroraDown);
    }
    if (!faults.concerns(u"mesos"_s))
        return;
    if (faults.answer == Faults::Answer::Dropped && u"/files/download"_s.contains(faults.only))
        m_agentServer->abortSending();
    if (faults.answer == Faults::Answer::Dropped && faults.only.isEmpty()) {
        for (HttpServer *server : m_masterServers)
            server->abortAll();
    } else if (faults.noLeader || faults.answer == Faults::Answer::Dropped) {
        m_masters.endStreams();
    }
}

void Cluster::setLeader(int index)
{
    if (index >= 0 && index < m_options.masters)
        m_masters.setLeader(index);
}

void Cluster::failOver()
{
    m_world.forgetEnded();
    setLeader((leader() + 1) % m_options.masters);
}

void Cluster::setAuroraLeader(int index)
{
    if (index >= 0 && index < m_options.schedulers)
        m_schedulers.setLeader(index);
}

void Cluster::setSpeed(double speed)
{
    m_clock->setSpeed(speed);
}

void Cluster::advance(core::Duration simulated)
{
    m_clock->advance(simulated);
    tick();
}

QString Cluster::change(const QString &what, const QJsonObject &json)
{
    const auto leader = [&](int count, const char *of) {
        const int index = json[u"index"_s].toInt(-1);
        return index >= 0 && index < count ? QString()
                                           : u"index: there are %1 0 to %2"_s.arg(QLatin1StringView(of)).arg(count - 1);
    };
    QString wrong;
    if (what == "faults"_L1) {
        Faults faults; // what is not named is lifted
        wrong = Faults::parse(json, &faults);
        if (wrong.isEmpty())
            setFaults(faults);
    } else if (what == "leader"_L1 && json[u"index"_s].isDouble()) {
        wrong = leader(m_options.masters, "masters");
        if (wrong.isEmpty())
            setLeader(json[u"index"_s].toInt());
    } else if (what == "aurora-leader"_L1 && json[u"index"_s].isDouble()) {
        wrong = leader(m_options.schedulers, "schedulers");
        if (wrong.isEmpty())
            setAuroraLeader(json[u"index"_s].toInt());
    } else if (what == "speed"_L1 && json[u"speed"_s].isDouble() && json[u"speed"_s].toDouble() >= 0) {
        setSpeed(json[u"speed"_s].toDouble());
    } else if (what == "advance"_L1 && json[u"seconds"_s].isDouble() && json[u"seconds"_s].toDouble() >= 0) {
        advance(core::Duration(static_cast<qint64>(json[u"seconds"_s].toDouble() * 1000)));
    } else {
        wrong = u"POST faults {…}, leader {\"index\":1}, aurora-leader {\"index\":1}, speed {\"speed\":60} or advance "
                "{\"seconds\":300}"_s;
    }
    return wrong;
}

void Cluster::control(const HttpRequest &request, HttpConnection *connection)
{
    const auto status = [this] {
        QJsonObject json{ { u"faults"_s, m_faults.toJson() },
                          { u"leader"_s, leader() },
                          { u"aurora-leader"_s, auroraLeader() },
                          { u"calls"_s, m_log.count() },
                          { u"speed"_s, m_clock->speed() } };
        json.insert(u"now"_s,
                    QDateTime::fromMSecsSinceEpoch(m_clock->now().time_since_epoch().count(), Qt::UTC)
                        .toString(Qt::ISODateWithMs));
        return HttpResponse::json(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
    };
    if (!request.path.startsWith("/simulator"_L1)) {
        connection->reply(HttpResponse::text(
            404, "There is /simulator, and below it log, faults, leader, aurora-leader, speed and advance.\n"));
        return;
    }
    if (request.path == "/simulator/log"_L1) {
        const QJsonObject found = m_log.toJson(request.value(u"since"_s).toLongLong(), request.value(u"method"_s),
                                               request.value(u"object"_s));
        connection->reply(HttpResponse::json(QJsonDocument(found).toJson(QJsonDocument::Compact) + '\n'));
        return;
    }
    if (request.method != "POST") {
        connection->reply(status());
        return;
    }
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    const QString wrong
        = document.isObject() ? change(request.path.section(u'/', 2), document.object()) : u"A JSON object is wanted"_s;
    connection->reply(wrong.isEmpty() ? status() : HttpResponse::text(400, wrong.toUtf8() + '\n'));
}

} // namespace sim
