// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/masterface.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace sim {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Endpoints of the process, which exist with and without /master in front, and how they behave.
struct Endpoint
{
    const char *path;
    bool anyMaster; ///< a master that does not lead answers by itself
    bool open; ///< needs no credentials
    bool write; ///< the realm in its 401; POST only
};
constexpr Endpoint endpoints[] = {
    { "/health", true, true, false },
    { "/version", true, true, false },
    { "/redirect", true, true, false },
    { "/flags", true, false, false },
    { "/metrics/snapshot", true, false, false },
    { "/state", false, false, false },
    { "/state-summary", false, false, false },
    { "/slaves", false, false, false },
    { "/frameworks", false, false, false },
    { "/tasks", false, false, false },
    { "/roles", false, false, false },
    { "/quota", false, false, false },
    { "/weights", false, false, false },
    { "/maintenance/schedule", false, false, false },
    { "/maintenance/status", false, false, false },
    { "/teardown", false, false, true },
    { "/api/v1", false, false, true },
};

const Endpoint *find(const QString &path)
{
    for (const Endpoint &endpoint : endpoints) {
        if (path == QLatin1StringView(endpoint.path))
            return &endpoint;
    }
    return nullptr;
}

/// What a generated state has no answer to.
bool worldOnly(const QString &path)
{
    return path == "/api/v1"_L1 || path == "/frameworks"_L1 || path == "/tasks"_L1 || path == "/state-summary"_L1
        || path == "/roles"_L1;
}

/// /slaves of a generated state: the same array, cut out.
QByteArray slavesOf(const QByteArray &state)
{
    const qsizetype begin = state.indexOf("\"slaves\":[");
    const qsizetype end = state.indexOf(",\"frameworks\":[", begin);
    return '{' + state.mid(begin, end - begin) + '}';
}

HttpResponse notFound()
{
    return HttpResponse::text(404, "404 Not Found.");
}

} // namespace

bool Credentials::accepts(const HttpRequest &request) const
{
    return user.isEmpty() || request.header("authorization") == "Basic " + (user + ':' + password).toBase64();
}

