// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/agentface.h"
#include "app/simulator/mesos/v1json.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

/// The agents' v1 operator API, as far as it gives files.
namespace sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 regularFile = 0100644; // as stat() tells it

} // namespace

HttpResponse AgentFace::api(const HttpRequest &request, const Agent &agent) const
{
    if (request.method != "POST") {
        HttpResponse refused = HttpResponse::text(
            405, "405 Method Not Allowed. Expecting one of { 'POST' }, but received '" + request.method + "'.");
        refused.headers = { { "Allow", "POST" } };
        return refused;
    }
    const QJsonObject call = QJsonDocument::fromJson(request.body).object();
    const QString type = call[u"type"_s].toString();
    const QJsonObject arguments = call[type.toLower()].toObject();
    if (type == "LIST_FILES"_L1)
        return listFiles(arguments, agent);
    if (type == "READ_FILE"_L1)
        return readFile(arguments, agent);
    return HttpResponse::text(501, "The simulator's agents answer READ_FILE and LIST_FILES alone.");
}

HttpResponse AgentFace::listFiles(const QJsonObject &arguments, const Agent &agent) const
{
    const std::string path = arguments[u"path"_s].toString().toStdString();
    const Task *task = taskOfDirectory(path, agent);
    if (!task)
        return HttpResponse::text(404, {});
    JsonWriter out;
    out.beginObject();
    out.text("type", "LIST_FILES");
    out.beginObject("list_files");
    out.beginArray("file_infos");
    for (const SandboxFile &file : sandboxFiles(*task, m_world->now(), &m_book)) {
        out.beginObject();
        out.text("path", path + '/' + file.name);
        out.integer("nlink", 1);
        out.integer("size", file.size);
        out.beginObject("mtime");
        out.integer("nanoseconds",
                    std::chrono::floor<std::chrono::seconds>(file.modified).time_since_epoch().count() * 1'000'000'000);
        out.endObject();
        out.integer("mode", regularFile);
        out.text("uid", "root");
        out.text("gid", "root");
        out.endObject();
    }
    out.endArray();
    out.endObject();
    out.endObject();
    return HttpResponse::json(out.take());
}

HttpResponse AgentFace::readFile(const QJsonObject &arguments, const Agent &agent) const
{
    bool isDirectory = false;
    const std::optional<SandboxFile> file = fileAt(arguments[u"path"_s].toString().toStdString(), agent, &isDirectory);
    if (isDirectory)
        return HttpResponse::text(400, "Cannot read a directory.\n");
    if (!file)
        return HttpResponse::text(404, {});
    const qint64 offset = std::clamp<qint64>(arguments[u"offset"_s].toInteger(), 0, file->size);
    const qint64 length = std::clamp<qint64>(arguments[u"length"_s].toInteger(longestRead), 0, longestRead);
    const QByteArray data = file->read(offset, std::min(length, file->size - offset)).toBase64();
    JsonWriter out(data.size() + 96);
    out.beginObject();
    out.text("type", "READ_FILE");
    out.beginObject("read_file");
    out.integer("size", file->size);
    out.text("data", std::string_view(data.constData(), static_cast<size_t>(data.size())));
    out.endObject();
    out.endObject();
    return HttpResponse::json(out.take());
}

} // namespace sim
