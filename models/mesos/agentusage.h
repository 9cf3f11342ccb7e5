// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/mesos/agentstatistics.h"
#include "models/net/request.h"

#include <QList>
#include <QObject>

#include <memory>

namespace net {
class HttpClient;
}

namespace mesos {

/// What agents use beside what is allocated on them: the master does not know, so each agent that somebody looks at is
/// asked itself, by its address and the stack's route. Politely: only those that are followed, a few at a time, slowly,
/// ever more slowly those that refuse, and none while nobody looks. Credentials are the stack's: the master whose word
/// names the addresses has them, too. Thread: the one it lives in.
class AgentUsage final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        net::Credentials credentials;
        std::shared_ptr<const net::Route> route;
        QString scheme = QStringLiteral("http"); ///< of the agents' endpoints
        std::chrono::milliseconds deadline{ 10000 };
        std::chrono::milliseconds interval{ 15000 };
        std::chrono::milliseconds second{ 5000 }; ///< to the second look: only then there are cores
        std::chrono::milliseconds ceiling{ 300000 }; ///< between looks at one that fails
        int atOnce = 4; ///< requests under way
    };
    struct Agent
    {
        QByteArray id;
        QString address; ///< "10.0.1.11:5051"
    };
    /// The last good answer stays with its time when a later look fails.
    struct Reading
    {
        std::shared_ptr<const AgentUse> use; ///< null: none yet
        core::TimePoint at{}; ///< our clock, when it came
        std::optional<core::Error> error; ///< of the last look, when it failed
    };

    AgentUsage(net::HttpClient *http, Options options, const core::Clock &clock, QObject *parent = nullptr);
    ~AgentUsage() override;

    /// What `viewer` looks at from now on, in place of what it followed before; ends with it.
    void follow(QObject *viewer, const QList<Agent> &agents);
    Reading reading(const QByteArray &agent) const; ///< of any agent followed lately
    void refresh(); ///< all that are followed, now
    void setHidden(bool hidden);
    void setCredentials(net::Credentials credentials);

signals:
    void changed(const QByteArray &agent); ///< its reading is another one

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesos
