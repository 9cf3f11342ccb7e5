// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/aurora/schedulerface.h"

#include "app/simulator/aurora/documents.h"

#include <algorithm>
#include <array>

namespace sim::aurora {

using namespace Qt::StringLiterals;

namespace {

constexpr char javaText[] = "text/plain;charset=utf-8";

constexpr char noLeaderPage[]
    = "<!doctype html>\n<html lang='en'>\n<head>\n    <meta charset='utf-8'>\n    "
      "<title>Aurora</title>\n</head>\n<body>\n"
      "<div class=\"container\">\n  <h1>No leading scheduler</h1>\n  <p>There is currently no leading scheduler. "
      "This page will refresh.</p>\n</div>\n</body>\n</html>\n";

/// What only the leader answers.
bool isLeaderBound(const QString &path)
{
    static constexpr std::array bound{ "/api"_L1,     "/agents"_L1,       "/slaves"_L1,          "/offers"_L1,
                                       "/state"_L1,   "/pendingtasks"_L1, "/maintenance"_L1,     "/quotas"_L1,
                                       "/cron"_L1,    "/tiers"_L1,        "/mname"_L1,           "/utilization"_L1,
                                       "/apibeta"_L1, "/scheduler"_L1,    "/assets/scheduler"_L1 };
    return std::ranges::any_of(bound, [&](QLatin1StringView part) {
        return path == part || path == part + ".json"_L1 || path.startsWith(part + '/'_L1);
    });
}

HttpResponse notFound()
{
    return { 404, {}, {} };
}

} // namespace

SchedulerFace::SchedulerFace(Scheduler *scheduler, const Faults *faults, std::vector<User> users, RequestLog *log)
    : m_scheduler(scheduler)
    , m_faults(faults)
    , m_log(log)
    , m_access(std::move(users))
    , m_api(scheduler, &m_access, log)
{
}

void SchedulerFace::addScheduler(const std::string &hostname, int port)
{
    m_addresses.push_back({ hostname, port });
}

int SchedulerFace::leader() const
{
    return m_faults->noLeader && m_faults->concerns(u"aurora"_s) ? -1 : m_leader;
}

void SchedulerFace::setLeader(int scheduler)
{
    if (scheduler == m_leader)
        return;
    m_leader = scheduler;
    m_scheduler->world().resubscribeFramework(m_scheduler->framework());
}

void SchedulerFace::handle(int scheduler, const HttpRequest &request, HttpConnection *connection)
{
    HttpResponse response = answer(scheduler, request);
    if (m_access.carriesCredentials(request) && !m_access.isOpen())
        response.headers.prepend(Access::forgetCookie("Sun, 22-Nov-2026 09:07:43 GMT"));
    connection->reply(std::move(response));
}

HttpResponse SchedulerFace::answer(int scheduler, const HttpRequest &request)
{
    const QString &path = request.path;
    if (path == "/leaderhealth"_L1)
        return leaderHealth(scheduler);
    if (path == "/quitquitquit"_L1 || path == "/abortabortabort"_L1)
        return quit(scheduler, request);
    if (!isLeaderBound(path))
        return document(request);
    if (leader() < 0)
        return { 503, {}, noLeaderPage };
    if (scheduler != leader() && !request.headers.contains("bypass-leader-redirect")) {
        const Address &to = m_addresses[static_cast<size_t>(leader())];
        QByteArray location = "http://" + QByteArray::fromStdString(to.hostname) + ':' + QByteArray::number(to.port)
            + path.toUtf8().toPercentEncoding("/");
        if (!request.rawQuery.isEmpty())
            location += '?' + request.rawQuery;
        HttpResponse redirect{ 307, {}, {} };
        redirect.headers = { { "Location", location } };
        return redirect;
    }
    return led(request);
}

HttpResponse SchedulerFace::led(const HttpRequest &request)
{
    if (request.path == "/api"_L1)
        return m_api.answer(request);
    if (request.path.startsWith("/api/"_L1))
        return notFound();
    return document(request);
}

HttpResponse SchedulerFace::document(const HttpRequest &request) const
{
    if (request.method == "OPTIONS")
        return { 200, "text/plain", "GET, OPTIONS, HEAD" };
    if (request.method != "GET" && request.method != "HEAD") {
        HttpResponse refused{ 405, {}, {} };
        refused.headers = { { "Allow", "HEAD, GET, OPTIONS" } };
        return refused;
    }
    const QString &path = request.path;
    if (path == "/health"_L1)
        return { 200, javaText, "OK\n" };
    const Scheduler &scheduler = *m_scheduler;
    if (path == "/offers"_L1)
        return HttpResponse::json(documents::offers(scheduler));
    if (path == "/pendingtasks"_L1)
        return HttpResponse::json(documents::pendingTasks(scheduler));
    if (path == "/maintenance"_L1)
        return HttpResponse::json(documents::maintenance(scheduler));
    if (path == "/quotas"_L1)
        return HttpResponse::json(documents::quotas(scheduler, request.value(u"role"_s).toStdString()));
    if (path == "/cron"_L1)
        return HttpResponse::json(documents::cron(scheduler));
    if (path == "/tiers"_L1)
        return HttpResponse::json(documents::tiers());
    if (path == "/services"_L1)
        return HttpResponse::json(documents::services());
    if (path == "/vars.json"_L1)
        return HttpResponse::json(documents::varsJson(scheduler, m_api));
    if (path == "/vars"_L1)
        return { 200, javaText, documents::vars(scheduler, m_api) };
    if (path == "/agents"_L1 || path == "/slaves"_L1)
        return { 200, "text/html;charset=utf-8", documents::agents(scheduler) };
    return notFound();
}

HttpResponse SchedulerFace::leaderHealth(int scheduler) const
{
    const int leader = this->leader();
    const char *state = "There is no leading scheduler or the leader is unknown.";
    if (leader >= 0)
        state = leader == scheduler ? "This is the leading scheduler." : "Another instance is the leading scheduler.";
    const int status = leader < 0 ? 502 : leader == scheduler ? 200 : 503;
    return { status, javaText,
             QByteArray("Current status: ") + state
                 + "\n\nThis endpoint can indicate to a load balancer which among a group of schedulers is leading.\n\n"
                   "The response codes are:\n200: This is the leading scheduler.\n503: Another instance is the leading "
                   "scheduler.\n502: There is no leading scheduler or the leader is unknown." };
}

HttpResponse SchedulerFace::quit(int scheduler, const HttpRequest &request)
{
    if (request.method != "POST") {
        HttpResponse refused{ 405, {}, {} };
        refused.headers = { { "Allow", "POST, OPTIONS" } };
        return refused;
    }
    LoggedCall call;
    call.at = toTimePoint(m_scheduler->now());
    call.server = u"aurora"_s;
    call.method = request.path;
    call.status = 200;
    m_log->add(std::move(call));
    if (m_quit)
        m_quit(scheduler);
    return { 200, javaText, "Notifying quit listener." };
}

} // namespace sim::aurora
