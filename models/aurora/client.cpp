// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/client.h"

#include "models/aurora/channel.h"
#include "models/aurora/httperrors.h"
#include "models/net/located.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using Kind = core::Error::Kind;
using ChannelPointer = std::shared_ptr<Channel>;

template <typename Value>
using FromBytes = core::Result<Value> (*)(std::string_view, Encoding);
template <typename Value>
using FromDocument = core::Result<Value> (*)(const net::Body &);

template <typename Value>
QCoro::Task<core::Result<Value>> decoded(Reply reply, FromBytes<Value> decode)
{
    const auto decoding
        = QtConcurrent::run([reply, decode] { return decode(reply.response.body.view(), reply.encoding); });
    const core::Result<Value> value = co_await decoding;
    if (!value)
        co_return core::failure(net::located(value.error(), reply.response));
    co_return value;
}

template <typename Value>
QCoro::Task<core::Result<Value>> asked(ChannelPointer channel, Call call, FromBytes<Value> decode, std::stop_token stop)
{
    const core::Result<Reply> reply = co_await Channel::ask(channel, call, stop);
    if (!reply)
        co_return core::failure(reply.error());
    co_return co_await decoded<Value>(*reply, decode);
}

template <typename Value>
QCoro::Task<core::Result<Value>> got(ChannelPointer channel, Page page, FromDocument<Value> decode,
                                     std::stop_token stop)
{
    const core::Result<net::Response> response = co_await Channel::get(channel, page, stop);
    if (!response)
        co_return core::failure(response.error());
    const auto decoding = QtConcurrent::run([body = response->body, decode] { return decode(body); });
    const core::Result<Value> value = co_await decoding;
    if (!value)
        co_return core::failure(net::located(value.error(), *response));
    co_return value;
}

/// A task without an executor makes the scheduler fail at the whole list without configurations (HTTP 500), while the
/// other list works.
QCoro::Task<core::Result<Reply>> askedForTasks(ChannelPointer channel, TaskQuery query, std::stop_token stop)
{
    const core::Result<Reply> reply = co_await Channel::ask(channel, calls::tasks(query), stop);
    if (reply || reply.error().httpStatus != 500)
        co_return reply;
    co_return co_await Channel::ask(channel, calls::tasksWithConfigs(query), stop);
}

QCoro::Task<core::Result<QList<Task>>> listedTasks(ChannelPointer channel, TaskQuery query, std::stop_token stop)
{
    const core::Result<Reply> reply = co_await askedForTasks(channel, query, stop);
    if (!reply)
        co_return core::failure(reply.error());
    co_return co_await decoded<QList<Task>>(*reply, answers::tasks);
}

QCoro::Task<core::Result<QUrl>> foundLeader(ChannelPointer channel, std::stop_token stop)
{
    const core::Result<net::Response> response = co_await Channel::get(channel, Page::LeaderHealth, stop);
    if (!response)
        co_return core::failure(response.error());
    QUrl leader = response->url;
    leader.setPath({});
    co_return leader;
}

QCoro::Task<core::Result<Done>> notBuilt(QString why)
{
    core::Error error;
    error.kind = Kind::Config;
    error.detail = why;
    co_return core::failure(error);
}

} // namespace

Client::Client(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, ClientOptions options,
               QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Channel>(http, std::move(discovery), std::move(options)))
{
}

Client::~Client()
{
    d->close();
}

net::LeaderClient *Client::leaderClient() const
{
    return d->leader();
}

// ---- reads

Client::Task<QList<RoleSummary>> Client::roles(std::stop_token stop)
{
    return asked(d, calls::roles(), answers::roles, stop);
}

Client::Task<QList<JobSummary>> Client::jobSummaries(std::stop_token stop)
{
    return asked(d, calls::jobSummaries(), answers::jobSummaries, stop);
}

Client::Task<QList<JobSummary>> Client::jobSummaries(const QString &role, std::stop_token stop)
{
    return asked(d, calls::jobSummaries(role), answers::jobSummaries, stop);
}

