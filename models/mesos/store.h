// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/freshness.h"
#include "models/mesos/state.h"
#include "models/net/leader.h"
#include "models/net/poller.h"

#include <QObject>

#include <memory>

namespace mesos {

struct StoreOptions
{
    enum class Mode {
        Auto, ///< the stream; polling where the stream is refused or keeps breaking
        Stream,
        Poll,
    };
    Mode mode = Mode::Auto;
    net::PollPolicy policy; ///< of polling, and of the companions beside the stream
    net::Credentials credentials;
    std::shared_ptr<const net::Route> route;
    qint64 maxBody = qint64{ 2 } << 30;
    std::chrono::milliseconds deadline{ 30000 };
    QString cacheFile; ///< last picture, kept compactly between runs; empty: none
};

/// The last good picture of one Mesos cluster with its freshness, kept true by stream or polling. Decoding happens in
/// the pool. Thread: the one it lives in; the snapshot may be read anywhere.
class Store : public QObject
{
    Q_OBJECT
public:
    Store(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, StoreOptions options,
          const core::Clock &clock, QObject *parent = nullptr);
    ~Store() override;

    void start();
    void stop();
    void refresh();
    void setHidden(bool hidden);
    void setCredentials(net::Credentials credentials);

    Snapshot snapshot() const; ///< null: no picture yet
    const core::Freshness &freshness() const;

    struct Health
    {
        bool streaming = false;
        QUrl leader;
        std::chrono::milliseconds latency{ 0 };
        std::optional<core::Duration> clockOffset;
        qint64 lastBytes = 0; ///< of the last body, on the wire
        double eventsPerSecond = 0;
        QList<net::LeaderClient::Answer> masters;
    };
    Health health() const;

signals:
    void snapshotChanged();
    void freshnessChanged();
    void healthChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesos
