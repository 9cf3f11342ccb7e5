// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/streamfeed.h"

#include "models/mesos/statecache.h"

#include <QThreadPool>

#include <utility>

using namespace std::chrono_literals;

namespace mesos {

namespace {

constexpr size_t largeBatch = size_t{ 4 } << 20;
constexpr auto stormGap = 2s;

} // namespace

StreamFeed::StreamFeed(QObject *owner, QThreadPool *worker, Ears ears)
    : m_link(std::make_shared<net::ThreadLink>(owner))
    , m_ears(std::move(ears))
    , m_worker(worker)
{
}

void StreamFeed::leave()
{
    m_link->close();
    const std::lock_guard lock(m_mutex);
    m_worker = nullptr;
}

void StreamFeed::receive(const char *data, qint64 size)
{
    const std::lock_guard lock(m_mutex);
    m_pending.append(data, static_cast<size_t>(size));
    if (!m_worker || std::exchange(m_draining, true))
        return;
    m_worker->start([self = shared_from_this()] { self->drain(); });
}

/// One batch; then others have their turn on the worker: pictures must come out of a stream that never pauses.
void StreamFeed::drain()
{
    {
        const std::lock_guard lock(m_mutex);
        std::swap(m_working, m_pending);
    }
    const core::Result<int> fed = m_decoder.feed(m_working);
    if (m_working.capacity() > largeBatch) // the first picture: no other batch will be like it
        std::string().swap(m_working);
    m_working.clear();
    if (!fed) {
        m_broken = true; // and m_draining stays: nothing is fed any more
        m_link->post([self = shared_from_this(), error = fed.error()] { self->m_ears.broke(error); });
        return;
    }
    m_events += static_cast<uint64_t>(*fed);
    m_heard = true;
    tell();

    const std::lock_guard lock(m_mutex);
    m_draining = m_worker && !m_pending.empty();
    if (m_draining)
        m_worker->start([self = shared_from_this()] { self->drain(); });
}

void StreamFeed::tell()
{
    m_hasPicture = m_decoder.hasPicture();
    m_generation = m_decoder.generation();
    m_heartbeat = m_decoder.heartbeatInterval();
    if (!m_noticePosted.exchange(true)) // the owner may be slower than the stream
        m_link->post([self = shared_from_this()] { self->m_ears.noticed(); });
}

void StreamFeed::afterFeeding(const std::function<void()> &then)
{
    const std::lock_guard lock(m_mutex);
    if (!m_worker)
        return;
    m_worker->start([self = shared_from_this(), then] {
        if (self->m_broken)
            return;
        std::unique_lock feeding(self->m_mutex);
        const bool more = self->m_draining;
        feeding.unlock();
        if (more)
            self->afterFeeding(then); // behind the batch that waits
        else
            self->m_link->post(then);
    });
}

void StreamFeed::publish(const std::function<void(uint64_t, const Snapshot &)> &then)
{
    const std::lock_guard lock(m_mutex);
    if (!m_worker)
        return;
    m_worker->start([self = shared_from_this(), then] {
        if (self->m_broken)
            return;
        const uint64_t generation = self->m_decoder.generation();
        Snapshot state = self->m_decoder.publish();
        if (self->isKnown(*state))
            state.reset();
        self->m_link->post([then, generation, state] { then(generation, state); });
    });
}

/// The companions are applied again and again and mostly say the same: nobody needs to look at that. In a storm of
/// events nothing is compared, it would only cost.
bool StreamFeed::isKnown(const State &state)
{
    const auto now = std::chrono::steady_clock::now();
    const bool storm = now - std::exchange(m_publishedAt, now) < stormGap;
    const size_t hash = storm ? 0 : qHash(encodeState(state, {}), 1);
    return std::exchange(m_content, hash) == hash && hash != 0;
}

core::Result<void> StreamFeed::apply(const CompanionBodies &bodies)
{
    if (m_broken)
        return {};
    core::Result<void> result = m_decoder.applyPolled(bodies.documents());
    tell();
    return result;
}

} // namespace mesos
