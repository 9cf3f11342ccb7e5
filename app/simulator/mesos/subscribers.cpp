// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/mesos/subscribers.h"

#include "app/simulator/faults.h"
#include "app/simulator/mesos/v1json.h"

namespace sim {

using namespace std::chrono_literals;

namespace {

constexpr auto heartbeatInterval = 15s;
constexpr char heartbeat[] = R"({"type":"HEARTBEAT"})";

} // namespace

QByteArray recordIo(const QByteArray &json)
{
    return QByteArray::number(json.size()) + '\n' + json;
}

Subscribers::Subscribers(World *world, const Faults *faults, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_faults(faults)
    , m_heartbeat(this)
{
    m_world->addObserver(this);
    m_heartbeat.setInterval(heartbeatInterval);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { broadcast(heartbeat); });
    m_heartbeat.start();
}

Subscribers::~Subscribers()
{
    m_world->removeObserver(this);
}

void Subscribers::add(HttpConnection *connection)
{
    JsonWriter out(4 << 20);
    out.beginObject();
    out.text("type", "SUBSCRIBED");
    out.beginObject("subscribed");
    out.key("get_state");
    v1::writeGetState(out, *m_world);
    out.number("heartbeat_interval_seconds", std::chrono::duration<double>(heartbeatInterval).count());
    out.endObject();
    out.endObject();
    connection->beginStream("application/json");
    connection->send(recordIo(out.take()));
    connection->send(recordIo(heartbeat));
    std::erase_if(m_connections, [](const auto &old) { return old.isNull(); });
    m_connections.emplace_back(connection);
}

int Subscribers::count() const
{
    return static_cast<int>(std::ranges::count_if(m_connections, [](const auto &one) { return !one.isNull(); }));
}

void Subscribers::endAll()
{
    for (const auto &connection : std::exchange(m_connections, {})) {
        if (connection)
            connection->abort();
    }
}

bool Subscribers::isSilent() const
{
    const bool concerned = m_faults->only.isEmpty() || QStringLiteral("/api/v1").contains(m_faults->only);
    return concerned && m_faults->answer == Faults::Answer::Hanging;
}

void Subscribers::broadcast(const QByteArray &json)
{
    if (m_connections.empty())
        return;
    if (isSilent())
        return;
    const QByteArray record = recordIo(json);
    for (const auto &connection : m_connections) {
        if (connection)
            connection->send(record);
    }
}

/// `{"type":TYPE,KEY:{…}}`, the inner object filled by `write`.
template <typename Write>
void Subscribers::tell(std::string_view type, std::string_view key, const Write &write)
{
    if (m_connections.empty())
        return; // worlds run through whole nights before anybody listens
    JsonWriter out;
    out.beginObject();
    out.text("type", type);
    out.beginObject(key);
    write(out);
    out.endObject();
    out.endObject();
    broadcast(out.take());
}

void Subscribers::agentAdded(const Agent &agent)
{
    tell("AGENT_ADDED", "agent_added", [&](JsonWriter &out) {
        out.key("agent");
        v1::writeAgent(out, agent, false);
    });
}

void Subscribers::agentRemoved(const Agent &agent)
{
    tell("AGENT_REMOVED", "agent_removed", [&](JsonWriter &out) { v1::writeId(out, "agent_id", agent.id); });
}

void Subscribers::frameworkAdded(const FrameworkState &framework)
{
    tell("FRAMEWORK_ADDED", "framework_added", [&](JsonWriter &out) {
        out.key("framework");
        v1::writeFramework(out, framework.info, false);
    });
}

void Subscribers::frameworkUpdated(const FrameworkState &framework)
{
    tell("FRAMEWORK_UPDATED", "framework_updated", [&](JsonWriter &out) {
        out.key("framework");
        v1::writeFramework(out, framework.info, false);
    });
}

void Subscribers::frameworkRemoved(const FrameworkState &framework)
{
    tell("FRAMEWORK_REMOVED", "framework_removed",
         [&](JsonWriter &out) { v1::writeFrameworkInfo(out, framework.info); });
}

void Subscribers::taskAdded(const Task &task)
{
    tell("TASK_ADDED", "task_added", [&](JsonWriter &out) {
        out.key("task");
        v1::writeTask(out, task, false);
    });
}

void Subscribers::taskUpdated(const Task &task, const Status &status)
{
    tell("TASK_UPDATED", "task_updated", [&](JsonWriter &out) {
        v1::writeId(out, "framework_id", task.frameworkId);
        out.key("status");
        v1::writeStatus(out, task, status);
        out.text("state", stateName(task.state));
    });
}

} // namespace sim
