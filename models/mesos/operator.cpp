// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/operator.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace mesos {

namespace {

constexpr double longestPatience = 3.2e9; // seconds: a hundred years

core::Error notListed(const QString &endpoint, const QString &what)
{
    core::Error error;
    error.kind = core::Error::Kind::NotFound;
    error.endpoint = endpoint;
    error.detail = QCoreApplication::translate("Operator", "The master does not list %1.").arg(what);
    return error;
}

QJsonObject idCall(const QString &type, const QString &field, const QString &idField, const QString &id)
{
    return { { u"type"_s, type }, { field, QJsonObject{ { idField, QJsonObject{ { u"value"_s, id } } } } } };
}

QString pathWithQuery(const QString &path, const QString &key, const QString &value)
{
    QUrlQuery query;
    query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return path + u'?' + query.toString(QUrl::FullyEncoded);
}

/// `used`: {"cpus": 1.0, …, "ports": "[…]"}. Without it nobody says that it holds none.
bool holdsAnything(const QJsonObject &used)
{
    const auto some = [&used](QLatin1StringView kind) { return used.value(kind).toDouble() > 0; };
    return used.isEmpty() || some("cpus"_L1) || some("mem"_L1) || some("disk"_L1) || some("gpus"_L1);
}

core::Result<QJsonDocument> documentOf(const core::Result<net::Response> &response)
{
    if (!response)
        return core::failure(response.error());
    if (auto error = net::statusError(*response))
        return core::failure(std::move(*error));
    QJsonParseError fault;
    QJsonDocument document = QJsonDocument::fromJson(response->body.toByteArray(), &fault);
    if (!document.isNull())
        return document;
    core::Error error;
    error.kind = core::Error::Kind::NotJson;
    error.endpoint = net::endpointName(response->url);
    error.detail = fault.errorString();
    return core::failure(std::move(error));
}

ListedFramework listedFramework(const QJsonObject &json)
{
    const QJsonObject info = json.value("framework_info"_L1).toObject();
    ListedFramework framework;
    framework.id = info.value("id"_L1).toObject().value("value"_L1).toString();
    framework.name = info.value("name"_L1).toString();
    framework.host = info.value("hostname"_L1).toString();
    framework.active = json.value("active"_L1).toBool();
    // Doubles hold nanoseconds of today to some 200, which is enough for milliseconds.
    const double nanoseconds = json.value("registered_time"_L1).toObject().value("nanoseconds"_L1).toDouble();
    framework.registered = core::TimePoint(std::chrono::milliseconds(static_cast<qint64>(nanoseconds / 1e6)));
    for (const QJsonValue value : json.value("allocated_resources"_L1).toArray()) {
        const QJsonObject resource = value.toObject();
        if (resource.value("name"_L1).toString() == "cpus"_L1)
            framework.cpus += resource.value("scalar"_L1).toObject().value("value"_L1).toDouble();
    }
    return framework;
}

} // namespace

/// Outlives the Operator while a call is under way.
struct Operator::Link
{
    Link(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery)
        : leader(http, std::move(discovery))
    {
    }
    net::LeaderClient leader;
    net::Credentials credentials;
    std::shared_ptr<const net::Route> route;

    net::Request request(const QString &path) const
    {
        net::Request request;
        request.url = QUrl(path);
        request.credentials = credentials;
        request.route = route;
        request.deadline = 20s;
        return request;
    }
};

Operator::Operator(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery,
                   net::Credentials credentials, std::shared_ptr<const net::Route> route, QObject *parent)
    : QObject(parent)
    , m_link(std::make_shared<Link>(http, std::move(discovery)))
{
    m_link->credentials = std::move(credentials);
    m_link->route = std::move(route);
}

void Operator::setCredentials(net::Credentials credentials)
{
    m_link->credentials = std::move(credentials);
}

QCoro::Task<core::Result<QJsonDocument>> Operator::read(std::shared_ptr<Link> link, QString path, std::stop_token stop)
{
    const auto response = co_await link->leader.send(link->request(path), stop);
    co_return documentOf(response);
}

/// A question of the v1 interface: its kind is all there is to say.
QCoro::Task<core::Result<QJsonDocument>> Operator::call(std::shared_ptr<Link> link, QString type, std::stop_token stop)
{
    net::Request request = link->request(u"/api/v1"_s);
    request.verb = net::Request::Verb::Post;
    request.contentType = "application/json";
    request.body = QJsonDocument(QJsonObject{ { u"type"_s, type } }).toJson(QJsonDocument::Compact);
    request.headers = { { "Accept", "application/json" } };
    const auto response = co_await link->leader.send(std::move(request), stop);
    co_return documentOf(response);
}

QCoro::Task<core::Result<void>> Operator::order(std::shared_ptr<Link> link, QJsonObject call, std::stop_token stop)
{
    net::Request request = link->request(u"/api/v1"_s);
    request.verb = net::Request::Verb::Post;
    request.contentType = "application/json";
    request.body = QJsonDocument(call).toJson(QJsonDocument::Compact);
    auto response = co_await link->leader.send(std::move(request), stop);
    if (!response)
        co_return core::failure(response.error());
    if (auto error = net::statusError(*response))
        co_return core::failure(std::move(*error));
    co_return core::Result<void>();
}