Client::Task<QList<JobConfiguration>> Client::jobs(const QString &role, std::stop_token stop)
{
    return asked(d, calls::jobs(role), answers::jobs, stop);
}

Client::Task<QList<Task>> Client::tasks(const TaskQuery &query, std::stop_token stop)
{
    return listedTasks(d, query, stop);
}

Client::Task<QList<Task>> Client::tasksWithConfigs(const TaskQuery &query, std::stop_token stop)
{
    return asked(d, calls::tasksWithConfigs(query), answers::tasks, stop);
}

Client::Task<ConfigSummary> Client::configSummary(const JobKey &job, std::stop_token stop)
{
    return asked(d, calls::configSummary(job), answers::configSummary, stop);
}

Client::Task<QList<PendingReason>> Client::pendingReasons(const TaskQuery &query, std::stop_token stop)
{
    return asked(d, calls::pendingReasons(query), answers::pendingReasons, stop);
}

Client::Task<Quota> Client::quota(const QString &role, std::stop_token stop)
{
    return asked(d, calls::quota(role), answers::quota, stop);
}

Client::Task<Tiers> Client::tiers(std::stop_token stop)
{
    return asked(d, calls::tiers(), answers::tiers, stop);
}

Client::Task<TaskConfig> Client::populate(const JobConfiguration &job, std::stop_token stop)
{
    return asked(d, calls::populate(job), answers::populated, stop);
}

Client::Task<QList<UpdateSummary>> Client::updateSummaries(const UpdateQuery &query, std::stop_token stop)
{
    return asked(d, calls::updateSummaries(query), answers::updateSummaries, stop);
}

Client::Task<QList<UpdateDetails>> Client::updateDetails(const UpdateQuery &query, std::stop_token stop)
{
    return asked(d, calls::updateDetails(query), answers::updateDetails, stop);
}

Client::Task<UpdateDiff> Client::updateDiff(const UpdateRequest &request, std::stop_token stop)
{
    return asked(d, calls::updateDiff(request), answers::updateDiff, stop);
}

// ---- orders about jobs

Client::Task<Done> Client::create(const JobConfiguration &job, std::stop_token stop)
{
    return asked(d, calls::create(job), answers::done, stop);
}

Client::Task<Done> Client::killInstances(const JobKey &job, const InstanceSet &instances, const QString &reason,
                                         std::stop_token stop)
{
    return asked(d, calls::killInstances(job, instances, reason), answers::done, stop);
}

Client::Task<Done> Client::killJob(const JobKey &job, const QString &reason, std::stop_token stop)
{
    return asked(d, calls::killJob(job, reason), answers::done, stop);
}

Client::Task<Done> Client::restart(const JobKey &job, const InstanceSet &instances, std::stop_token stop)
{
    return asked(d, calls::restart(job, instances), answers::done, stop);
}

Client::Task<Done> Client::addInstances(const InstanceKey &pattern, int count, std::stop_token stop)
{
    return asked(d, calls::addInstances(pattern, count), answers::done, stop);
}

Client::Task<Done> Client::scheduleCron(const JobConfiguration &job, std::stop_token stop)
{
    return asked(d, calls::scheduleCron(job), answers::done, stop);
}

Client::Task<Done> Client::descheduleCron(const JobKey &job, std::stop_token stop)
{
    return asked(d, calls::descheduleCron(job), answers::done, stop);
}

Client::Task<Done> Client::startCron(const JobKey &job, std::stop_token stop)
{
    return asked(d, calls::startCron(job), answers::done, stop);
}

Client::Task<Done> Client::replaceCronTemplate(const JobConfiguration &job, std::stop_token stop)
{
    return asked(d, calls::replaceCronTemplate(job), answers::done, stop);
}

// ---- orders about updates

Client::Task<StartedUpdate> Client::startUpdate(const UpdateRequest &request, const QString &reason,
                                                std::stop_token stop)
{
    return asked(d, calls::startUpdate(request, reason), answers::startedUpdate, stop);
}

Client::Task<Done> Client::pauseUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop)
{
    return asked(d, calls::pauseUpdate(key, reason), answers::done, stop);
}

Client::Task<Done> Client::resumeUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop)
{
    return asked(d, calls::resumeUpdate(key, reason), answers::done, stop);
}

Client::Task<Done> Client::abortUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop)
{
    return asked(d, calls::abortUpdate(key, reason), answers::done, stop);
}

Client::Task<Done> Client::rollbackUpdate(const UpdateKey &key, const QString &reason, std::stop_token stop)
{
    return asked(d, calls::rollbackUpdate(key, reason), answers::done, stop);
}

Client::Task<PulseStatus> Client::pulseUpdate(const UpdateKey &key, std::stop_token stop)
{
    return asked(d, calls::pulseUpdate(key), answers::pulse, stop);
}

// ---- orders of administrators

Client::Task<Done> Client::setQuota(const QString &role, const Resources &limit, std::stop_token stop)
{
    return asked(d, calls::setQuota(role, limit), answers::done, stop);
}

Client::Task<QList<HostStatus>> Client::startMaintenance(const QStringList &hosts, std::stop_token stop)
{
    return asked(d, calls::startMaintenance(hosts), answers::hosts, stop);
}

Client::Task<QList<HostStatus>> Client::drain(const QStringList &hosts, std::stop_token stop)
{
    return asked(d, calls::drain(hosts), answers::hosts, stop);
}

Client::Task<QList<HostStatus>> Client::slaDrain(const QStringList &hosts, const SlaPolicy &policy,
                                                 core::Duration timeout, std::stop_token stop)
{
    return asked(d, calls::slaDrain(hosts, policy, timeout), answers::hosts, stop);
}

Client::Task<QList<HostStatus>> Client::maintenanceStatus(const QStringList &hosts, std::stop_token stop)
{
    return asked(d, calls::maintenanceStatus(hosts), answers::hosts, stop);
}

Client::Task<QList<HostStatus>> Client::endMaintenance(const QStringList &hosts, std::stop_token stop)
{
    return asked(d, calls::endMaintenance(hosts), answers::hosts, stop);
}

Client::Task<Done> Client::forceTaskState(const QString &taskId, TaskStatus status, std::stop_token stop)
{
    const std::optional<Call> call = calls::forceTaskState(taskId, status);
    if (!call)
        return notBuilt(u"A task cannot be forced into a status this program does not know."_s);
    return asked(d, *call, answers::done, stop);
}

// ---- beside the API

Client::Task<Vars> Client::vars(std::stop_token stop)
{
    return got(d, Page::Vars, answers::vars, stop);
}

Client::Task<QList<Offer>> Client::offers(std::stop_token stop)
{
    return got(d, Page::Offers, answers::offers, stop);
}

Client::Task<QList<PendingGroup>> Client::pendingGroups(std::stop_token stop)
{
    return got(d, Page::PendingTasks, answers::pendingGroups, stop);
}

Client::Task<Maintenance> Client::maintenance(std::stop_token stop)
{
    return got(d, Page::Maintenance, answers::maintenance, stop);
}

Client::Task<QMap<QString, Resources>> Client::quotas(std::stop_token stop)
{
    return got(d, Page::Quotas, answers::quotas, stop);
}

Client::Task<QMap<QString, QString>> Client::cronSchedules(std::stop_token stop)
{
    return got(d, Page::Cron, answers::cronSchedules, stop);
}

Client::Task<QUrl> Client::findLeader(std::stop_token stop)
{
    return foundLeader(d, stop);
}

// ---- undecoded

Client::Task<Reply> Client::ask(const Call &call, std::stop_token stop)
{
    return Channel::ask(d, call, stop);
}

Client::Task<Reply> Client::askTasks(const TaskQuery &query, std::stop_token stop)
{
    return askedForTasks(d, query, stop);
}

} // namespace aurora
