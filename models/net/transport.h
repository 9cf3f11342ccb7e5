// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/net/bufferpool.h"
#include "models/net/exchange.h"
#include "models/net/networksetup.h"
#include "models/net/trafficmeter.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <span>
#include <vector>

namespace net {

/// What lives in the network thread: the managers, those of each distinct Route, and the memory that bodies are read
/// into.
class Transport final : public QObject
{
    Q_OBJECT
public:
    Transport(const core::Clock &clock, std::shared_ptr<BufferPool> pool, std::shared_ptr<TrafficMeter> meter);
    ~Transport() override;

    void start(const std::shared_ptr<Job> &job);
    static void cancel(const std::shared_ptr<Job> &job);

    // For Exchange.
    const std::shared_ptr<BufferPool> &pool() const { return m_pool; }
    TrafficMeter &meter() const { return *m_meter; }
    std::span<char> staging() { return m_staging; } ///< for compressed bytes; valid within one call
    /// Server's clock minus ours. `date`: its Date header; half of `latency` is taken off.
    std::optional<core::Duration> clockOffset(const QByteArray &date, std::chrono::milliseconds latency) const;
    qint64 expectedSize(const QUrl &url) const; ///< of the body, from the last time; 0: never seen
    void noteSize(const QUrl &url, qint64 size);

private:
    core::Result<NetworkSetup *> setupFor(const Route *route);
    void onTrim();

    const core::Clock &m_clock;
    std::shared_ptr<BufferPool> m_pool;
    std::shared_ptr<TrafficMeter> m_meter;
    std::vector<char> m_staging;
    std::vector<std::unique_ptr<NetworkSetup>> m_setups;
    QHash<QString, qint64> m_sizes;
    QTimer m_trim;
};

} // namespace net
