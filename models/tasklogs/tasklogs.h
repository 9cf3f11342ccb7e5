// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"
#include "models/logs/choice.h"
#include "models/logs/knownfailures.h"
#include "models/logs/source.h"
#include "models/tasklogs/listing.h"

#include <memory>

namespace aurora {
class Store;
}
namespace mesos {
class Store;
}
namespace net {
class HttpClient;
}

namespace tasklogs {

class Rescuer;

struct Options
{
    net::Credentials credentials; ///< the agents' are the masters'; observers know none
    std::shared_ptr<const net::Route> route;
    QString scheme = QStringLiteral("http"); ///< of agents; observers speak plain HTTP
    quint16 observerPort = 1338;
    std::chrono::milliseconds deadline{ 15000 };
    QString folder; ///< of saved copies; empty: a temporary one
    bool rescue = true; ///< save the logs of tasks that fail while this runs
};

/// Logs of one stack's tasks: where they are, what there is, how to read it, and the saved copies. Thread: GUI thread.
class TaskLogs final : public QObject
{
    Q_OBJECT
public:
    /// `aurora` may be null. The stores must outlive this.
    TaskLogs(net::HttpClient *http, Options options, mesos::Store *mesos, aurora::Store *aurora,
             const core::Clock &clock, QObject *parent = nullptr);
    ~TaskLogs() override;

    void setCredentials(net::Credentials credentials);

    /// Of a task ("frameworkId/taskId", the first may be empty) or an instance. nullopt: neither Mesos nor Aurora lists
    /// it now.
    std::optional<Place> find(const links::ObjectRef &ref) const;
    /// What a person types: a Mesos task id, "role/env/name" (instance 0) or "role/env/name/3".
    std::optional<Place> find(const QString &typed) const;

    QCoro::Task<Listing> list(Place place, std::stop_token stop = {});
    QCoro::Task<core::Result<QList<LogFile>>> listFolder(const Place &place, const LogFile &folder,
                                                         std::stop_token stop = {});
    std::shared_ptr<logs::Source> open(const Place &place, const LogFile &file) const;

    /// The file that is opened by itself; nullptr: there is none. A copy only where nobody else has the file, or its
    /// process's observer is away.
    const LogFile *choose(const Place &place, const Listing &listing) const;
    logs::FileChoice &choice() { return m_choice; }
    const logs::KnownFailures &knownFailures() const { return m_failures; }
    CopyStore *copies() { return &m_copies; }

    /// Why a keeper's files are missing, and what to do: "agent ip-… : …". Empty: nothing is missing.
    static QString explain(const Place &place, const Listing &listing);

private:
    logs::Endpoint agentOf(const Place &place) const;
    logs::Endpoint observerOf(const Place &place) const;

    net::HttpClient *m_http;
    Options m_options;
    mesos::Store *m_mesos;
    aurora::Store *m_aurora;
    logs::FileChoice m_choice;
    QSet<QString> m_sparkJobs; ///< seen to be Spark's: their observers may be away the next time
    const logs::KnownFailures m_failures;
    CopyStore m_copies;
    std::unique_ptr<Rescuer> m_rescuer;
};

} // namespace tasklogs
