// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/store.h"

#include "models/core/logging.h"
#include "models/core/picturekeeper.h"
#include "models/mesos/questions.h"
#include "models/mesos/statecache.h"
#include "models/mesos/streamfollower.h"

#include <QTimer>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using Phase = core::Freshness::Phase;

/// So many streams in a row that broke early: this way does not work here.
constexpr int brokenLimit = 3;
/// A stream that lived so long was a good one.
constexpr auto goodLife = 60s;
/// While polling: how often the stream is tried again.
constexpr auto streamRetry = 3min;
constexpr auto hiddenPublishInterval = 5s;
constexpr auto publishInterval = 250ms;
/// Heartbeats and events make the picture younger all the time; who shows its age needs to know now and then.
constexpr auto freshnessInterval = 1s;

} // namespace

struct Store::Private
{
    Store *q;
    net::HttpClient *http;
    const core::Clock &clock;
    StoreOptions options;
    std::shared_ptr<const net::LeaderDiscovery> discovery;
    net::LeaderClient *leader;
    QThreadPool worker{}; ///< one thread: decoders are used by one at a time
    std::shared_ptr<Decoder> decoder = std::make_shared<Decoder>();
    std::unique_ptr<core::PictureKeeper> keeper{};

    std::unique_ptr<net::Poller> polls{}; ///< while /state is polled
    std::unique_ptr<net::Poller> companions{}; ///< while the stream is followed
    std::unique_ptr<StreamFollower> follower{};
    QTimer retry{};
    core::TimePoint subscribedAt{};
    int broken = 0;

    Snapshot snapshot{};
    core::Freshness freshness{};
    core::TimePoint freshnessTold{};
    Health health{};
    bool started = false;
    bool streaming = false; ///< the shown picture comes from the stream
    bool hidden = false;

    void subscribe();
    void onStreamEnded(const core::Error &error, bool refused);
    void dropFollower();
    void startCompanions();
    void startPolling();
    void stopPolling();
    QCoro::Task<core::Result<void>> poll(std::stop_token stop);
    void onPolled(const Polled &polled);
    void onPollFreshness();
    void restore(const CachedState &cached);

    void show(Snapshot state);
    void setFresh();
    void setFailed(const core::Error &error);
    void tellFreshness();
    void noteFacts(const AnswerFacts &facts);
    void tellHealth();
};

// ---- the stream

void Store::Private::subscribe()
{
    retry.stop();
    if (!started || follower)
        return;
    if (!polls) {
        freshness.nextTry = {};
        if (freshness.phase == Phase::NeverAsked) {
            freshness.phase = Phase::Loading;
            freshness.askedSince = clock.now();
        }
        tellFreshness();
    }
    subscribedAt = {};
    follower = std::make_unique<StreamFollower>(leader, options, &worker);
    follower->setPublishInterval(hidden ? hiddenPublishInterval : publishInterval);
    QObject::connect(follower.get(), &StreamFollower::subscribed, q, [this] {
        subscribedAt = clock.now();
        startCompanions();
    });
    QObject::connect(follower.get(), &StreamFollower::heard, q, [this] {
        if (streaming)
            setFresh();
    });
    QObject::connect(follower.get(), &StreamFollower::published, q, [this](const Snapshot &state) {
        stopPolling();
        streaming = true;
        setFresh();
        noteFacts(follower->facts());
        show(state);
    });
    QObject::connect(follower.get(), &StreamFollower::ended, q,
                     [this](const core::Error &error, bool refused) { onStreamEnded(error, refused); });
    follower->start();
}

void Store::Private::dropFollower()
{
    if (companions) {
        companions->disconnect(q);
        companions->stop();
        companions.release()->deleteLater(); // one of its answers may have brought us here
    }
    if (follower) {
        follower->disconnect(q);
        follower->leave();
        follower.release()->deleteLater();
    }
    streaming = false;
}

