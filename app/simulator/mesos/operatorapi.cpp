// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of /api/v1: the half of MasterFace that speaks version 1.
#include "app/simulator/mesos/masterface.h"
#include "app/simulator/mesos/v1json.h"

#include <QJsonDocument>
#include <QMetaObject>

namespace sim {

using namespace Qt::StringLiterals;

namespace {

constexpr std::string_view empty = "{}";

/// Calls that name something: where, and what is missing without.
struct Argument
{
    const char *type;
    const char *field;
};
constexpr Argument arguments[] = {
    { "GET_METRICS", "get_metrics" },
    { "DRAIN_AGENT", "drain_agent" },
    { "DEACTIVATE_AGENT", "deactivate_agent" },
    { "REACTIVATE_AGENT", "reactivate_agent" },
    { "TEARDOWN", "teardown" },
    { "UPDATE_MAINTENANCE_SCHEDULE", "update_maintenance_schedule" },
};

const Argument *argumentOf(const QString &type)
{
    for (const Argument &argument : arguments) {
        if (type == QLatin1StringView(argument.type))
            return &argument;
    }
    return nullptr;
}

/// `{"type":TYPE,"get_…":{…}}`
template <typename Write>
HttpResponse answerWith(const QString &type, const Write &write)
{
    JsonWriter out;
    out.beginObject();
    out.text("type", type.toStdString());
    out.key(type.toLower().toStdString());
    write(out);
    out.endObject();
    return HttpResponse::json(out.take());
}

/// "127.0.0.1" as a 32-bit number in network order read as little endian, as MasterInfo has it.
int64_t ipNumber(const std::string &address)
{
    int64_t number = 0;
    int shift = 0;
    const QStringList parts = QString::fromStdString(address).split(u'.');
    for (const QString &part : parts) {
        number += part.toLongLong() << shift;
        shift += 8;
    }
    return number;
}

/// `{"seconds":5}` in the call; a real master understands no other unit and takes everything else for nothing.
std::chrono::nanoseconds durationOf(const QJsonValue &value)
{
    return std::chrono::seconds(value[u"seconds"_s].toInteger());
}

HttpResponse failedToValidate(const QByteArray &field)
{
    return HttpResponse::text(400, "Failed to validate master::Call: Expecting '" + field + "' to be present");
}

} // namespace

std::optional<HttpResponse> MasterFace::call(int master, const HttpRequest &request, HttpConnection *connection)
{
    if (!request.header("content-type").startsWith("application/json"))
        return HttpResponse::text(415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
    const QByteArray accept = request.header("accept");
    if (!accept.isEmpty() && !accept.contains("application/json") && !accept.contains("*/*"))
        return HttpResponse::text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError)
        return HttpResponse::text(400, "Failed to parse body into JSON: syntax error at line 1 near: ");
    if (!document.isObject())
        return HttpResponse::text(400, "Failed to convert JSON into Call protobuf: Expecting a JSON object");
    const QJsonObject call = document.object();
    const QString type = call[u"type"_s].toString();
    if (const Argument *argument = argumentOf(type); argument && !call.contains(QLatin1StringView(argument->field)))
        return failedToValidate(argument->field);
    if (type == "SUBSCRIBE"_L1) {
        m_subscribers.add(connection);
        return {};
    }
    return answer(master, type, call);
}

HttpResponse MasterFace::answer(int master, const QString &type, const QJsonObject &call)
{
    const v0::MasterInfo &self = m_masters[static_cast<size_t>(master)];
    if (type == "GET_STATE"_L1)
        return answerWith(type, [this](JsonWriter &out) { v1::writeGetState(out, *m_world); });
    if (type == "GET_AGENTS"_L1)
        return answerWith(type, [this](JsonWriter &out) { v1::writeGetAgents(out, *m_world); });
    if (type == "GET_FRAMEWORKS"_L1)
        return answerWith(type, [this](JsonWriter &out) { v1::writeGetFrameworks(out, *m_world); });
    if (type == "GET_TASKS"_L1)
        return answerWith(type, [this](JsonWriter &out) { v1::writeGetTasks(out, *m_world); });
    if (type == "GET_EXECUTORS"_L1)
        return answerWith(type, [this](JsonWriter &out) { v1::writeGetExecutors(out, *m_world); });
    if (type == "GET_MASTER"_L1)
        return answerWith(type, [&](JsonWriter &out) { writeMaster(out, self); });
    if (type == "GET_HEALTH"_L1)
        return answerWith(type, [](JsonWriter &out) { out.raw(R"({"healthy":true})"); });
    if (type == "GET_LOGGING_LEVEL"_L1)
        return answerWith(type, [](JsonWriter &out) { out.raw(R"({"level":0})"); });
    if (type == "GET_OPERATIONS"_L1)
        return answerWith(type, [](JsonWriter &out) { out.raw(empty); });
    if (type == "GET_METRICS"_L1) {
        return answerWith(type, [&](JsonWriter &out) {
            const QJsonObject metrics
                = QJsonDocument::fromJson(v0::metrics(*m_world, self, true, m_subscribers.count())).object();
            out.beginObject();
            out.beginArray("metrics");
            for (auto it = metrics.begin(); it != metrics.end(); ++it) {
                out.beginObject();
                out.text("name", it.key().toStdString());
                out.number("value", it->toDouble());
                out.endObject();
            }
            out.endArray();
            out.endObject();
        });
    }
    if (type == "GET_VERSION"_L1) {
        return answerWith(type, [](JsonWriter &out) {
            out.beginObject();
            out.beginObject("version_info");
            v0::writeBuild(out);
            out.endObject();
            out.endObject();
        });
    }
    if (type == "GET_ROLES"_L1) {
        return answerWith(type, [this](JsonWriter &out) {
            out.beginObject();
            out.beginArray("roles");
            for (const auto &[name, role] : v0::roleFacts(*m_world)) {
                out.beginObject();
                out.text("name", name);
                out.number("weight", role.weight);
                if (!role.frameworkIds.empty()) {
                    out.beginArray("frameworks");
                    for (const std::string &id : role.frameworkIds) {
                        out.beginObject();
                        out.text("value", id);
                        out.endObject();
                    }
                    out.endArray();
                }
                if (!role.allocated.isEmpty()) {
                    out.key("resources");
                    v1::writeQuantities(out, role.allocated);
                }
                out.endObject();
            }
            out.endArray();
            out.endObject();
        });
    }
    if (type == "GET_QUOTA"_L1)
        return answerWith(type, [this](JsonWriter &out) {
            out.beginObject();
            out.key("status");
            out.raw(v0::quota(*m_world).toStdString());
            out.endObject();
        });
    if (type == "GET_WEIGHTS"_L1)
        return answerWith(type, [this](JsonWriter &out) {
            out.beginObject();
            out.key("weight_infos");
            out.raw(v0::weights(*m_world).toStdString());
            out.endObject();
        });
    if (type == "GET_MAINTENANCE_SCHEDULE"_L1)
        return answerWith(type, [this](JsonWriter &out) {
            out.beginObject();
            out.key("schedule");
            out.raw(QJsonDocument(m_schedule).toJson(QJsonDocument::Compact).toStdString());
            out.endObject();
        });
    if (type == "GET_MAINTENANCE_STATUS"_L1)
        return answerWith(type, [this](JsonWriter &out) {
            out.beginObject();
            out.key("status");
            out.raw(maintenanceStatus().toStdString());
            out.endObject();
        });
    return change(type, call);
}

void MasterFace::writeMaster(JsonWriter &out, const v0::MasterInfo &master) const
{
    out.beginObject();
    out.beginObject("master_info");
    out.text("id", master.id);
    out.integer("ip", ipNumber(master.address));
    out.integer("port", master.port);
    out.text("pid", master.pid());
    out.text("hostname", master.hostname);
    out.text("version", "1.12.0");
    out.beginObject("address");
    out.text("hostname", master.hostname);
    out.text("ip", master.address);
    out.integer("port", master.port);
    out.endObject();
    out.key("capabilities");
    out.raw(R"([{"type":"AGENT_UPDATE"},{"type":"AGENT_DRAINING"},{"type":"QUOTA_V2"}])");
    out.endObject();
    out.number("start_time", toSeconds(master.started));
    out.number("elected_time", toSeconds(master.elected));
    out.endObject();
}

HttpResponse MasterFace::change(const QString &type, const QJsonObject &call)
{
    const QJsonValue argument = call[type.toLower()];
    const std::string agent = argument[u"agent_id"_s][u"value"_s].toString().toStdString();
    QString object = QString::fromStdString(agent);
    World::Outcome outcome = World::Outcome::Done;
    if (type == "DEACTIVATE_AGENT"_L1) {
        outcome = m_world->deactivate(agent);
    } else if (type == "REACTIVATE_AGENT"_L1) {
        outcome = m_world->reactivate(agent);
    } else if (type == "DRAIN_AGENT"_L1) {
        outcome = m_world->drain(agent, durationOf(argument[u"max_grace_period"_s]));
    } else if (type == "TEARDOWN"_L1) {
        object = argument[u"framework_id"_s][u"value"_s].toString();
        outcome = m_world->teardown(object.toStdString());
    } else if (type == "UPDATE_MAINTENANCE_SCHEDULE"_L1) {
        HttpRequest posted;
        posted.method = "POST";
        posted.body = QJsonDocument(argument[u"schedule"_s].toObject()).toJson(QJsonDocument::Compact);
        return maintenance(u"/maintenance/schedule"_s, posted);
    } else {
        return failedToValidate("type");
    }
    HttpResponse response = HttpResponse::empty();
    if (outcome == World::Outcome::UnknownAgent)
        response = HttpResponse::text(400, "Unknown agent");
    else if (outcome == World::Outcome::NotDeactivated)
        response = HttpResponse::text(400, "Agent is not deactivated");
    else if (outcome == World::Outcome::UnknownFramework)
        response = HttpResponse::text(400, "No framework found with specified ID");
    return logged(type, object, argument, std::move(response));
}

} // namespace sim
