// SPDX-License-Identifier: GPL-3.0-or-later
// What a Store asks, one look a part.
#include "models/aurora/changedjobs.h"
#include "models/aurora/looks.h"
#include "models/aurora/storeprivate.h"
#include "models/core/cancelled.h"
#include "models/net/located.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

/// Jobs asked for in one question; beyond, a look at all active tasks is cheaper.
constexpr qsizetype jobsAtOnce = 50;

bool somebodyWaits(const State &state)
{
    return std::ranges::any_of(state.jobs, [](const JobRow &job) { return job.stats.pending > 0; });
}

} // namespace

Store::Private::Looked Store::Private::take(core::Result<Reply> reply, Decode decode, std::stop_token stop)
{
    const QPointer<Store> self(q);
    if (!reply)
        co_return core::failure(reply.error());
    const net::Response response = reply->response;
    noteFacts(response);
    const auto decoding = QtConcurrent::run(&worker, [decoder = decoder, response, decode] {
        return decode(*decoder,
                      { response.body.data(), static_cast<size_t>(response.body.size()),
                        static_cast<size_t>(response.body.capacity()) });
    });
    const core::Result<Snapshot> state = co_await decoding;
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!state)
        co_return core::failure(net::located(state.error(), response));
    lastBody = response.body.size();
    show(*state);
    co_return core::Result<void>();
}

Store::Private::Looked Store::Private::takeValue(Decoding decode, std::stop_token stop)
{
    const QPointer<Store> self(q);
    const auto decoding = QtConcurrent::run(&worker, [decoder = decoder, decode] { return decode(*decoder); });
    const Snapshot state = co_await decoding;
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    show(state);
    co_return core::Result<void>();
}

Store::Private::Looked Store::Private::lookAtJobs(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<Reply> reply = co_await client->ask(calls::jobSummaries(), stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    const Snapshot before = core::isKnown(of(Part::Jobs)->freshness().fetchedAt) ? snapshot : Snapshot();
    const core::Result<void> taken = co_await take(
        reply, [](Decoder &decoding, const ReplyBytes &bytes) { return decoding.jobs(bytes); }, stop);
    if (!taken)
        co_return taken;
    of(Part::Jobs)->setPolicy(policyFor(1, lastBody));
    const ChangedJobs changed = changedJobs(before.get(), *snapshot, jobsAtOnce);
    if (changed.more)
        of(Part::ActiveTasks)->refresh();
    if (!changed.jobs.isEmpty()) {
        const core::Result<void> looked = co_await lookAtJobsTasks(changed.jobs, stop);
        if (!looked && looked.error().kind == core::Error::Kind::Cancelled)
            co_return looked;
        // The summaries are read all the same; who changes or is watched is asked for again.
    }
    if (self && somebodyWaits(*snapshot) && snapshot->pending.empty())
        of(Part::Reasons)->refresh();
    co_return core::Result<void>();
}

Store::Private::Looked Store::Private::lookAtTasks(TaskQuery query, Decode decode, std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<Reply> reply = co_await client->askTasks(query, stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    co_return co_await take(reply, decode, stop);
}

Store::Private::Looked Store::Private::lookAtJobsTasks(QList<JobKey> jobs, std::stop_token stop)
{
    const core::Result<TaskQuery> query = TaskQuery::Builder().jobs(jobs).build();
    if (!query)
        co_return core::failure(query.error());
    const Decode decode
        = [jobs](Decoder &decoding, const ReplyBytes &bytes) { return decoding.tasksOfJobs(jobs, bytes); };
    co_return co_await lookAtTasks(*query, decode, stop);
}

Store::Private::Looked Store::Private::lookAtActiveTasks(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<TaskQuery> query = activeTasksQuery();
    if (!query)
        co_return core::failure(query.error());
    const Decode decode = [](Decoder &decoding, const ReplyBytes &bytes) { return decoding.activeTasks(bytes); };
    const core::Result<void> looked = co_await lookAtTasks(*query, decode, stop);
    if (looked && self)
        of(Part::ActiveTasks)->setPolicy(policyFor(activeTasksEvery, lastBody));
    co_return looked;
}

Store::Private::Looked Store::Private::lookAtWatched(std::stop_token stop)
{
    const QPointer<Store> self(q);
    QList<JobKey> jobs;
    QStringList roles;
    for (auto it = watched.cbegin(); it != watched.cend(); ++it) {
        if (it.key().isComplete())
            jobs.append(it.key());
        else
            roles.append(it.key().role);
    }
    qint64 bytes = 0;
    if (!jobs.isEmpty()) {
        const core::Result<void> looked = co_await lookAtJobsTasks(jobs, stop);
        if (!looked || !self)
            co_return looked;
        bytes += lastBody;
    }
    for (const QString &role : roles) {
        const core::Result<TaskQuery> query = TaskQuery::Builder().role(role).build();
        if (!query)
            co_return core::failure(query.error());
        const Decode decode
            = [role](Decoder &decoding, const ReplyBytes &body) { return decoding.tasksOfRole(role, body); };
        const core::Result<void> looked = co_await lookAtTasks(*query, decode, stop);
        if (!looked || !self)
            co_return looked;
        bytes += lastBody;
    }
    of(Part::WatchedTasks)->setPolicy(policyFor(1, bytes));
    co_return core::Result<void>();
}

Store::Private::Looked Store::Private::lookAtReasons(std::stop_token stop)
{
    const QPointer<Store> self(q);
    QList<PendingReason> reasons;
    if (snapshot && somebodyWaits(*snapshot)) { // else there is nothing to ask
        const core::Result<QList<PendingReason>> answer
            = co_await client->pendingReasons(TaskQuery::everything(), stop);
        if (!self || stop.stop_requested())
            co_return core::failure(core::cancelled());
        if (!answer)
            co_return core::failure(answer.error());
        reasons = *answer;
    } else if (!snapshot || snapshot->pending.empty()) {
        co_return core::Result<void>();
    }
    // A name for it: gcc 12 destroys the captures of a lambda inside a co_await twice. So with the next ones.
    const Decoding decode
        = [reasons, at = clock.now()](Decoder &decoding) { return decoding.pendingReasons(reasons, at); };
    co_return co_await takeValue(decode, stop);
}

Store::Private::Looked Store::Private::lookAtUpdates(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<UpdateQuery> query = activeUpdatesQuery();
    if (!query)
        co_return core::failure(query.error());
    const core::Result<QList<UpdateSummary>> answer = co_await client->updateSummaries(*query, stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!answer)
        co_return core::failure(answer.error());
    const Decoding decode = [updates = *answer](Decoder &decoding) { return decoding.updates(updates); };
    co_return co_await takeValue(decode, stop);
}

Store::Private::Looked Store::Private::lookAtScheduler(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<Vars> vars = co_await client->vars(stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!vars)
        co_return core::failure(vars.error());
    const core::Result<Maintenance> maintenance = co_await client->maintenance(stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!maintenance)
        co_return core::failure(maintenance.error());
    const Decoding decode
        = [vitals = vitalsOf(*vars), hosts = hostsOf(*maintenance), at = clock.now()](Decoder &decoding) {
              decoding.maintenance(hosts);
              return decoding.vitals(vitals, at);
          };
    co_return co_await takeValue(decode, stop);
}

} // namespace aurora
