// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/client.h"
#include "models/aurora/state.h"
#include "models/core/store.h"
#include "models/net/poller.h"

#include <QPointer>

#include <memory>

namespace aurora {

struct StoreOptions
{
    net::PollPolicy policy; ///< of the job summaries; the other parts are asked for at multiples of it
    ClientOptions client;
    QString cacheFile; ///< last picture, kept compactly between runs; empty: none
};

/// The last good picture of one Aurora scheduler with its freshness, kept true by polling. What is asked for is bounded
/// in bytes: the summaries of all jobs and the compact rows of all active tasks come as often as their size allows;
/// ended tasks only of what is watched, of what has changed since the last look, and of jobs with failures when first
/// seen. A failed look changes the freshness of its part and nothing else; freshnessChanged() is told for any part.
/// Decoding happens in the pool. Thread: the one it lives in; the snapshot may be read anywhere.
class Store final : public core::Store
{
    Q_OBJECT
public:
    /// What is asked for separately, each at its own pace.
    enum class Part {
        Jobs, ///< summaries: counts, cron, resources
        ActiveTasks, ///< of the whole cluster: links, ages
        WatchedTasks, ///< all tasks of what is looked at
        Reasons, ///< why tasks wait; only while some do
        Updates, ///< those in flight
        Scheduler, ///< its vitals, and hosts in maintenance
    };

    Store(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, StoreOptions options,
          const core::Clock &clock, QObject *parent = nullptr);
    ~Store() override;

    void start();
    void stop();
    void refresh(); ///< everything, now
    void setHidden(bool hidden);
    void setCredentials(net::Credentials credentials);

    Snapshot snapshot() const; ///< null: no picture yet
    QString system() const override;
    Picture picture() const override { return snapshot(); }
    const core::Freshness &freshness() const override { return freshness(Part::Jobs); }
    const core::Freshness &freshness(Part part) const;

    /// Holds the ended tasks of a job or role in the picture and fresh, for as long as it lives. May outlive the store.
    class Watch
    {
    public:
        Watch() = default;
        ~Watch() { release(); }
        Watch(Watch &&other) noexcept;
        Watch &operator=(Watch &&other) noexcept;
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;
        void release();

    private:
        friend class Store;
        QPointer<Store> m_store;
        JobKey m_key; ///< of a role: only the role is set
    };
    [[nodiscard]] Watch watch(const JobKey &job);
    [[nodiscard]] Watch watchRole(const QString &role);

    /// For single questions and orders. Another one after setCredentials(): do not keep it.
    Client *client() const;

    struct Health
    {
        QUrl leader;
        std::chrono::milliseconds latency{ 0 };
        std::optional<core::Duration> clockOffset;
        qint64 lastBytes = 0; ///< of the last body, on the wire
        QList<net::LeaderClient::Answer> schedulers;
    };
    Health health() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace aurora
