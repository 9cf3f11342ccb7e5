// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/decoder.h"
#include "models/aurora/statecache.h"
#include "models/aurora/store.h"
#include "models/core/picturekeeper.h"

#include <QThreadPool>

#include <array>

/// What stands behind a Store: store.cpp keeps the picture, storelooks.cpp asks.
namespace aurora {

inline constexpr int activeTasksEvery = 2; ///< times the policy's interval, at least; and so on
inline constexpr int reasonsEvery = 2;
inline constexpr int schedulerEvery = 3;

struct Store::Private
{
    Private(Store *store, net::HttpClient *httpClient, std::shared_ptr<const net::LeaderDiscovery> where,
            StoreOptions storeOptions, const core::Clock &storeClock);

    void connectClient();
    net::Poller *of(Part part) const { return pollers[static_cast<size_t>(part)].get(); }
    net::PollPolicy policyFor(int every, qint64 bytes = 0) const;
    void startPollers();
    void forget(const JobKey &key);

    using Decode = std::function<core::Result<Snapshot>(Decoder &, const ReplyBytes &)>;
    using Looked = QCoro::Task<core::Result<void>>;
    Looked lookAtJobs(std::stop_token stop);
    Looked lookAtActiveTasks(std::stop_token stop);
    Looked lookAtWatched(std::stop_token stop);
    Looked lookAtReasons(std::stop_token stop);
    Looked lookAtUpdates(std::stop_token stop);
    Looked lookAtScheduler(std::stop_token stop);
    /// Asks for the tasks of some jobs; a failure leaves them for the next look.
    Looked lookAtJobsTasks(QList<JobKey> jobs, std::stop_token stop);
    Looked lookAtTasks(TaskQuery query, Decode decode, std::stop_token stop);
    /// Decodes an answer in the worker and shows the new picture.
    Looked take(core::Result<Reply> reply, Decode decode, std::stop_token stop);
    using Decoding = std::function<Snapshot(Decoder &)>;
    Looked takeValue(Decoding decode, std::stop_token stop);
    void show(Snapshot state);
    void restore(const Snapshot &earlier, core::TimePoint fetchedAt);
    void noteFacts(const net::Response &response);

    Store *q;
    net::HttpClient *http;
    std::shared_ptr<const net::LeaderDiscovery> discovery;
    StoreOptions options;
    const core::Clock &clock;
    std::unique_ptr<Client> client;
    QThreadPool worker; ///< one thread: decoders are used by one at a time
    std::shared_ptr<Decoder> decoder = std::make_shared<Decoder>();
    core::PictureKeeper keeper;
    std::array<std::unique_ptr<net::Poller>, 6> pollers; ///< by Part
    QHash<JobKey, int> watched; ///< key → holders; a role is a key without the rest
    qint64 lastBody = 0; ///< unpacked, of the answer that was taken last
    Snapshot snapshot;
    Health health;
    bool started = false;
};

} // namespace aurora
