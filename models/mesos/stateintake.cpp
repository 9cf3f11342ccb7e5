// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/stateintake.h"

#include "models/core/cancelled.h"
#include "models/net/httpclient.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace mesos {

StateIntake::StateIntake(std::shared_ptr<Decoder> decoder, QThreadPool *worker)
    : m_decoder(std::move(decoder))
    , m_worker(worker)
{
}

StateIntake::~StateIntake() = default;

bool StateIntake::begin(const net::Response &head, qint64 expectedSize)
{
    if (net::statusError(head)) // a web page: its words are wanted
        return false;
    work([expected = static_cast<size_t>(std::max<qint64>(expectedSize, 0))](Decoder &decoder) {
        decoder.begin(expected);
    });
    return true;
}

void StateIntake::take(net::Body piece)
{
    work([piece = std::move(piece)](Decoder &decoder) mutable {
        decoder.feed({ piece.writable(), static_cast<size_t>(piece.size()) });
    });
}

QFuture<core::Result<Snapshot>> StateIntake::finish(std::function<core::Result<Snapshot>(Decoder &)> last)
{
    const std::lock_guard lock(m_mutex);
    if (QThreadPool *const worker = std::exchange(m_worker, nullptr))
        return QtConcurrent::run(worker, [decoder = m_decoder, last = std::move(last)] { return last(*decoder); });
    return QtFuture::makeReadyFuture(core::Result<Snapshot>(core::failure(core::cancelled())));
}

void StateIntake::close()
{
    work([](Decoder &decoder) { decoder.abandon(); });
    const std::lock_guard lock(m_mutex);
    m_worker = nullptr;
}

void StateIntake::work(const std::function<void(Decoder &)> &step)
{
    const std::lock_guard lock(m_mutex);
    if (m_worker)
        m_worker->start([decoder = m_decoder, step] { step(*decoder); });
}

} // namespace mesos
