// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/streamfollower.h"

#include "models/core/logging.h"
#include "models/mesos/statecache.h"
#include "models/net/threadlink.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <atomic>
#include <mutex>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using Steady = std::chrono::steady_clock;

constexpr size_t largeBatch = size_t{ 4 } << 20;
constexpr auto stormGap = 2s;
constexpr auto eventWindow = 10s;
constexpr auto companionPatience = 3s;
/// Until the heartbeat's interval is known, and as a last resort afterwards.
constexpr std::chrono::milliseconds longestSilence = 60s;

bool isRefusal(int status)
{
    switch (status) {
    case 401: // /api/v1 has a realm of its own: who may read /state need not be known here
    case 403:
    case 404:
    case 405:
    case 406:
    case 415:
    case 501:
        return true;
    default:
        return false;
    }
}

} // namespace

/// What the three threads share. Outlives the follower as long as one of them holds it.
struct StreamFollower::Feed
{
    std::shared_ptr<net::ThreadLink> link;
    std::atomic<bool> noticePosted = false;
    std::atomic<bool> heard
        = false; ///< the stream itself spoke since the last notice; polled companions are no sign of it
    std::atomic<bool> hasPicture = false;
    std::atomic<uint64_t> generation = 0;
    std::atomic<uint64_t> events = 0;
    std::atomic<std::chrono::milliseconds::rep> heartbeat = 0;

    std::mutex mutex; ///< guards the next three: the network thread fills what the worker empties
    std::string pending;
    bool draining = false;
    QThreadPool *worker = nullptr; ///< null: the follower has gone

    StreamDecoder decoder; ///< worker only
    std::string working; ///< worker only
    bool broken = false; ///< worker only
    size_t content = 0; ///< worker only: hash of the last picture; 0: not taken
    Steady::time_point publishedAt{}; ///< worker only

    /// The companions are applied again and again and mostly say the same: nobody needs to look at that. In a storm of
    /// events nothing is compared, it would only cost.
    bool isKnown(const State &state)
    {
        const Steady::time_point now = Steady::now();
        const bool storm = now - std::exchange(publishedAt, now) < stormGap;
        const size_t hash = storm ? 0 : qHash(encodeState(state, {}), 1);
        return std::exchange(content, hash) == hash && hash != 0;
    }

    void receive(const std::shared_ptr<Feed> &self, StreamFollower *follower, const char *data, qint64 size)
    {
        const std::lock_guard lock(mutex);
        pending.append(data, static_cast<size_t>(size));
        if (!worker || std::exchange(draining, true))
            return;
        worker->start([self, follower] { self->drain(self, follower); });
    }

    /// One batch; then others have their turn on the worker: pictures must come out of a stream that never pauses.
    void drain(const std::shared_ptr<Feed> &self, StreamFollower *follower)
    {
        {
            const std::lock_guard lock(mutex);
            std::swap(working, pending);
        }
        const core::Result<int> fed = decoder.feed(working);
        if (working.capacity() > largeBatch) // the first picture: no other batch will be like it
            std::string().swap(working);
        working.clear();
        if (!fed) {
            broken = true; // and `draining` stays: nothing is fed any more
            link->post([follower, error = fed.error()] { follower->end(error, false); });
            return;
        }
        events += static_cast<uint64_t>(*fed);
        heard = true;
        tell(follower);

        const std::lock_guard lock(mutex);
        draining = worker && !pending.empty();
        if (draining)
            worker->start([self, follower] { self->drain(self, follower); });
    }

    /// Runs `then` in the asking thread once all that came has been fed; not at all when that broke, which was told
    /// then.
    void afterFeeding(const std::shared_ptr<Feed> &self, const std::function<void()> &then)
    {
        const std::lock_guard lock(mutex);
        if (!worker)
            return;
        worker->start([self, then] {
            if (self->broken)
                return;
            std::unique_lock feeding(self->mutex);
            const bool more = self->draining;
            feeding.unlock();
            if (more)
                self->afterFeeding(self, then); // behind the batch that waits
            else
                self->link->post(then);
        });
    }

