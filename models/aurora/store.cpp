// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/store.h"

#include "models/aurora/changedjobs.h"
#include "models/aurora/decoder.h"
#include "models/aurora/looks.h"

#include <QThreadPool>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using Decode = std::function<core::Result<Snapshot>(Decoder &, const ReplyBytes &)>;

/// A part may cost so many bytes a second, unpacked; a larger answer is asked for less often. The list of all active
/// tasks is one question for the whole cluster, not one a role: it is the same bytes, of one moment, in one turn of the
/// scheduler. Recorded, 10,000 tasks are 7.4 MB (0.7 on the wire): every 10 s; 100,000 every 18 s.
constexpr qint64 bytesPerSecond = qint64{ 4 } << 20;
constexpr int activeTasksEvery = 2; ///< times the policy's interval, at least; and so on
constexpr int reasonsEvery = 2;
constexpr int schedulerEvery = 3;
/// Jobs asked for in one question; beyond, a look at all active tasks is cheaper.
constexpr qsizetype jobsAtOnce = 50;

core::Error cancelled()
{
    core::Error error;
    error.kind = core::Error::Kind::Cancelled;
    return error;
}

core::Error located(core::Error error, const net::Response &response)
{
    error.endpoint = net::endpointName(response.url);
    error.httpStatus = response.status;
    error.clockOffset = response.clockOffset;
    return error;
}

bool somebodyWaits(const State &state)
{
    return std::ranges::any_of(state.jobs, [](const JobRow &job) { return job.stats.pending > 0; });
}

} // namespace

struct Store::Private
{
    Private(Store *store, net::HttpClient *httpClient, std::shared_ptr<const net::LeaderDiscovery> where,
            StoreOptions storeOptions, const core::Clock &storeClock);

    void connectClient();
    net::Poller *of(Part part) const { return pollers[static_cast<size_t>(part)].get(); }
    net::PollPolicy policyFor(int every, qint64 bytes = 0) const;
    void startPollers();
    void forget(const JobKey &key);

    using Looked = QCoro::Task<core::Result<void>>;
    Looked lookAtJobs(std::stop_token stop);
    Looked lookAtActiveTasks(std::stop_token stop);
    Looked lookAtWatched(std::stop_token stop);
    Looked lookAtReasons(std::stop_token stop);
    Looked lookAtUpdates(std::stop_token stop);
    Looked lookAtScheduler(std::stop_token stop);
    /// Asks for the tasks of some jobs; a failure leaves them for the next look.
    Looked lookAtJobsTasks(QList<JobKey> jobs, std::stop_token stop);
    Looked lookAtTasks(TaskQuery query, Decode decode, std::stop_token stop);
    /// Decodes an answer in the worker and shows the new picture.
    Looked take(core::Result<Reply> reply, Decode decode, std::stop_token stop);
    using Decoding = std::function<Snapshot(Decoder &)>;
    Looked takeValue(Decoding decode, std::stop_token stop);
    void show(Snapshot state);
    void noteFacts(const net::Response &response);

    Store *q;
    net::HttpClient *http;
    std::shared_ptr<const net::LeaderDiscovery> discovery;
    StoreOptions options;
    const core::Clock &clock;
    std::unique_ptr<Client> client;
    QThreadPool worker; ///< one thread: decoders are used by one at a time
    std::shared_ptr<Decoder> decoder = std::make_shared<Decoder>();
    std::array<std::unique_ptr<net::Poller>, 6> pollers; ///< by Part
    QHash<JobKey, int> watched; ///< key → holders; a role is a key without the rest
    qint64 lastBody = 0; ///< unpacked, of the answer that was taken last
    Snapshot snapshot;
    Health health;
    bool started = false;
};

Store::Private::Private(Store *store, net::HttpClient *httpClient, std::shared_ptr<const net::LeaderDiscovery> where,
                        StoreOptions storeOptions, const core::Clock &storeClock)
    : q(store)
    , http(httpClient)
    , discovery(std::move(where))
    , options(std::move(storeOptions))
    , clock(storeClock)
{
    worker.setMaxThreadCount(1);
    connectClient();
    const auto make = [this](Part part, const QString &name, int every, Looked (Private::*look)(std::stop_token)) {
        auto &place = pollers[static_cast<size_t>(part)];
        place = std::make_unique<net::Poller>(
            name, [this, look](std::stop_token stop) { return (this->*look)(std::move(stop)); }, policyFor(every),
            clock);
        QObject::connect(place.get(), &net::Poller::freshnessChanged, q, &Store::freshnessChanged);
    };
    make(Part::Jobs, u"aurora jobs"_s, 1, &Private::lookAtJobs);
    make(Part::ActiveTasks, u"aurora active tasks"_s, activeTasksEvery, &Private::lookAtActiveTasks);
    make(Part::WatchedTasks, u"aurora watched tasks"_s, 1, &Private::lookAtWatched);
    make(Part::Reasons, u"aurora pending reasons"_s, reasonsEvery, &Private::lookAtReasons);
    make(Part::Updates, u"aurora updates"_s, 1, &Private::lookAtUpdates);
    make(Part::Scheduler, u"aurora scheduler"_s, schedulerEvery, &Private::lookAtScheduler);
}