MasterFace::MasterFace(World *world, const Faults *faults, Credentials credentials, RequestLog *log, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_faults(faults)
    , m_credentials(std::move(credentials))
    , m_log(log)
    , m_subscribers(world, faults, this)
{
}

void MasterFace::addMaster(const std::string &hostname, int port)
{
    v0::MasterInfo master;
    master.id = m_masters.empty() ? m_world->masterId() : Random(m_world->seed(), 100 + m_masters.size()).uuid();
    master.address = "127.0.0.1";
    master.hostname = hostname;
    master.port = port;
    master.started = m_world->begin() - 240h;
    master.elected = master.started + 320ms;
    master.authenticates = !m_credentials.user.isEmpty();
    m_masters.push_back(std::move(master));
}

void MasterFace::setLeader(int master)
{
    if (master == m_leader)
        return;
    m_leader = master;
    m_masters[static_cast<size_t>(master)].elected = m_world->now();
    m_subscribers.endAll();
}

std::optional<HttpResponse> MasterFace::refusal(int master, const QString &path, const HttpRequest &request) const
{
    const Endpoint *endpoint = find(path);
    if (!endpoint)
        return notFound();
    if (!endpoint->anyMaster || path == "/redirect"_L1) {
        if (leader() < 0)
            return HttpResponse::text(503, "No leader elected");
        if (master != m_leader || path == "/redirect"_L1) {
            const v0::MasterInfo &to = m_masters[static_cast<size_t>(m_leader)];
            QByteArray location = "//" + QByteArray::fromStdString(to.hostname) + ':' + QByteArray::number(to.port);
            if (path != "/redirect"_L1) {
                location += "/master" + path.toLatin1();
                if (!request.rawQuery.isEmpty())
                    location += '?' + request.rawQuery;
            }
            HttpResponse redirect{ 307, {}, {} };
            redirect.headers = { { "Location", location } };
            return redirect;
        }
    }
    if (!endpoint->open && !m_credentials.accepts(request)) {
        HttpResponse unauthorized = HttpResponse::text(401, "401 Unauthorized.");
        const QByteArray realm = endpoint->write ? "mesos-master-readwrite" : "mesos-master-readonly";
        unauthorized.headers = { { "WWW-Authenticate", "Basic realm=\"" + realm + '"' } };
        return unauthorized;
    }
    if (endpoint->write && request.method != "POST") {
        HttpResponse refused = HttpResponse::text(
            405, "405 Method Not Allowed. Expecting one of { 'POST' }, but received '" + request.method + "'.");
        refused.headers = { { "Allow", "POST" } };
        return refused;
    }
    return {};
}

void MasterFace::handle(int master, const HttpRequest &request, HttpConnection *connection)
{
    QString path = request.path;
    if (path.startsWith("/master/"_L1) && path != "/master/metrics/snapshot"_L1 && path != "/master/version"_L1)
        path.remove(0, 7);
    if (auto refused = refusal(master, path, request)) {
        connection->reply(*std::move(refused));
        return;
    }
    if (!m_generated.isEmpty() && worldOnly(path)) { // an old master without these is what a client then sees
        connection->reply(notFound());
        return;
    }
    if (path == "/api/v1"_L1) {
        if (auto answered = call(master, request, connection))
            connection->reply(*std::move(answered));
        return;
    }
    HttpResponse response = endpoint(master, path, request);
    const QString callback = request.value(u"jsonp"_s);
    if (!callback.isEmpty() && response.contentType == "application/json") {
        response.contentType = "text/javascript";
        response.body = callback.toUtf8() + '(' + response.body + ");";
    }
    connection->reply(std::move(response));
}

HttpResponse MasterFace::endpoint(int master, const QString &path, const HttpRequest &request)
{
    const v0::MasterInfo &self = m_masters[static_cast<size_t>(master)];
    const v0::MasterInfo &leading = m_masters[static_cast<size_t>(m_leader)];
    const auto text = [&request](const char *name) { return request.value(QString::fromLatin1(name)).toStdString(); };
    if (path == "/state"_L1)
        return HttpResponse::json(m_generated.isEmpty() ? v0::state(*m_world, leading, self) : m_generated);
    if (path == "/state-summary"_L1)
        return HttpResponse::json(v0::stateSummary(*m_world, self));
    if (path == "/slaves"_L1 && !m_generated.isEmpty())
        return HttpResponse::json(slavesOf(m_generated));
    if (path == "/slaves"_L1)
        return HttpResponse::json(v0::slaves(*m_world, text("slave_id")));
    if (path == "/frameworks"_L1)
        return HttpResponse::json(v0::frameworks(*m_world, text("framework_id")));
    if (path == "/tasks"_L1) {
        v0::TaskQuery query;
        bool number = false;
        if (const int limit = request.value(u"limit"_s).toInt(&number); number) // what is no number is ignored
            query.limit = limit;
        if (const int offset = request.value(u"offset"_s).toInt(&number); number)
            query.offset = offset;
        query.ascending = request.value(u"order"_s) == "asc"_L1;
        query.frameworkId = text("framework_id");
        query.taskId = text("task_id");
        return HttpResponse::json(v0::tasks(*m_world, query));
    }
    if (path == "/roles"_L1)
        return HttpResponse::json(v0::roles(*m_world));
    if (path == "/quota"_L1)
        return HttpResponse::json(v0::quota(*m_world));
    if (path == "/weights"_L1)
        return HttpResponse::json(v0::weights(*m_world));
    if (path == "/metrics/snapshot"_L1)
        return HttpResponse::json(v0::metrics(*m_world, self, master == leader(), m_subscribers.count()));
    if (path == "/version"_L1 || path == "/flags"_L1) {
        JsonWriter out;
        if (path == "/version"_L1) {
            v0::writeVersion(out);
        } else {
            out.beginObject();
            v0::writeFlags(out, self);
            out.endObject();
        }
        return HttpResponse::json(out.take());
    }
    if (path == "/health"_L1)
        return HttpResponse::empty();
    if (path == "/teardown"_L1)
        return teardown(request);
    return maintenance(path, request);
}

HttpResponse MasterFace::teardown(const HttpRequest &request)
{
    const QUrlQuery form(QString::fromUtf8(request.body));
    if (!form.hasQueryItem(u"frameworkId"_s))
        return HttpResponse::text(400, "Missing 'frameworkId' query parameter in the request body");
    const std::string id = form.queryItemValue(u"frameworkId"_s, QUrl::FullyDecoded).toStdString();
    const bool done = m_world->teardown(id) == World::Outcome::Done;
    return logged(u"TEARDOWN"_s, QString::fromStdString(id), QString::fromUtf8(request.body),
                  done ? HttpResponse::empty() : HttpResponse::text(400, "No framework found with specified ID"));
}

HttpResponse MasterFace::logged(const QString &method, const QString &object, const QJsonValue &arguments,
                                HttpResponse response)
{
    LoggedCall call;
    call.at = toTimePoint(m_world->now());
    call.server = u"mesos"_s;
    call.method = method;
    call.object = object;
    call.user = QString::fromUtf8(m_credentials.user);
    call.arguments = arguments;
    call.status = response.status;
    call.answer = QString::fromUtf8(response.body);
    m_log->add(std::move(call));
    return response;
}

QByteArray MasterFace::maintenanceStatus() const
{
    QJsonArray machines;
    const QJsonArray windows = m_schedule[u"windows"_s].toArray();
    for (const auto &window : windows) {
        const QJsonArray ids = window[u"machine_ids"_s].toArray();
        for (const auto &machine : ids)
            machines.append(QJsonObject{ { u"id"_s, machine } });
    }
    QJsonObject status;
    if (!machines.isEmpty())
        status.insert(u"draining_machines"_s, machines);
    return QJsonDocument(status).toJson(QJsonDocument::Compact);
}

HttpResponse MasterFace::maintenance(const QString &path, const HttpRequest &request)
{
    if (path == "/maintenance/status"_L1)
        return HttpResponse::json(maintenanceStatus());
    if (request.method != "POST")
        return HttpResponse::json(QJsonDocument(m_schedule).toJson(QJsonDocument::Compact));
    const QJsonDocument posted = QJsonDocument::fromJson(request.body);
    const QJsonArray windows = posted[u"windows"_s].toArray();
    for (const auto &window : windows) {
        if (window[u"machine_ids"_s].toArray().isEmpty())
            return HttpResponse::text(400, "List of machines in the maintenance window is empty");
    }
    m_schedule = posted.object();
    if (m_schedule[u"windows"_s].toArray().isEmpty())
        m_schedule = {};
    return logged(u"UPDATE_MAINTENANCE_SCHEDULE"_s, {}, posted.object(), HttpResponse::empty());
}

} // namespace sim
