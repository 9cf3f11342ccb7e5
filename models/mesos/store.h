// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/store.h"
#include "models/mesos/state.h"
#include "models/net/leader.h"
#include "models/net/poller.h"

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
class Store final : public core::Store
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
    QString system() const override { return QStringLiteral("Mesos"); }
    Picture picture() const override { return snapshot(); }
    const core::Freshness &freshness() const override;

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

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mesos
