// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoder.h"
#include "models/net/bodytaker.h"

#include <QFuture>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <mutex>

namespace mesos {

/// Brings one /state from the network to a Decoder while it arrives: its pieces are decoded by the worker, in order.
/// Whoever asked for it owns the intake and closes it, before the worker goes.
class StateIntake final : public net::BodyTaker
{
public:
    /// `worker` has one thread, which is the decoder's.
    StateIntake(std::shared_ptr<Decoder> decoder, QThreadPool *worker);
    ~StateIntake() override;

    bool begin(const net::Response &head, qint64 expectedSize) override;
    void take(net::Body piece) override;

    /// Runs `last` in the worker behind all pieces, and closes. Cancelled, when it was closed before.
    QFuture<core::Result<Snapshot>> finish(std::function<core::Result<Snapshot>(Decoder &)> last);
    void close(); ///< nothing more reaches the decoder, and it forgets what did

private:
    void work(const std::function<void(Decoder &)> &step);

    const std::shared_ptr<Decoder> m_decoder;
    std::mutex m_mutex; ///< guards the worker: the network thread may give while the asking one closes
    QThreadPool *m_worker; ///< null: closed
};

} // namespace mesos
