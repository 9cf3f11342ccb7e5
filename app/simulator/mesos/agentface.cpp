// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/agentface.h"

#include "app/simulator/mesos/sandbox.h"
#include "app/simulator/mesos/v1json.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sim {

using namespace Qt::StringLiterals;

namespace {

constexpr int64_t mebibyte = 1 << 20;

HttpResponse noPath()
{
    return HttpResponse::text(400, "Expecting 'path=value' in query.\n");
}

} // namespace

double usedPart(const Task &task)
{
    return 0.35 + 0.6 * Random(hashOf(task.id), 3).unit();
}

namespace {

/// Work comes in waves: the share of the used part that is busy `age` seconds after the start, and its sum until then.
struct Wave
{
    explicit Wave(const Task &task)
        : period(90 + 240 * Random(hashOf(task.id), 4).unit())
    {
    }
    double at(double age) const { return 1 + 0.3 * std::sin(age / period * 2 * std::numbers::pi); }
    double until(double age) const
    {
        const double turn = period / (2 * std::numbers::pi);
        return age + 0.3 * turn * (1 - std::cos(age / turn));
    }
    double period;
};

} // namespace

AgentFace::AgentFace(const World *world, Credentials credentials)
    : m_world(world)
    , m_credentials(std::move(credentials))
{
}

const Agent *agentFor(const World &world, const HttpRequest &request)
{
    std::string wanted = request.value(u"agent"_s).toStdString();
    if (wanted.empty())
        wanted = request.header("host").split(':').first().toStdString();
    const Agent *first = nullptr;
    for (const auto &[number, agent] : world.agents()) {
        if (agent.unreachable || (!agent.active && !agent.deactivated))
            continue;
        if (wanted == agent.hostname || wanted == agent.address || wanted == agent.id)
            return &agent;
        if (!first)
            first = &agent;
    }
    return wanted == "127.0.0.1" || wanted == "localhost" ? first : nullptr;
}

void AgentFace::handle(const HttpRequest &request, HttpConnection *connection) const
{
    QString path = request.path;
    if (path.startsWith("/slave(1)/"_L1))
        path.remove(0, 9);
    const Agent *agent = agentFor(*m_world, request);
    if (!agent) { // a machine that is gone does not answer
        connection->abort();
        return;
    }
    if (path != "/health"_L1 && path != "/version"_L1 && !m_credentials.accepts(request)) {
        HttpResponse unauthorized = HttpResponse::text(401, "401 Unauthorized.");
        unauthorized.headers = { { "WWW-Authenticate", R"(Basic realm="mesos-agent-readonly")" } };
        connection->reply(std::move(unauthorized));
        return;
    }
    connection->reply(answer(path, request, *agent));
}

HttpResponse AgentFace::answer(const QString &path, const HttpRequest &request, const Agent &agent) const
{
    if (path == "/health"_L1)
        return HttpResponse::empty();
    if (path == "/version"_L1) {
        JsonWriter out;
        v0::writeVersion(out);
        return HttpResponse::json(out.take());
    }
    if (path == "/state"_L1)
        return HttpResponse::json(state(agent));
    if (path == "/monitor/statistics"_L1)
        return HttpResponse::json(statistics(agent));
    if (path == "/files/browse"_L1)
        return browse(request, agent);
    if (path == "/files/read"_L1)
        return read(request, agent);
    if (path == "/files/download"_L1)
        return download(request, agent);
    if (path == "/api/v1"_L1)
        return api(request, agent);
    return HttpResponse::text(404, "404 Not Found.");
}

