// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/face.h"

#include <QJsonDocument>

#include <algorithm>

namespace sim::airflow {

using namespace Qt::StringLiterals;

namespace {

constexpr char page404[] = "<!DOCTYPE html>\n<html lang=\"en\">\n  <head>\n    <title>Airflow 404</title>\n  </head>\n"
                           "  <body>\n    <p>Page cannot be found.</p>\n  </body>\n</html>\n";
constexpr int mostOfAPage = 100;
constexpr char tokenStart[] = "simulated.";

} // namespace

Face::Face(DagEngine *engine, Version version, std::vector<User> users, RequestLog *log)
    : m_engine(engine)
    , m_version(version)
    , m_documents(engine, version)
    , m_users(std::move(users))
    , m_log(log)
{
}

void Face::handle(const HttpRequest &request, HttpConnection *connection)
{
    connection->reply(answer(request));
}

// ---- answers

HttpResponse Face::json(const QJsonObject &object, int status) const
{
    const QJsonDocument document(object);
    HttpResponse response
        = HttpResponse::json(m_version == Version::V2 ? document.toJson() : document.toJson(QJsonDocument::Compact));
    response.status = status;
    return response;
}

HttpResponse Face::problem(int status, const QString &title, const QString &detail) const
{
    if (m_version == Version::V3)
        return json({ { u"detail"_s, detail.isEmpty() ? title : detail } }, status);
    HttpResponse response
        = json({ { u"title"_s, title },
                 { u"status"_s, status },
                 { u"detail"_s, detail.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(detail) },
                 { u"type"_s, u"https://airflow.apache.org/docs/apache-airflow/2.10.5/stable-rest-api-ref.html"_s } },
               status);
    response.contentType = "application/problem+json";
    return response;
}

HttpResponse Face::noDag(const QString &id) const
{
    return m_version == Version::V2
        ? problem(404, u"DAG not found"_s, u"The DAG with dag_id: %1 was not found"_s.arg(id))
        : problem(404, {}, u"The Dag with ID: `%1` was not found"_s.arg(id));
}

HttpResponse Face::noRun(const QString &id) const
{
    const QString dag = QString::fromLatin1(dagId);
    return m_version == Version::V2
        ? problem(404, u"DAGRun not found"_s, u"DAGRun with DAG ID: '%1' and DagRun ID: '%2' not found"_s.arg(dag, id))
        : problem(404, {}, u"The DagRun with dag_id: `%1` and run_id: `%2` was not found"_s.arg(dag, id));
}

HttpResponse Face::noTask(const QString &id) const
{
    return m_version == Version::V2 ? problem(404, u"Task instance not found"_s, {})
                                    : problem(404, {}, u"The Task Instance with task_id: `%1` was not found"_s.arg(id));
}

HttpResponse Face::needsIndex() const
{
    return problem(404, u"Task instance not found"_s, u"Task instance is mapped, add the map_index value to the URL"_s);
}

HttpResponse Face::list(const char *name, const QJsonArray &all, const HttpRequest &request) const
{
    const QString asked = request.value(u"limit"_s);
    // 2.x does not cap task instances, 3.x caps everything without a word.
    const bool capped = m_version == Version::V3 || qstrcmp(name, "task_instances") != 0;
    int limit = asked.isEmpty() ? (m_version == Version::V2 ? 100 : 50) : asked.toInt();
    if (capped)
        limit = std::min(limit, mostOfAPage);
    const qsizetype offset = request.value(u"offset"_s).toInt();
    QJsonArray part;
    for (qsizetype i = offset; i < std::min(all.size(), offset + limit); ++i)
        part.append(all[i]);
    QJsonObject object{ { QString::fromLatin1(name), part }, { u"total_entries"_s, all.size() } };
    if (m_version == Version::V3 && qstrcmp(name, "tasks") != 0) {
        const bool cursors = qstrcmp(name, "task_instances") == 0 || qstrcmp(name, "dag_runs") == 0;
        if (cursors) {
            object.insert(u"next_cursor"_s, QJsonValue::Null);
            object.insert(u"previous_cursor"_s, QJsonValue::Null);
            object.insert(u"total_entries_limit"_s, QJsonValue::Null);
        }
    }
    return json(object);
}

/// An index stands behind the task; with logs and XComs it is in the query.
Face::Named Face::namedIn(const HttpRequest &request, const Parts &parts)
{
    Named named;
    named.rest = parts.mid(6);
    named.node = dagNode(parts.value(5).toStdString());
    if (named.node < 0)
        return named;
    bool isIndex = false;
    int index = named.rest.value(0).toInt(&isIndex);
    if (isIndex)
        named.rest.removeFirst();
    else
        index = request.value(u"map_index"_s).toInt(&isIndex);
    named.slot = dagSlot(named.node, isIndex ? index : -1);
    named.isWhole = named.slot < 0 && !isIndex;
    return named;
}

// ---- who asks

const User *Face::userOf(const HttpRequest &request) const
{
    const QByteArray sent = request.header("authorization");
    const auto found = std::ranges::find_if(m_users, [&](const User &user) {
        if (m_version == Version::V3)
            return sent == "Bearer " + QByteArray(tokenStart) + (user.name + ':' + user.password).toBase64();
        return sent == "Basic " + (user.name + ':' + user.password).toBase64();
    });
    return found == m_users.end() ? nullptr : &*found;
}

HttpResponse Face::refusal(const HttpRequest &request) const
{
    if (m_version == Version::V2)
        return problem(401, u"Unauthorized"_s, {});
    if (request.header("authorization").startsWith("Bearer "))
        return problem(403, {}, u"Invalid JWT token"_s);
    return problem(401, {}, u"Not authenticated"_s);
}

HttpResponse Face::token(const HttpRequest &request) const
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QByteArray name = body.value("username"_L1).toString().toUtf8();
    const QByteArray password = body.value("password"_L1).toString().toUtf8();
    const bool known = m_users.empty() || std::ranges::any_of(m_users, [&](const User &user) {
                           return user.name == name && user.password == password;
                       });
    if (!known)
        return problem(401, {}, u"Invalid credentials"_s);
    const QByteArray token = QByteArray(tokenStart) + (name + ':' + password).toBase64();
    return json({ { u"access_token"_s, QString::fromLatin1(token) } }, 201);
}