void Store::Private::onStreamEnded(const core::Error &error, bool refused)
{
    const bool hadPicture = core::isKnown(subscribedAt);
    const bool wasGood = hadPicture && clock.now() - subscribedAt >= goodLife;
    broken = wasGood ? 1 : broken + 1;
    dropFollower();
    const bool mayPoll = options.mode == StoreOptions::Mode::Auto;
    if (polls) { // it was only tried again beside polling
        retry.start(streamRetry);
        return;
    }
    if (mayPoll && (refused || broken >= brokenLimit)) {
        qCDebug(lcMesos) << "polling instead of the stream:" << core::kindName(error.kind);
        startPolling();
        retry.start(streamRetry);
        return tellHealth();
    }
    // A stream that worked and was closed is most likely a new leader: at once, and without a word unless that fails.
    const bool closedAfterWork = hadPicture && error.kind == core::Error::Kind::Truncated && broken == 1;
    const std::chrono::milliseconds pause = closedAfterWork ? 0ms : net::Poller::pause(options.policy, hidden, broken);
    freshness.nextTry = clock.now() + pause;
    if (!closedAfterWork)
        setFailed(error);
    retry.start(pause);
    tellHealth();
}

void Store::Private::startCompanions()
{
    companions = std::make_unique<net::Poller>(
        u"companions"_s, [this](std::stop_token stop) { return follower->lookAtCompanions(std::move(stop)); },
        options.policy, clock);
    QObject::connect(companions.get(), &net::Poller::freshnessChanged, q, [this] {
        if (companions->freshness().failures == 0 && !companions->isAsking() && streaming) {
            setFresh();
            noteFacts(follower->facts());
        }
    });
    companions->setHidden(hidden);
    companions->start();
}

// ---- polling

void Store::Private::startPolling()
{
    polls = std::make_unique<net::Poller>(
        u"state"_s, [this](std::stop_token stop) { return poll(std::move(stop)); }, options.policy, clock);
    if (snapshot)
        polls->setRestored(freshness.fetchedAt);
    QObject::connect(polls.get(), &net::Poller::freshnessChanged, q, [this] { onPollFreshness(); });
    polls->setHidden(hidden);
    polls->start();
}

void Store::Private::stopPolling()
{
    if (polls) {
        polls->disconnect(q);
        polls->stop();
        polls.release()->deleteLater();
    }
}

QCoro::Task<core::Result<void>> Store::Private::poll(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const core::Result<Polled> polled = co_await pollState(leader, options, decoder, &worker, stop);
    if (!polled)
        co_return core::failure(polled.error());
    if (self && !stop.stop_requested())
        onPolled(*polled);
    co_return core::Result<void>();
}

void Store::Private::onPolled(const Polled &polled)
{
    // The master is back: if the stream broke only because it was away, it will work now.
    const bool wasAway = polls && polls->freshness().failures > 0;
    noteFacts(polled.facts);
    setFresh();
    show(polled.snapshot);
    if (wasAway && options.mode == StoreOptions::Mode::Auto && !follower) {
        broken = 0;
        retry.start(0);
    }
}

void Store::Private::onPollFreshness()
{
    const core::Freshness previous = freshness;
    freshness = polls->freshness();
    // Of a picture that was live in this run, "restored" would say too much; what ailed last, still does.
    if (freshness.phase == Phase::Restored && previous.phase != Phase::Restored) {
        freshness.phase = Phase::Stale;
        freshness.error = previous.error;
        freshness.failingSince = core::isKnown(previous.failingSince) ? previous.failingSince : clock.now();
        freshness.failures = previous.failures;
    } else if (freshness.phase == Phase::Loading && previous.phase == Phase::Failed) {
        freshness = previous; // until polling knows better
        freshness.nextTry = {};
    }
    tellFreshness();
    if (!polls->isAsking())
        tellHealth();
}

// ---- what is shown

void Store::Private::restore(const CachedState &cached)
{
    if (snapshot)
        return; // the cluster was faster
    snapshot = cached.state;
    freshness.fetchedAt = cached.fetchedAt;
    freshness.phase = freshness.failures > 0 ? Phase::Stale : Phase::Restored;
    if (polls)
        polls->setRestored(cached.fetchedAt);
    tellFreshness();
    Q_EMIT q->snapshotChanged();
}

void Store::Private::show(Snapshot state)
{
    snapshot = std::move(state);
    keeper->keep([state = snapshot, at = freshness.fetchedAt] { return encodeState(*state, at); });
    Q_EMIT q->snapshotChanged();
}

