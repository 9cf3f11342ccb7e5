// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/answers.h"
#include "models/aurora/calls.h"
#include "models/aurora/httpanswers.h"
#include "models/net/leader.h"

#include <QObject>
#include <qcoro/qcorotask.h>

#include <memory>

namespace aurora {

struct ClientOptions
{
    net::Credentials credentials; ///< reads need none; wrong ones are refused even there
    std::shared_ptr<const net::Route> route;
    std::chrono::milliseconds deadline{ 20000 };
    qint64 maxBody = qint64{ 512 } << 20;
};

class Channel;

/// An answer as it came, for decoders of their own (a list of 100,000 tasks).
struct Reply
{
    net::Response response; ///< status 200; the scheduler's verdict is inside
    Encoding encoding = Encoding::Binary; ///< of response.body
};

/// One Aurora scheduler, behind one or several addresses. Each call is a coroutine that ends with a value or a typed
/// error, and at once with Cancelled when its stop token says so. Decoding happens in the pool.
///
/// Asks in binary, and falls back to TJSON for a scheduler that does not take it; remembered for each address. Reads
/// are repeated at another address when one fails. An order is sent again only where it cannot have been carried out: a
/// redirect, a refused connection, a refused encoding. For other failures see actions::mayHaveArrived().
/// Thread: the one it lives in; it may go while a call is under way.
class Client : public QObject
{
    Q_OBJECT
public:
    template <typename Value>
    using Task = QCoro::Task<core::Result<Value>>;

    Client(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, ClientOptions options = {},
           QObject *parent = nullptr);
    ~Client() override;

    net::LeaderClient *leaderClient() const; ///< who leads, and what each address answered last

    // ---- reads
    Task<QList<RoleSummary>> roles(std::stop_token stop = {});
    Task<QList<JobSummary>> jobSummaries(std::stop_token stop = {});
    Task<QList<JobSummary>> jobSummaries(const QString &role, std::stop_token stop = {});
    Task<QList<JobConfiguration>> jobs(const QString &role = {}, std::stop_token stop = {});
    /// Without the executors' data where the scheduler manages that, with them where a task has no executor.
    Task<QList<aurora::Task>> tasks(const TaskQuery &query, std::stop_token stop = {});
    Task<QList<aurora::Task>> tasksWithConfigs(const TaskQuery &query, std::stop_token stop = {});
    Task<ConfigSummary> configSummary(const JobKey &job, std::stop_token stop = {});
    Task<QList<PendingReason>> pendingReasons(const TaskQuery &query, std::stop_token stop = {});
    Task<Quota> quota(const QString &role, std::stop_token stop = {});
    Task<Tiers> tiers(std::stop_token stop = {});
    Task<TaskConfig> populate(const JobConfiguration &job, std::stop_token stop = {});
    Task<QList<UpdateSummary>> updateSummaries(const UpdateQuery &query, std::stop_token stop = {});
    Task<QList<UpdateDetails>> updateDetails(const UpdateQuery &query, std::stop_token stop = {});
    Task<UpdateDiff> updateDiff(const UpdateRequest &request, std::stop_token stop = {});

    // ---- orders about jobs
    Task<Done> create(const JobConfiguration &job, std::stop_token stop = {});
    Task<Done> killInstances(const JobKey &job, const InstanceSet &instances, const QString &reason,
                             std::stop_token stop = {});
    Task<Done> killJob(const JobKey &job, const QString &reason, std::stop_token stop = {});
    Task<Done> restart(const JobKey &job, const InstanceSet &instances, std::stop_token stop = {});
    Task<Done> addInstances(const InstanceKey &pattern, int count, std::stop_token stop = {});
    Task<Done> scheduleCron(const JobConfiguration &job, std::stop_token stop = {});
    Task<Done> descheduleCron(const JobKey &job, std::stop_token stop = {});
    Task<Done> startCron(const JobKey &job, std::stop_token stop = {});
    Task<Done> replaceCronTemplate(const JobConfiguration &job, std::stop_token stop = {});

    // ---- orders about updates
    Task<StartedUpdate> startUpdate(const UpdateRequest &request, const QString &reason, std::stop_token stop = {});
    Task<Done> pauseUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop = {});
    Task<Done> resumeUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop = {});
    Task<Done> abortUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop = {});
    Task<Done> rollbackUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop = {});
    Task<PulseStatus> pulseUpdate(const UpdateKey &key, std::stop_token stop = {});

    // ---- orders of administrators
    Task<Done> setQuota(const QString &role, const Resources &limit, std::stop_token stop = {});
    Task<QList<HostStatus>> startMaintenance(const QStringList &hosts, std::stop_token stop = {});
    Task<QList<HostStatus>> drain(const QStringList &hosts, std::stop_token stop = {});
    Task<QList<HostStatus>> slaDrain(const QStringList &hosts, const SlaPolicy &policy, core::Duration timeout,
                                     std::stop_token stop = {});
    Task<QList<HostStatus>> maintenanceStatus(const QStringList &hosts, std::stop_token stop = {});
    Task<QList<HostStatus>> endMaintenance(const QStringList &hosts, std::stop_token stop = {});
    Task<Done> forceTaskState(const QString &taskId, TaskStatus status, std::stop_token stop = {});

    // ---- beside the API
    Task<Vars> vars(std::stop_token stop = {});
    Task<QList<Offer>> offers(std::stop_token stop = {});
    Task<QList<PendingGroup>> pendingGroups(std::stop_token stop = {});
    Task<Maintenance> maintenance(std::stop_token stop = {});
    Task<QMap<QString, Resources>> quotas(std::stop_token stop = {});
    Task<QMap<QString, QString>> cronSchedules(std::stop_token stop = {});
    Task<QUrl> findLeader(std::stop_token stop = {}); ///< by /leaderhealth; NoLeader when nobody leads

    // ---- undecoded
    Task<Reply> ask(const Call &call, std::stop_token stop = {});
    /// As tasks(), for a walker: falls back to the list with configurations in the same way.
    Task<Reply> askTasks(const TaskQuery &query, std::stop_token stop = {});

private:
    std::shared_ptr<Channel> d;
};

} // namespace aurora
