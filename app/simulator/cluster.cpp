// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/cluster.h"

#include <QHostAddress>
#include <QJsonDocument>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tickEvery = 200ms;

Credentials credentialsOf(const Demo::Options &options)
{
    if (!options.auth)
        return {};
    return { options.user.toUtf8(), options.password.toUtf8() };
}

QUrl urlOf(const HttpServer *server)
{
    QUrl url;
    if (server) {
        url.setScheme(u"http"_s);
        url.setHost(u"127.0.0.1"_s);
        url.setPort(server->serverPort());
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
    , m_masters(&m_world, &m_faults, credentialsOf(options), this)
    , m_agents(&m_world, credentialsOf(options))
    , m_tick(this)
{
    m_world.runUntil(options.start);
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
        m_masters.addMaster(m_options.hostname.toStdString(), server->serverPort());
        m_masterServers.push_back(server);
    }
    const auto next
        = [this](int i) { return m_options.port ? static_cast<quint16>(m_options.port + m_options.masters + i) : 0; };
    m_agentServer = serve(
        [this](const HttpRequest &request, HttpConnection *connection) { m_agents.handle(request, connection); },
        static_cast<quint16>(next(0)), &error);
    m_agentServer->setRealm("mesos-agent-readonly");
    m_controlServer
        = serve([this](const HttpRequest &request, HttpConnection *connection) { control(request, connection); },
                static_cast<quint16>(next(1)), &error);
    m_controlServer->setExempt(true);
    m_tick.start(tickEvery);
    return error;
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
    m_faults = faults;
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

void Cluster::setSpeed(double speed)
{
    m_clock->setSpeed(speed);
}

void Cluster::advance(core::Duration simulated)
{
    m_clock->advance(simulated);
    tick();
}

void Cluster::control(const HttpRequest &request, HttpConnection *connection)
{
    const auto status = [this] {
        QJsonObject json{ { u"faults"_s, m_faults.toJson() },
                          { u"leader"_s, leader() },
                          { u"speed"_s, m_clock->speed() } };
        json.insert(u"now"_s,
                    QDateTime::fromMSecsSinceEpoch(m_clock->now().time_since_epoch().count(), Qt::UTC)
                        .toString(Qt::ISODateWithMs));
        return HttpResponse::json(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
    };
    if (!request.path.startsWith("/simulator"_L1)) {
        connection->reply(
            HttpResponse::text(404, "There is /simulator, and below it faults, leader, speed and advance.\n"));
        return;
    }
    if (request.method != "POST") {
        connection->reply(status());
        return;
    }
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    const QJsonObject json = document.object();
    const QString what = request.path.section(u'/', 2);
    QString wrong;
    if (!document.isObject()) {
        wrong = u"A JSON object is wanted"_s;
    } else if (what == "faults"_L1) {
        Faults faults; // what is not named is lifted
        wrong = Faults::parse(json, &faults);
        if (wrong.isEmpty())
            setFaults(faults);
    } else if (what == "leader"_L1 && json[u"index"_s].isDouble()) {
        const int index = json[u"index"_s].toInt();
        if (index < 0 || index >= m_options.masters)
            wrong = u"index: there are masters 0 to %1"_s.arg(m_options.masters - 1);
        else
            setLeader(index);
    } else if (what == "speed"_L1 && json[u"speed"_s].isDouble() && json[u"speed"_s].toDouble() >= 0) {
        setSpeed(json[u"speed"_s].toDouble());
    } else if (what == "advance"_L1 && json[u"seconds"_s].isDouble() && json[u"seconds"_s].toDouble() >= 0) {
        advance(core::Duration(static_cast<qint64>(json[u"seconds"_s].toDouble() * 1000)));
    } else {
        wrong = u"POST faults {…}, leader {\"index\":1}, speed {\"speed\":60} or advance {\"seconds\":300}"_s;
    }
    connection->reply(wrong.isEmpty() ? status() : HttpResponse::text(400, wrong.toUtf8() + '\n'));
}

} // namespace sim