void Store::Private::setFresh()
{
    const bool wasFresh = freshness.phase == Phase::Fresh && freshness.failures == 0;
    freshness = {};
    freshness.phase = Phase::Fresh;
    freshness.fetchedAt = clock.now();
    if (!wasFresh || freshness.fetchedAt - freshnessTold >= freshnessInterval)
        tellFreshness();
}

void Store::Private::setFailed(const core::Error &error)
{
    if (error.kind == core::Error::Kind::Cancelled)
        return;
    if (freshness.failures++ == 0)
        freshness.failingSince = clock.now();
    freshness.phase = snapshot ? Phase::Stale : Phase::Failed;
    freshness.error = error;
    tellFreshness();
}

void Store::Private::tellFreshness()
{
    freshnessTold = clock.now();
    Q_EMIT q->freshnessChanged();
}

void Store::Private::noteFacts(const AnswerFacts &facts)
{
    health.latency = facts.latency;
    health.clockOffset = facts.clockOffset;
    if (facts.wireBytes > 0)
        health.lastBytes = facts.wireBytes;
    tellHealth();
}

void Store::Private::tellHealth()
{
    Q_EMIT q->healthChanged();
}

// ---- the store

Store::Store(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, StoreOptions options,
             const core::Clock &clock, QObject *parent)
    : core::Store(parent)
    , d(new Private{ this, http, clock, std::move(options), discovery, new net::LeaderClient(http, discovery, this) })
{
    d->worker.setMaxThreadCount(1);
    d->keeper = std::make_unique<core::PictureKeeper>(d->options.cacheFile, &d->worker);
    d->retry.setSingleShot(true);
    connect(&d->retry, &QTimer::timeout, this, [this] { d->subscribe(); });
    connect(d->leader, &net::LeaderClient::leaderChanged, this, &Store::healthChanged);
    d->keeper->restore([this](const QByteArray &bytes) -> core::Result<std::function<void()>> {
        return decodeState(bytes).map([this](const CachedState &cached) {
            return std::function<void()>([this, cached] { d->restore(cached); });
        });
    });
}

Store::~Store()
{
    d->q->blockSignals(true); // nobody listens to somebody half gone
    stop();
    d->worker.waitForDone(); // the picture is being written
}

void Store::start()
{
    if (std::exchange(d->started, true))
        return;
    d->broken = 0;
    if (d->options.mode == StoreOptions::Mode::Poll)
        d->startPolling();
    else
        d->subscribe();
}

void Store::stop()
{
    d->started = false;
    d->retry.stop();
    d->dropFollower();
    d->stopPolling();
    d->freshness.nextTry = {};
    d->keeper->flush();
}

void Store::refresh()
{
    if (!d->started)
        return;
    if (d->polls)
        d->polls->refresh();
    else if (d->companions)
        d->companions->refresh();
    else
        d->subscribe();
}

void Store::setHidden(bool hidden)
{
    d->hidden = hidden;
    if (d->polls)
        d->polls->setHidden(hidden);
    if (d->companions)
        d->companions->setHidden(hidden);
    if (d->follower)
        d->follower->setPublishInterval(hidden ? hiddenPublishInterval : publishInterval);
}

void Store::setCredentials(net::Credentials credentials)
{
    d->options.credentials = std::move(credentials);
    if (!d->started)
        return;
    stop();
    start();
}

Snapshot Store::snapshot() const
{
    return d->snapshot;
}

const core::Freshness &Store::freshness() const
{
    if (d->freshness.phase == Phase::Loading) {
        qint64 received = 0; // whoever leads: it may turn out only with the end of its answer
        for (const QUrl &candidate : d->discovery->candidates())
            received += d->http->receivedSoFar(candidate);
        d->freshness.receivedBytes = received;
    }
    return d->freshness;
}

Store::Health Store::health() const
{
    Health result = d->health;
    result.streaming = d->streaming;
    result.leader = d->leader->leader();
    result.masters = d->leader->answers();
    result.eventsPerSecond = d->streaming ? d->follower->eventsPerSecond() : 0;
    return result;
}

} // namespace mesos