QByteArray AgentFace::statistics(const Agent &agent) const
{
    JsonWriter out;
    out.beginArray();
    for (const Task *task : tasksOn(*m_world, agent.id)) {
        if (task->state != TaskState::Running)
            continue;
        const double age = toSeconds(m_world->now()) - toSeconds(task->statuses.back().at);
        const double part = usedPart(*task);
        const Wave wave(*task);
        const double work = wave.until(age) * task->resources.cpus * part / 1.3;
        const auto memory = static_cast<int64_t>(task->resources.mem) * mebibyte;
        const auto disk = static_cast<int64_t>(task->resources.disk) * mebibyte;
        const auto diskUsed = static_cast<int64_t>(static_cast<double>(disk) * std::min(1.0, part + age / 36000));
        out.beginObject();
        out.text("executor_id", executorIdOf(*task));
        out.text("executor_name", task->name);
        out.text("framework_id", task->frameworkId);
        out.text("source", task->name);
        out.beginObject("statistics");
        out.number("cpus_soft_limit", task->resources.cpus);
        out.number("cpus_system_time_secs", work * 0.07);
        out.number("cpus_user_time_secs", work);
        out.integer("disk_limit_bytes", disk);
        out.beginArray("disk_statistics");
        out.beginObject();
        out.integer("limit_bytes", disk);
        out.integer("used_bytes", diskUsed);
        out.endObject();
        out.endArray();
        out.integer("disk_used_bytes", diskUsed);
        out.integer("mem_limit_bytes", memory);
        out.integer("mem_rss_bytes", static_cast<int64_t>(static_cast<double>(memory) * part * wave.at(age) / 1.3));
        out.integer("mem_soft_limit_bytes", memory);
        out.number("timestamp", toSeconds(m_world->now()));
        out.endObject();
        out.endObject();
    }
    out.endArray();
    return out.take();
}

QByteArray AgentFace::state(const Agent &agent) const
{
    JsonWriter out(1 << 16);
    out.beginObject();
    v0::writeBuild(out);
    out.number("start_time", toSeconds(agent.registered) - 4.0);
    out.text("id", agent.id);
    out.text("pid", "slave(1)@" + agent.address + ':' + std::to_string(agent.port));
    out.text("hostname", agent.hostname);
    out.key("capabilities");
    out.raw(R"(["MULTI_ROLE","HIERARCHICAL_ROLE","AGENT_DRAINING"])");
    v0::writeResources(out, "resources", agent.total);
    out.emptyObject("reserved_resources");
    v0::writeResources(out, "unreserved_resources", agent.total);
    out.emptyObject("reserved_resources_full");
    out.key("unreserved_resources_full");
    v1::writeResources(out, agent.total, v1::Marks::Role);
    out.emptyObject("reserved_resources_allocated");
    v0::writeResources(out, "unreserved_resources_allocated", agent.used);
    out.emptyArray("resource_providers");
    out.beginObject("attributes");
    for (const auto &[name, value] : agent.attributes)
        out.text(name, value);
    out.endObject();
    out.text("master_hostname", "mesos-master-1.cantareira.internal");
    out.text("log_dir", "/var/log/mesos");
    out.beginArray("frameworks");
    for (const auto &[number, framework] : m_world->frameworks()) {
        std::vector<const Task *> here = tasksOn(*m_world, agent.id);
        std::erase_if(here, [&id = framework.info.id](const Task *task) { return task->frameworkId != id; });
        if (here.empty())
            continue;
        const auto writeExecutors = [&](std::string_view name, bool completed) {
            out.beginArray(name);
            for (const Task *task : here) {
                if (isTerminal(task->state) != completed)
                    continue;
                out.beginObject();
                out.text("id", executorIdOf(*task));
                out.text("name", task->executorId.empty() ? "Command Executor" : "AuroraExecutor");
                out.text("source", task->name);
                out.text("container", task->containerId);
                out.text("directory", sandboxDirectory(*task));
                v0::writeResources(out, "resources", task->resources);
                out.text("role", task->role);
                out.beginArray("tasks");
                if (!completed)
                    v0::writeTask(out, *task);
                out.endArray();
                out.emptyArray("queued_tasks");
                out.beginArray("completed_tasks");
                if (completed)
                    v0::writeTask(out, *task);
                out.endArray();
                out.endObject();
            }
            out.endArray();
        };
        out.beginObject();
        out.text("id", framework.info.id);
        out.text("name", framework.info.name);
        out.text("user", framework.info.user);
        out.number("failover_timeout", framework.info.failoverTimeout);
        out.flag("checkpoint", framework.info.checkpoint);
        out.text("hostname", framework.info.hostname);
        out.text("principal", framework.info.principal);
        out.text("role", framework.info.role);
        writeExecutors("executors", false);
        writeExecutors("completed_executors", true);
        out.endObject();
    }
    out.endArray();
    out.emptyArray("completed_frameworks");
    out.endObject();
    return out.take();
}

