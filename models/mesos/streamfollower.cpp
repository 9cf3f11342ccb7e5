// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/streamfollower.h"

#include "models/core/logging.h"
#include "models/mesos/streamfeed.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using Steady = std::chrono::steady_clock;

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

StreamFollower::StreamFollower(net::LeaderClient *leader, StoreOptions options, QThreadPool *worker, QObject *parent)
    : QObject(parent)
    , m_leader(leader)
    , m_options(std::move(options))
    , m_worker(worker)
    , m_feed(std::make_shared<StreamFeed>(
          this, worker,
          StreamFeed::Ears{ [this] { onNotice(); }, [this](const core::Error &error) { end(error, false); } }))
{
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
    m_feed->leave();
    m_stop.request_stop();
}

void StreamFollower::start()
{
    net::Request request = callRequest(m_options, "SUBSCRIBE");
    auto stream = m_leader->stream(
        request, {}, [feed = m_feed](const char *data, qint64 size) { feed->receive(data, size); }, longestSilence,
        m_stop.get_token(),
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
    m_feed->afterFeeding([this, error] { end(error, false); });
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
    return m_feed->hasPicture();
}

void StreamFollower::onNotice()
{
    m_feed->takeNotice();
    if (m_ended)
        return;
    countEvents(m_feed->events());
    if (!m_feed->hasPicture())
        return;
    const bool isHeard = m_feed->takeHeard();
    if (isHeard) {
        const std::chrono::milliseconds heartbeat = m_feed->heartbeat();
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
    if (m_sincePublished.isValid() && m_feed->generation() == m_publishedGeneration)
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
    m_feed->publish([this](uint64_t generation, const Snapshot &state) { onPublished(generation, state); });
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
    return static_cast<double>(m_feed->events() - count) / std::max(span.count(), 1.0);
}

QCoro::Task<core::Result<void>> StreamFollower::lookAtCompanions(std::stop_token stop)
{
    return companions(this, std::move(stop));
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
    const auto applying = QtConcurrent::run(self->m_worker, &StreamFeed::apply, self->m_feed, std::move(*bodies));
    core::Result<void> applied = co_await applying;
    if (self)
        self->onCompanionsSettled();
    if (!applied && applied.error().endpoint.isEmpty())
        applied.error().endpoint = endpoint;
    co_return applied;
}

} // namespace mesos
