// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/observer/observerface.h"

#include "app/simulator/mesos/agentface.h"
#include "app/simulator/observer/observerjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace sim {

using namespace Qt::StringLiterals;

namespace {

HttpResponse json(const QJsonObject &object)
{
    return HttpResponse::json(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// Bottle's error page.
HttpResponse failure(int status, const HttpRequest &request, const QString &what = u"Internal Server Error"_s)
{
    const QString title = QString::number(status) + u' ' + QString::fromLatin1(reasonPhrase(status));
    const QString page
        = u"\n    <!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n    <html>\n        <head>\n"
          "            <title>Error: %1</title>\n        </head>\n        <body>\n            <h1>Error: %1</h1>\n"
          "            <p>Sorry, the requested URL <tt>&#039;%2&#039;</tt>\n               caused an error:</p>\n"
          "            <pre>%3</pre>\n        </body>\n    </html>\n"_s.arg(
              title,
              u"http://"_s + QString::fromLatin1(request.header("host")).toHtmlEscaped() + request.path.toHtmlEscaped(),
              what.toHtmlEscaped());
    HttpResponse response{ status, "text/html; charset=UTF-8", page.toUtf8() };
    if (status == 405)
        response.headers = { { "Allow", "GET,HEAD" } };
    return response;
}

/// A piece of a file as the observer gives it. Without an offset it tells the size.
QJsonObject chunk(const QByteArray &content, const HttpRequest &request)
{
    qint64 offset = -1;
    qint64 length = -1;
    const auto read = [&request](const QString &name, qint64 *value) {
        if (!request.query.hasQueryItem(name))
            return true;
        bool number = false;
        *value = request.value(name).toLongLong(&number);
        return number;
    };
    if (!read(u"offset"_s, &offset) || !read(u"length"_s, &length))
        return {};
    if (offset < 0)
        return { { u"offset"_s, content.size() }, { u"length"_s, 0 } };
    if (offset >= content.size())
        return { { u"offset"_s, offset }, { u"length"_s, 0 } };
    const QByteArray data = content.mid(offset, length < 0 ? -1 : length);
    QString escaped = QString::fromUtf8(data); // what is cut or no UTF-8 is lost
    escaped.replace(u'&', "&amp;"_L1).replace(u'<', "&lt;"_L1).replace(u'>', "&gt;"_L1);
    if (data.isEmpty())
        return { { u"offset"_s, offset }, { u"length"_s, 0 } };
    return { { u"offset"_s, offset }, { u"length"_s, data.size() }, { u"data"_s, escaped } };
}

} // namespace

ObserverFace::ObserverFace(const aurora::Scheduler *scheduler)
    : m_scheduler(scheduler)
{
}

void ObserverFace::handle(const HttpRequest &request, HttpConnection *connection) const
{
    const Agent *agent = agentFor(m_scheduler->world(), request);
    if (!agent) { // a machine that is gone does not answer
        connection->abort();
        return;
    }
    connection->reply(answer(request, *agent));
}

HttpResponse ObserverFace::answer(const HttpRequest &request, const Agent &agent) const
{
    if (request.method != "GET" && request.method != "HEAD")
        return failure(405, request, u"Method not allowed."_s);
    if (request.path == "/health"_L1)
        return { 200, "text/html; charset=UTF-8", "OK" };
    const QStringList parts = request.path.mid(1).split(u'/');
    const QString first = parts.value(0);
    if (first == "j"_L1) {
        const QString what = parts.value(1);
        if (what == "task_ids"_L1 || what == "task_id_count"_L1)
            return taskIds(request, parts, agent);
        if (what == "task"_L1)
            return tasks(request, parts, agent);
        if (what == "process"_L1 && parts.size() >= 4)
            return process(parts, agent);
        if (what == "processes"_L1)
            return processes(request, agent);
    }
    if (first == "logdata"_L1 && parts.size() == 5)
        return logData(request, parts, agent);
    if (first == "filedata"_L1 && parts.size() >= 3)
        return fileData(request, parts, agent);
    if (first == "download"_L1 && parts.size() >= 3)
        return download(request, parts, agent);
    return failure(404, request, u"Not found: '%1'"_s.arg(request.path));
}

std::vector<ObserverFace::Found> ObserverFace::all(const Agent &agent) const
{
    aurora::TaskFilter here;
    here.hosts = { agent.hostname };
    std::vector<Found> found;
    for (const aurora::ScheduledTask *task : m_scheduler->store().query(here)) {
        // A machine that took an old one's name knows nothing of its tasks.
        if (task->agentId != agent.id)
            continue;
        if (auto thermos = thermosTask(*task, m_scheduler->now()))
            found.push_back({ task, *std::move(thermos) });
    }
    std::ranges::stable_sort(found, std::greater(), [](const Found &f) { return f.thermos.changed; });
    return found;
}

std::optional<ObserverFace::Found> ObserverFace::find(const QString &taskId, const Agent &agent) const
{
    const aurora::ScheduledTask *task = m_scheduler->store().find(taskId.toStdString());
    if (!task || task->agentId != agent.id)
        return {};
    auto thermos = thermosTask(*task, m_scheduler->now());
    if (!thermos)
        return {};
    return Found{ task, *std::move(thermos) };
}

HttpResponse ObserverFace::taskIds(const HttpRequest &request, const QStringList &parts, const Agent &agent) const
{
    std::vector<Found> found = all(agent);
    if (parts.value(1) == "task_id_count"_L1) {
        const auto active = std::ranges::count_if(found, [](const Found &f) { return f.thermos.isActive(); });
        return json({ { u"all"_s, static_cast<qint64>(found.size()) },
                      { u"active"_s, static_cast<qint64>(active) },
                      { u"finished"_s, static_cast<qint64>(found.size()) - static_cast<qint64>(active) } });
    }
    const QString type = parts.value(2, u"all"_s);
    bool offsetGood = true;
    bool countGood = true;
    const qint64 offset = parts.size() > 3 ? parts[3].toLongLong(&offsetGood) : 0;
    const qint64 count = parts.size() > 4 ? parts[4].toLongLong(&countGood) : 20;
    if (!QStringList{ u"all"_s, u"active"_s, u"finished"_s }.contains(type) || !offsetGood || !countGood)
        return failure(500, request);
    if (type != "all"_L1)
        std::erase_if(found, [&](const Found &f) { return f.thermos.isActive() != (type == "active"_L1); });
    QJsonArray rows;
    for (qint64 i = std::max<qint64>(0, offset); i < offset + count && i < static_cast<qint64>(found.size()); ++i) {
        const Found &row = found[static_cast<size_t>(i)];
        rows.append(observer::row(*row.task, row.thermos, m_scheduler->now()));
    }
    return json({ { u"type"_s, type },
                  { u"offset"_s, offset },
                  { u"num"_s, count },
                  { u"task_count"_s, static_cast<qint64>(found.size()) },
                  { u"tasks"_s, rows } });
}

HttpResponse ObserverFace::tasks(const HttpRequest &request, const QStringList &parts, const Agent &agent) const
{
    const QStringList ids = parts.size() > 2 ? QStringList(parts[2]) : request.value(u"task_id"_s).split(u',');
    QJsonObject told;
    for (const QString &id : ids) {
        if (id.isEmpty())
            continue;
        const auto found = find(id, agent);
        if (!found) // not 404: the real one stumbles
            return failure(500, request);
        told.insert(id, observer::task(*found->task, found->thermos, m_scheduler->now()));
    }
    return json(told);
}

HttpResponse ObserverFace::process(const QStringList &parts, const Agent &agent) const
{
    const auto found = find(parts[2], agent);
    if (!found)
        return json({});
    const std::string name = parts[3].toStdString();
    if (parts.size() == 4 || parts[4].isEmpty()) {
        const ProcessRun *latest = found->thermos.latest(name);
        return json(latest ? observer::run(*found->task, *latest, m_scheduler->now()) : QJsonObject());
    }
    for (const ProcessRun &run : found->thermos.runs) {
        if (run.process == name && QString::number(run.run) == parts[4])
            return json(observer::run(*found->task, run, m_scheduler->now()));
    }
    return json({});
}

HttpResponse ObserverFace::processes(const HttpRequest &request, const Agent &agent) const
{
    QJsonObject told;
    const QStringList ids = request.value(u"task_id"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &id : ids) {
        const auto found = find(id, agent);
        if (!found)
            continue;
        QJsonObject byName;
        for (const ProcessRun &run : found->thermos.runs)
            byName.insert(QString::fromStdString(run.process), observer::run(*found->task, run, m_scheduler->now()));
        told.insert(id, byName);
    }
    return json(told);
}

std::optional<QByteArray> ObserverFace::file(const Found &found, const QString &path) const
{
    const QStringList parts = path.split(u'/');
    if (parts.size() != 4 || parts[0] != ".logs"_L1 || (parts[3] != "stdout"_L1 && parts[3] != "stderr"_L1))
        return {};
    for (const ProcessRun &run : found.thermos.runs) {
        if (run.process == parts[1].toStdString() && QString::number(run.run) == parts[2])
            return processOutput(*found.task, run, parts[3] == "stderr"_L1, m_scheduler->now(), &m_book);
    }
    return {};
}

HttpResponse ObserverFace::logData(const HttpRequest &request, const QStringList &parts, const Agent &agent) const
{
    const auto found = find(parts[1], agent);
    if (!found || (parts[4] != "stdout"_L1 && parts[4] != "stderr"_L1))
        return json({});
    const auto content = file(*found, u".logs/%1/%2/%3"_s.arg(parts[2], parts[3], parts[4]));
    return content ? json(chunk(*content, request)) : failure(500, request);
}

HttpResponse ObserverFace::fileData(const HttpRequest &request, const QStringList &parts, const Agent &agent) const
{
    const auto found = find(parts[1], agent);
    const auto content = found ? file(*found, parts.mid(2).join(u'/')) : std::nullopt;
    return json(content ? chunk(*content, request) : QJsonObject());
}

HttpResponse ObserverFace::download(const HttpRequest &request, const QStringList &parts, const Agent &agent) const
{
    const auto found = find(parts[1], agent);
    const auto content = found ? file(*found, parts.mid(2).join(u'/')) : std::nullopt;
    if (!content)
        return failure(404, request, u"No such file"_s);
    HttpResponse response{ 200, "application/octet-stream", *content };
    response.headers = { { "Accept-Ranges", "bytes" },
                         { "Content-Disposition", "attachment; filename=\"" + parts.last().toUtf8() + '"' } };
    return response;
}

} // namespace sim