void Store::Private::connectClient()
{
    client = std::make_unique<Client>(http, discovery, options.client);
    QObject::connect(client->leaderClient(), &net::LeaderClient::leaderChanged, q, &Store::healthChanged);
}

/// Of a part whose last answer had so many bytes.
net::PollPolicy Store::Private::policyFor(int every, qint64 bytes) const
{
    net::PollPolicy policy = options.policy;
    const std::chrono::milliseconds bySize(bytes * 1000 / bytesPerSecond);
    policy.interval = std::max(policy.interval * every, bySize);
    policy.hiddenInterval = std::max(policy.hiddenInterval, policy.interval);
    policy.ceiling = std::max(policy.ceiling, policy.interval);
    return policy;
}

void Store::Private::startPollers()
{
    for (const std::unique_ptr<net::Poller> &each : pollers) {
        if (each.get() != of(Part::WatchedTasks) || !watched.isEmpty())
            each->start();
    }
}

// ---- looks

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
        co_return core::failure(cancelled());
    if (!state)
        co_return core::failure(located(state.error(), response));
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
        co_return core::failure(cancelled());
    show(state);
    co_return core::Result<void>();
}

Store::Private::Looked Store::Private::lookAtJobs(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<Reply> reply = co_await client->ask(calls::jobSummaries(), stop);
    if (!self || stop.stop_requested())
        co_return core::failure(cancelled());
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
        co_return core::failure(cancelled());
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
            co_return core::failure(cancelled());
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
        co_return core::failure(cancelled());
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
        co_return core::failure(cancelled());
    if (!vars)
        co_return core::failure(vars.error());
    const core::Result<Maintenance> maintenance = co_await client->maintenance(stop);
    if (!self || stop.stop_requested())
        co_return core::failure(cancelled());
    if (!maintenance)
        co_return core::failure(maintenance.error());
    const Decoding decode
        = [vitals = vitalsOf(*vars), hosts = hostsOf(*maintenance), at = clock.now()](Decoder &decoding) {
              decoding.maintenance(hosts);
              return decoding.vitals(vitals, at);
          };
    co_return co_await takeValue(decode, stop);
}

void Store::Private::show(Snapshot state)
{
    snapshot = std::move(state);
    Q_EMIT q->snapshotChanged();
}

void Store::Private::noteFacts(const net::Response &response)
{
    health.latency = response.latency;
    health.clockOffset = response.clockOffset;
    health.lastBytes = response.wireBytes;
    Q_EMIT q->healthChanged();
}

void Store::Private::forget(const JobKey &key)
{
    const auto place = watched.find(key);
    if (place == watched.end() || --*place > 0)
        return;
    watched.erase(place);
    if (watched.isEmpty())
        of(Part::WatchedTasks)->stop();
}

// ---- the store

Store::Store(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, StoreOptions options,
             const core::Clock &clock, QObject *parent)
    : core::Store(parent)
    , d(new Private(this, http, std::move(discovery), std::move(options), clock))
{
}

Store::~Store()
{
    blockSignals(true); // nobody listens to somebody half gone
    stop();
    d->worker.waitForDone();
}

void Store::start()
{
    if (!std::exchange(d->started, true))
        d->startPollers();
}

void Store::stop()
{
    d->started = false;
    for (const auto &each : d->pollers)
        each->stop();
}

void Store::refresh()
{
    for (const auto &each : d->pollers)
        each->refresh();
}

void Store::setHidden(bool hidden)
{
    for (const auto &each : d->pollers)
        each->setHidden(hidden);
}

void Store::setCredentials(net::Credentials credentials)
{
    d->options.client.credentials = std::move(credentials);
    const bool wasStarted = d->started;
    stop();
    d->connectClient();
    if (wasStarted)
        start();
}

QString Store::system() const
{
    return u"Aurora"_s;
}

Snapshot Store::snapshot() const
{
    return d->snapshot;
}

const core::Freshness &Store::freshness(Part part) const
{
    return d->of(part)->freshness();
}

Client *Store::client() const
{
    return d->client.get();
}

Store::Health Store::health() const
{
    Health result = d->health;
    result.leader = d->client->leaderClient()->leader();
    result.schedulers = d->client->leaderClient()->answers();
    return result;
}

// ---- watching

Store::Watch Store::watch(const JobKey &job)
{
    Watch watch;
    watch.m_store = this;
    watch.m_key = job;
    const bool isFirst = d->watched.isEmpty();
    const bool isNew = ++d->watched[job] == 1;
    net::Poller *const poller = d->of(Part::WatchedTasks);
    if (d->started && isFirst)
        poller->start();
    else if (isNew)
        poller->refresh();
    return watch;
}

Store::Watch Store::watchRole(const QString &role)
{
    return watch(JobKey{ role, {}, {} });
}

Store::Watch::Watch(Watch &&other) noexcept
    : m_store(std::exchange(other.m_store, nullptr))
    , m_key(std::move(other.m_key))
{
}

Store::Watch &Store::Watch::operator=(Watch &&other) noexcept
{
    if (this != &other) {
        release();
        m_store = std::exchange(other.m_store, nullptr);
        m_key = std::move(other.m_key);
    }
    return *this;
}

void Store::Watch::release()
{
    if (m_store)
        m_store->d->forget(m_key);
    m_store = nullptr;
}

} // namespace aurora
