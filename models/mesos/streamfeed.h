// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/questions.h"
#include "models/net/threadlink.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

class QThreadPool;

namespace mesos {

/// The bytes of one event stream on their way into pictures. The network thread hands them over, the worker applies
/// them, and the owner hears in its own thread that there is something new. Held by all three, so it outlives the
/// owner, who hears nothing any more after leave().
class StreamFeed : public std::enable_shared_from_this<StreamFeed>
{
public:
    /// How the owner is told, in its thread.
    struct Ears
    {
        std::function<void()> noticed; ///< something came or was applied; many chunks, one notice
        std::function<void(const core::Error &)> broke; ///< what came is no stream: nothing is applied any more
    };

    /// `worker` runs one task at a time.
    StreamFeed(QObject *owner, QThreadPool *worker, Ears ears);
    Q_DISABLE_COPY_MOVE(StreamFeed)

    /// The owner's thread.
    void leave(); ///< the owner and the worker are not needed any more
    void takeNotice() { m_noticePosted = false; } ///< from now on there may be another one
    bool takeHeard() { return m_heard.exchange(false); } ///< whether the stream itself spoke, if only a heartbeat
    bool hasPicture() const { return m_hasPicture; }
    uint64_t generation() const { return m_generation; } ///< StreamDecoder::generation()
    uint64_t events() const { return m_events; } ///< that were applied
    std::chrono::milliseconds heartbeat() const { return m_heartbeat; } ///< zero: not told yet
    /// Runs `then` in the owner's thread once all that came has been fed; not at all when that broke, which was told
    /// then.
    void afterFeeding(const std::function<void()> &then);
    /// `then` gets the picture as it is once the worker comes to it, and its generation. Null: nobody needs to look, it
    /// is as the last one was. Not called after the stream broke.
    void publish(const std::function<void(uint64_t generation, const Snapshot &state)> &then);

    /// The network thread.
    void receive(const char *data, qint64 size);

    /// The worker: what the companions answered.
    core::Result<void> apply(const CompanionBodies &bodies);

private:
    void drain();
    void tell();
    bool isKnown(const State &state);

    const std::shared_ptr<net::ThreadLink> m_link;
    const Ears m_ears;
    std::atomic<bool> m_noticePosted = false;
    std::atomic<bool> m_heard = false; ///< since it was taken last; polled companions are no sign of the stream
    std::atomic<bool> m_hasPicture = false;
    std::atomic<uint64_t> m_generation = 0;
    std::atomic<uint64_t> m_events = 0;
    std::atomic<std::chrono::milliseconds> m_heartbeat{ std::chrono::milliseconds::zero() };

    std::mutex m_mutex; ///< guards the next three: the network thread fills what the worker empties
    std::string m_pending;
    bool m_draining = false;
    QThreadPool *m_worker; ///< null: the owner has gone

    StreamDecoder m_decoder; ///< worker only
    std::string m_working; ///< worker only
    bool m_broken = false; ///< worker only
    size_t m_content = 0; ///< worker only: hash of the last picture; 0: not taken
    std::chrono::steady_clock::time_point m_publishedAt{}; ///< worker only
};

} // namespace mesos