const Task *AgentFace::taskOfDirectory(const std::string &path, const Agent &agent) const
{
    for (const Task *task : tasksOn(*m_world, agent.id)) {
        const std::string latest
            = "/frameworks/" + task->frameworkId + "/executors/" + executorIdOf(*task) + "/runs/latest";
        if (path == sandboxDirectory(*task) || path == latest)
            return task;
    }
    return nullptr;
}

std::optional<SandboxFile> AgentFace::fileAt(const std::string &path, const Agent &agent, bool *isDirectory) const
{
    *isDirectory = taskOfDirectory(path, agent) != nullptr;
    const size_t slash = path.rfind('/');
    if (*isDirectory || slash == std::string::npos)
        return {};
    if (const Task *task = taskOfDirectory(path.substr(0, slash), agent)) {
        for (SandboxFile &file : sandboxFiles(*task, m_world->now(), &m_book)) {
            if (file.name == path.substr(slash + 1))
                return std::move(file);
        }
    }
    return {};
}

HttpResponse AgentFace::browse(const HttpRequest &request, const Agent &agent) const
{
    const std::string path = request.value(u"path"_s).toStdString();
    if (path.empty())
        return noPath();
    const Task *task = taskOfDirectory(path, agent);
    if (!task)
        return HttpResponse::text(404, {});
    JsonWriter out;
    out.beginArray();
    for (const SandboxFile &file : sandboxFiles(*task, m_world->now(), &m_book)) {
        out.beginObject();
        out.text("gid", "root");
        out.text("mode", "-rw-r--r--");
        out.number("mtime", toSeconds(std::chrono::floor<std::chrono::seconds>(file.modified)));
        out.integer("nlink", 1);
        out.text("path", path + '/' + file.name);
        out.integer("size", file.size);
        out.text("uid", "root");
        out.endObject();
    }
    out.endArray();
    return HttpResponse::json(out.take());
}

HttpResponse AgentFace::read(const HttpRequest &request, const Agent &agent) const
{
    const std::string path = request.value(u"path"_s).toStdString();
    if (path.empty())
        return noPath();
    qint64 offset = -1;
    if (request.query.hasQueryItem(u"offset"_s)) {
        const QString text = request.value(u"offset"_s);
        bool number = false;
        offset = text.toLongLong(&number);
        if (!number)
            return HttpResponse::text(400,
                                      "Failed to parse offset: Failed to convert '" + text.toUtf8() + "' to number.\n");
        if (offset < -1)
            return HttpResponse::text(400, "Negative offset provided: " + QByteArray::number(offset) + ".\n");
    }
    bool isDirectory = false;
    const std::optional<SandboxFile> file = fileAt(path, agent, &isDirectory);
    if (isDirectory)
        return HttpResponse::text(400, "Cannot read a directory.\n");
    if (!file)
        return HttpResponse::text(404, {});
    qint64 length = longestRead;
    if (request.query.hasQueryItem(u"length"_s))
        length = std::clamp<qint64>(request.value(u"length"_s).toLongLong(), 0, longestRead);
    QByteArray data;
    if (offset >= 0 && offset < file->size)
        data = file->read(offset, std::min(length, file->size - offset));
    JsonWriter out(data.size() + data.size() / 8 + 64);
    out.beginObject();
    out.text("data", std::string_view(data.constData(), static_cast<size_t>(data.size())));
    out.integer("offset", offset < 0 ? file->size : offset);
    out.endObject();
    return HttpResponse::json(out.take());
}

HttpResponse AgentFace::download(const HttpRequest &request, const Agent &agent) const
{
    const std::string path = request.value(u"path"_s).toStdString();
    if (path.empty())
        return noPath();
    bool isDirectory = false;
    const std::optional<SandboxFile> file = fileAt(path, agent, &isDirectory);
    if (isDirectory)
        return HttpResponse::text(400, "Cannot download a directory.\n");
    if (!file)
        return HttpResponse::text(404, {});
    HttpResponse whole{ 200, "application/octet-stream", {} };
    whole.more = file->read; // as far as it goes now, however long that takes
    whole.length = file->size;
    whole.headers = { { "Content-Disposition", "attachment; filename=" + QByteArray::fromStdString(file->name) } };
    return whole;
}

} // namespace sim
