// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/http/connection.h"
#include "app/simulator/world/world.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace sim {

struct Faults;

/// The leader's event streams (SUBSCRIBE): a snapshot, a heartbeat at once and every fifteen seconds of real time, and
/// an event for each change of the world, as RecordIO. What a real master keeps quiet is not told here either.
class Subscribers final : public QObject, private WorldObserver
{
    Q_OBJECT
public:
    Subscribers(World *world, const Faults *faults, QObject *parent = nullptr);
    ~Subscribers() override;

    void add(HttpConnection *connection);
    int count() const;
    void endAll(); ///< as when the master dies: streams stop without a closing record

private:
    void agentAdded(const Agent &agent) override;
    void agentRemoved(const Agent &agent) override;
    void frameworkAdded(const FrameworkState &framework) override;
    void frameworkUpdated(const FrameworkState &framework) override;
    void frameworkRemoved(const FrameworkState &framework) override;
    void taskAdded(const Task &task) override;
    void taskUpdated(const Task &task, const Status &status) override;
    template <typename Write>
    void tell(std::string_view type, std::string_view key, const Write &write);
    void broadcast(const QByteArray &json);
    bool isSilent() const;

    World *m_world;
    const Faults *m_faults;
    QTimer m_heartbeat;
    std::vector<QPointer<HttpConnection>> m_connections;
};

/// `length\njson`
QByteArray recordIo(const QByteArray &json);

} // namespace sim
