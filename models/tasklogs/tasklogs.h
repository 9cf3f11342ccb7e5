// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/objectref.h"
#include "models/logs/choice.h"
#include "models/logs/knownfailures.h"
#include "models/logs/source.h"
#include "models/logs/writtenzone.h"
#include "models/tasklogs/listing.h"
#include "models/tasklogs/savedtasks.h"

#include <QPointer>
#include <QUrl>

#include <memory>

namespace airflow {
class Store;
}
namespace aurora {
class Store;
}
namespace dag {
class NightBoard;
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
    QString archive; ///< config::archiveLink()'s pattern; empty: logs are not kept elsewhere
    QByteArray zone; ///< IANA name of what times mean that name no zone; empty: not known
    QString folder; ///< of saved copies; empty: a temporary one
    bool rescue = true; ///< save the logs of tasks that fail while this runs
};

/// Who knows of tasks. They outlive the TaskLogs; all but Mesos may be null.
struct Stores
{
    mesos::Store *mesos = nullptr;
    aurora::Store *aurora = nullptr;
    airflow::Store *airflow = nullptr;
    dag::NightBoard *night = nullptr; ///< tells which job a node has
};

/// Logs of one stack's tasks: where they are, what there is, how to read it, and the saved copies. Thread: GUI thread.
class TaskLogs final : public QObject
{
    Q_OBJECT
public:
    TaskLogs(net::HttpClient *http, Options options, const Stores &stores, const core::Clock &clock,
             QObject *parent = nullptr);
    ~TaskLogs() override;

    void setCredentials(net::Credentials credentials);

    /// Of a task ("frameworkId/taskId", the first may be empty), an instance, or a node of the night: then of the
    /// instance of its job that is worth reading, or of Airflow's own log where no task is known. nullopt: nobody lists
    /// it now.
    std::optional<Place> find(const links::ObjectRef &ref) const;
    /// What a person types: a Mesos task id, "role/env/name" (instance 0), "role/env/name/3", or a node of the night.
    std::optional<Place> find(const QString &typed) const;

    /// All tasks of its instance that are listed, itself among them, the oldest first; empty: it is no instance of a
    /// job.
    QList<Place> triesOfItsInstance(const Place &place) const;

    /// Of what find() does not find: as the newest saved copy tells it, else what the reference itself says.
    QCoro::Task<Place> remember(links::ObjectRef ref);
    /// The task of an instance that waits for a machine. nullopt: none does.
    std::optional<Place> findWaiting(const links::ObjectRef &ref) const;

    QCoro::Task<Listing> list(Place place, std::stop_token stop = {});
    QCoro::Task<core::Result<QList<LogFile>>> listFolder(const Place &place, const LogFile &folder,
                                                         std::stop_token stop = {});
    std::shared_ptr<logs::Source> open(const Place &place, const LogFile &file) const;
    /// The folder all of a task's files are in; nullopt: it is not known where that is.
    std::optional<LogFile> sandboxOf(const Place &place) const;

    /// Where a browser finds this task's logs for good; empty: nowhere, or not by what is known of it.
    QUrl archiveLink(const Place &place) const;

    /// The file that is opened by itself; nullptr: there is none. A copy only where nobody else has the file, or its
    /// process's observer is away; a try of Airflow's only where there is nothing else.
    const LogFile *choose(const Place &place, const Listing &listing) const;
    /// Saves the ends of these tasks' logs, as somebody is about to end them, or their machine: as far as it gets,
    /// newest first. `agent`: where they all are; empty: here and there.
    void keepEnds(const QStringList &tasks, const QString &agent = {});
    bool keepsEndsOf(const QString &agent) const; ///< some that were to be kept there are not saved yet
    /// From now on, and over restarts, this is the file of the job that is opened by itself.
    void rememberChoice(const QString &job, const QString &file);
    /// What the stack's file says of times without a zone.
    const logs::WrittenZone &zone() const { return m_zone; }
    const logs::KnownFailures &knownFailures() const; ///< read when first asked for: it costs a start milliseconds
    CopyStore *copies() { return &m_copies; }
    const QList<Copy> &savedTasks() const { return m_saved.newest(); } ///< the newest copy of each

    /// Why a keeper's files are missing, and what to do: "agent ip-… : …". Empty: nothing is missing.
    static QString explain(const Place &place, const Listing &listing);

private:
    std::optional<Place> findInstance(const QString &id) const;
    std::optional<Place> findTask(const QString &id) const;
    std::optional<Place> findNode(const QString &id) const;
    void addNode(Place *place) const; ///< whose job it is
    logs::Endpoint agentOf(const Place &place) const;
    logs::Endpoint observerOf(const Place &place) const;

    net::HttpClient *m_http;
    Options m_options;
    const Stores m_stores;
    logs::FileChoice m_choice;
    QSet<QString> m_sparkJobs; ///< seen to be Spark's: their observers may be away the next time
    mutable std::optional<logs::KnownFailures> m_failures;
    const logs::WrittenZone m_zone;
    CopyStore m_copies;
    SavedTasks m_saved{ &m_copies };
    std::unique_ptr<Rescuer> m_rescuer;
};

} // namespace tasklogs