HttpResponse Face::answer(const HttpRequest &request)
{
    const QString own = m_version == Version::V2 ? u"/api/v1/"_s : u"/api/v2/"_s;
    if (m_version == Version::V3 && request.path == "/auth/token"_L1 && request.method == "POST")
        return token(request);
    if (m_version == Version::V3 && request.path.startsWith("/api/v1"_L1))
        return json(
            { { u"error"_s,
                u"/api/v1 has been removed in Airflow 3, please use its upgraded version /api/v2 instead."_s } },
            404);
    if (!request.path.startsWith(own))
        return { 404, "text/html; charset=utf-8", page404 };
    const Parts parts = request.path.mid(own.size()).split(u'/');
    if (parts == Parts{ u"version"_s })
        return json(m_documents.version());
    if (parts == (m_version == Version::V2 ? Parts{ u"health"_s } : Parts{ u"monitor"_s, u"health"_s }))
        return json(m_documents.health());
    const User *const user = userOf(request);
    if (!m_users.empty() && !user)
        return refusal(request);
    if (request.method == "GET")
        return read(request, parts);

    HttpResponse response = user && !user->mayWrite ? problem(403, u"Forbidden"_s, {}) : order(request, parts);
    LoggedCall call;
    call.at = toTimePoint(m_engine->now());
    call.server = u"airflow"_s;
    call.method = QString::fromLatin1(request.method) + u' ' + parts.last();
    call.object = parts.mid(1).join(u'/');
    call.user = user ? QString::fromUtf8(user->name) : QString();
    call.arguments = QJsonDocument::fromJson(request.body).object();
    call.status = response.status;
    if (response.status >= 400)
        call.answer = QString::fromUtf8(response.body);
    m_log->add(std::move(call));
    return response;
}

Run *Face::run(const QString &id) const
{
    const auto &runs = m_engine->runs();
    const auto found = std::ranges::find_if(runs, [&](const auto &run) { return runId(*run, m_version) == id; });
    return found == runs.end() ? nullptr : found->get();
}

} // namespace sim::airflow