QCoro::Task<core::Result<FreshAgent>> Operator::agent(QString id, std::stop_token stop)
{
    const std::shared_ptr<Link> link = m_link;
    const auto document = co_await read(link, pathWithQuery(u"/slaves"_s, u"slave_id"_s, id), stop);
    if (!document)
        co_return core::failure(document.error());
    const QJsonArray agents = document->object().value("slaves"_L1).toArray();
    for (const QJsonValue &value : agents) {
        const QJsonObject json = value.toObject();
        if (json.value("id"_L1).toString() != id)
            continue;
        FreshAgent agent;
        agent.id = id;
        agent.hostname = json.value("hostname"_L1).toString();
        agent.active = json.value("active"_L1).toBool();
        agent.tellsDeactivation = json.contains("deactivated"_L1);
        agent.deactivated = json.value("deactivated"_L1).toBool();
        agent.drainState = json.value("drain_info"_L1).toObject().value("state"_L1).toString();
        agent.draining = !agent.drainState.isEmpty();
        agent.isUsed = holdsAnything(json.value("used_resources"_L1).toObject());
        co_return agent;
    }
    co_return core::failure(notListed(u"/slaves"_s, id));
}

QCoro::Task<core::Result<FreshFramework>> Operator::framework(QString id, std::stop_token stop)
{
    const std::shared_ptr<Link> link = m_link;
    const auto document = co_await read(link, pathWithQuery(u"/frameworks"_s, u"framework_id"_s, id), stop);
    if (!document)
        co_return core::failure(document.error());
    const QJsonObject all = document->object();
    for (const QString &list : { u"frameworks"_s, u"completed_frameworks"_s }) {
        const QJsonArray frameworks = all.value(list).toArray();
        for (const QJsonValue &value : frameworks) {
            const QJsonObject json = value.toObject();
            if (json.value("id"_L1).toString() != id)
                continue;
            FreshFramework framework;
            framework.id = id;
            framework.name = json.value("name"_L1).toString();
            framework.completed = list == u"completed_frameworks"_s;
            framework.active = !framework.completed && json.value("active"_L1).toBool();
            framework.connected = !framework.completed && json.value("connected"_L1).toBool(framework.active);
            framework.tasks = static_cast<int>(framework.completed ? 0 : json.value("tasks"_L1).toArray().size());
            const QJsonObject used = json.value("used_resources"_L1).toObject();
            framework.cpus = used.value("cpus"_L1).toDouble();
            framework.mem = used.value("mem"_L1).toDouble();
            const double patience = std::clamp(json.value("failover_timeout"_L1).toDouble(), 0.0, longestPatience);
            framework.failoverTimeout = core::Duration(std::llround(patience * 1000));
            co_return framework;
        }
    }
    co_return core::failure(notListed(u"/frameworks"_s, id));
}

QCoro::Task<core::Result<QList<ListedFramework>>> Operator::frameworks(std::stop_token stop)
{
    const std::shared_ptr<Link> link = m_link;
    const auto document = co_await call(link, u"GET_FRAMEWORKS"_s, stop);
    if (!document)
        co_return core::failure(document.error());
    const QJsonArray all = document->object().value("get_frameworks"_L1).toObject().value("frameworks"_L1).toArray();
    QList<ListedFramework> frameworks;
    for (const QJsonValue &value : all)
        frameworks << listedFramework(value.toObject());
    co_return frameworks;
}

QCoro::Task<core::Result<void>> Operator::deactivate(QString agentId, std::stop_token stop)
{
    return order(m_link, idCall(u"DEACTIVATE_AGENT"_s, u"deactivate_agent"_s, u"agent_id"_s, agentId), stop);
}

QCoro::Task<core::Result<void>> Operator::reactivate(QString agentId, std::stop_token stop)
{
    return order(m_link, idCall(u"REACTIVATE_AGENT"_s, u"reactivate_agent"_s, u"agent_id"_s, agentId), stop);
}

QCoro::Task<core::Result<void>> Operator::drain(QString agentId, std::chrono::seconds grace, std::stop_token stop)
{
    QJsonObject call = idCall(u"DRAIN_AGENT"_s, u"drain_agent"_s, u"agent_id"_s, agentId);
    QJsonObject drain = call.value("drain_agent"_L1).toObject();
    // In seconds: given in nanoseconds the master takes the call and grants no grace at all.
    drain.insert(u"max_grace_period"_s, QJsonObject{ { u"seconds"_s, static_cast<qint64>(grace.count()) } });
    call.insert(u"drain_agent"_s, drain);
    return order(m_link, call, stop);
}

QCoro::Task<core::Result<void>> Operator::teardown(QString frameworkId, std::stop_token stop)
{
    return order(m_link, idCall(u"TEARDOWN"_s, u"teardown"_s, u"framework_id"_s, frameworkId), stop);
}

} // namespace mesos
