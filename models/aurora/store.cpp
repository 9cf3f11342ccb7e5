// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/store.h"

#include "models/aurora/storeprivate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

/// A part may cost so many bytes a second, unpacked; a larger answer is asked for less often. The list of all active
/// tasks is one question for the whole cluster, not one a role: it is the same bytes, of one moment, in one turn of the
/// scheduler. Recorded, 10,000 tasks are 7.4 MB (0.7 on the wire): every 10 s; 100,000 every 18 s.
constexpr qint64 bytesPerSecond = qint64{ 4 } << 20;

} // namespace

Store::Private::Private(Store *store, net::HttpClient *httpClient, std::shared_ptr<const net::LeaderDiscovery> where,
                        StoreOptions storeOptions, const core::Clock &storeClock)
    : q(store)
    , http(httpClient)
    , discovery(std::move(where))
    , options(std::move(storeOptions))
    , clock(storeClock)
    , keeper(options.cacheFile, &worker)
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

void Store::Private::show(Snapshot state)
{
    snapshot = std::move(state);
    keeper.keep([state = snapshot, at = clock.now()] { return encodeState(*state, at); });
    Q_EMIT q->snapshotChanged();
}

/// The worker has one thread, and this is its first work: no answer is decoded before.
void Store::Private::restore(const Snapshot &earlier, core::TimePoint fetchedAt)
{
    if (snapshot)
        return; // the scheduler was faster
    snapshot = earlier;
    for (const std::unique_ptr<net::Poller> &each : pollers) {
        if (each.get() != of(Part::WatchedTasks))
            each->setRestored(fetchedAt);
    }
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
    d->keeper.restore([this, decoder = d->decoder](const QByteArray &bytes) -> core::Result<std::function<void()>> {
        return decodeState(bytes).map([this, &decoder](CachedState cached) {
            const Snapshot earlier = decoder->restore(std::move(cached.state));
            return std::function<void()>([this, earlier, at = cached.fetchedAt] { d->restore(earlier, at); });
        });
    });
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
    d->keeper.flush();
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