    /// Many chunks, one notice: the asking thread may be slower than the stream.
    void tell(StreamFollower *follower)
    {
        hasPicture = decoder.hasPicture();
        generation = decoder.generation();
        heartbeat = decoder.heartbeatInterval().count();
        if (!noticePosted.exchange(true))
            link->post([follower] { follower->onNotice(); });
    }
};

StreamFollower::StreamFollower(net::LeaderClient *leader, StoreOptions options, QThreadPool *worker, QObject *parent)
    : QObject(parent)
    , m_leader(leader)
    , m_options(std::move(options))
    , m_worker(worker)
    , m_feed(std::make_shared<Feed>())
{
    m_feed->link = std::make_shared<net::ThreadLink>(this);
    m_feed->worker = worker;
    for (QTimer *timer : { &m_publishTimer, &m_silence, &m_patience })
        timer->setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &StreamFollower::publish);
    connect(&m_patience, &QTimer::timeout, this, &StreamFollower::onCompanionsSettled);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        core::Error error;
        error.kind = core::Error::Kind::Timeout;
        error.endpoint = m_leader ? net::endpointName(m_leader->leader()) + u"/api/v1"_s : QString();
        error.detail = u"no heartbeat for %1 ms"_s.arg(m_silence.interval());
        end(error, false);
    });
}

StreamFollower::~StreamFollower()
{
    leave();
}

void StreamFollower::leave()
{
    m_ended = true;
    m_silence.stop();
    m_publishTimer.stop();
    m_patience.stop();
    m_feed->link->close();
    {
        const std::lock_guard lock(m_feed->mutex);
        m_feed->worker = nullptr;
    }
    m_stop.request_stop();
}

void StreamFollower::start()
{
    net::Request request = callRequest(m_options, "SUBSCRIBE");
    auto stream = m_leader->stream(
        request, {}, [feed = m_feed, this](const char *data, qint64 size) { feed->receive(feed, this, data, size); },
        longestSilence, m_stop.get_token(),
        [self = QPointer(this)](const net::Response &head) {
            if (self)
                self->m_facts = { head.latency, head.clockOffset, 0 };
        });
    QCoro::connect(std::move(stream), this, [this](const core::Result<net::Response> &result) { onStreamEnd(result); });
}

void StreamFollower::onStreamEnd(const core::Result<net::Response> &result)
{
    if (!result)
        return end(result.error(), false);
    if (const auto error = net::statusError(*result))
        return end(*error, isRefusal(error->httpStatus));
    core::Error error;
    error.kind = core::Error::Kind::Truncated;
    error.endpoint = net::endpointName(result->url);
    error.received = result->wireBytes;
    // What came last may still wait for the worker, and may be no stream at all: that would be the better reason.
    m_feed->afterFeeding(m_feed, [this, error] { end(error, false); });
}

void StreamFollower::end(core::Error error, bool refused)
{
    if (std::exchange(m_ended, true))
        return;
    if (error.endpoint.isEmpty() && m_leader)
        error.endpoint = net::endpointName(m_leader->leader()) + u"/api/v1"_s;
    m_silence.stop();
    m_publishTimer.stop();
    m_stop.request_stop();
    qCDebug(lcMesos) << "stream ended:" << core::kindName(error.kind) << error.detail.left(200)
                     << (refused ? "(refused)" : "");
    Q_EMIT ended(error, refused);
}

bool StreamFollower::hasPicture() const
{
    return m_feed->hasPicture;
}

void StreamFollower::onNotice()
{
    m_feed->noticePosted = false;
    if (m_ended)
        return;
    countEvents(m_feed->events);
    if (!m_feed->hasPicture)
        return;
    const bool isHeard = m_feed->heard.exchange(false);
    if (isHeard) {
        const std::chrono::milliseconds heartbeat(m_feed->heartbeat);
        m_silence.start(heartbeat > 0ms ? 2 * heartbeat : longestSilence);
    }
    if (!std::exchange(m_knowsPicture, true)) {
        m_patience.start(companionPatience);
        Q_EMIT subscribed();
    }
    if (isHeard)
        Q_EMIT heard();
    publishSoon();
}

void StreamFollower::onCompanionsSettled()
{
    m_patience.stop();
    m_companionsSettled = true;
    publishSoon();
}

void StreamFollower::publishSoon()
{
    if (m_ended || !m_knowsPicture || !m_companionsSettled || m_publishing || m_publishTimer.isActive())
        return;
    if (m_sincePublished.isValid() && m_feed->generation == m_publishedGeneration)
        return;
    const std::chrono::milliseconds since(m_sincePublished.isValid() ? m_sincePublished.elapsed()
                                                                     : m_publishInterval.count());
    if (since >= m_publishInterval)
        publish();
    else
        m_publishTimer.start(m_publishInterval - since);
}

void StreamFollower::publish()
{
    m_publishing = true;
    m_worker->start([feed = m_feed, this] { // only passed on: the link knows whether it is still there
        if (feed->broken)
            return;
        const uint64_t generation = feed->decoder.generation();
        Snapshot state = feed->decoder.publish();
        if (feed->isKnown(*state))
            state.reset();
        feed->link->post([this, generation, state] { onPublished(generation, state); });
    });
}

void StreamFollower::onPublished(uint64_t generation, const Snapshot &state)
{
    m_publishing = false;
    m_sincePublished.start();
    m_publishedGeneration = generation;
    if (m_ended)
        return;
    if (state)
        Q_EMIT published(state);
    publishSoon();
}

void StreamFollower::countEvents(uint64_t total)
{
    const Steady::time_point now = Steady::now();
    if (m_eventSamples.empty() || now - m_eventSamples.back().first >= 1s)
        m_eventSamples.emplace_back(now, total);
    while (m_eventSamples.size() > 1 && now - m_eventSamples[1].first >= eventWindow)
        m_eventSamples.pop_front();
}

double StreamFollower::eventsPerSecond() const
{
    if (m_eventSamples.empty())
        return 0;
    const auto &[since, count] = m_eventSamples.front();
    const std::chrono::duration<double> span = Steady::now() - since;
    return static_cast<double>(m_feed->events - count) / std::max(span.count(), 1.0);
}

QCoro::Task<core::Result<void>> StreamFollower::lookAtCompanions(std::stop_token stop)
{
    return companions(this, std::move(stop));
}

core::Result<void> StreamFollower::apply(const std::shared_ptr<Feed> &feed, StreamFollower *follower,
                                         const CompanionBodies &held)
{
    if (feed->broken)
        return {};
    core::Result<void> result = feed->decoder.applyPolled(held.documents());
    feed->tell(follower);
    return result;
}

QCoro::Task<core::Result<void>> StreamFollower::companions(QPointer<StreamFollower> self, std::stop_token stop)
{
    core::Result<CompanionBodies> bodies
        = co_await askCompanions(self->m_leader, self->m_options, !self->m_knowsMaster, stop);
    if (!self || self->m_ended)
        co_return core::Result<void>();
    if (!bodies) {
        self->onCompanionsSettled();
        co_return core::failure(bodies.error());
    }
    self->m_facts = bodies->facts();
    self->m_knowsMaster = self->m_knowsMaster || bodies->master;
    const QString endpoint = net::endpointName(bodies->agents->url);
    const auto applying
        = QtConcurrent::run(self->m_worker, &StreamFollower::apply, self->m_feed, self.data(), std::move(*bodies));
    core::Result<void> applied = co_await applying;
    if (self)
        self->onCompanionsSettled();
    if (!applied && applied.error().endpoint.isEmpty())
        applied.error().endpoint = endpoint;
    co_return applied;
}

} // namespace mesos
