// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/questions.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <stop_token>

namespace mesos {

class StreamFeed;

/// One subscription to the event stream, from SUBSCRIBE to its end: bytes go from the network thread to the worker, are
/// applied there, and come out as pictures, at most one each publish interval and only when something changed.
/// The first picture waits for the first answer of the companions (a little), so that nobody sees drained agents as
/// active ones. After the end it is of no more use. Thread: the one it lives in.
class StreamFollower final : public QObject
{
    Q_OBJECT
public:
    /// `worker` runs one task at a time and outlives this object.
    StreamFollower(net::LeaderClient *leader, StoreOptions options, QThreadPool *worker, QObject *parent = nullptr);
    ~StreamFollower() override;

    void start();
    void leave(); ///< says nothing any more and needs the worker no longer
    /// The look of a Poller: asks the companions and applies them.
    QCoro::Task<core::Result<void>> lookAtCompanions(std::stop_token stop);

    bool hasPicture() const; ///< SUBSCRIBED has been applied
    double eventsPerSecond() const;
    const AnswerFacts &facts() const { return m_facts; }
    void setPublishInterval(std::chrono::milliseconds interval) { m_publishInterval = interval; }

signals:
    void subscribed(); ///< the first picture is complete here, though not yet published
    void heard(); ///< something came, if only a heartbeat
    void published(const mesos::Snapshot &snapshot);
    /// `refused`: this master does not offer the stream to us; asking again soon is of no use.
    void ended(const core::Error &error, bool refused);

private:
    static QCoro::Task<core::Result<void>> companions(QPointer<StreamFollower> self, std::stop_token stop);
    void onNotice();
    void onStreamEnd(const core::Result<net::Response> &result);
    void onCompanionsSettled();
    void end(core::Error error, bool refused);
    void publishSoon();
    void publish();
    void onPublished(uint64_t generation, const Snapshot &state);
    void countEvents(uint64_t total);

    QPointer<net::LeaderClient> m_leader;
    StoreOptions m_options;
    QThreadPool *m_worker;
    std::shared_ptr<StreamFeed> m_feed;
    std::stop_source m_stop{};
    AnswerFacts m_facts;
    std::chrono::milliseconds m_publishInterval{ 250 };
    QTimer m_publishTimer;
    QTimer m_silence; ///< no heartbeat for two intervals
    QTimer m_patience; ///< with companions that do not answer
    QElapsedTimer m_sincePublished;
    uint64_t m_publishedGeneration = 0;
    std::deque<std::pair<std::chrono::steady_clock::time_point, uint64_t>> m_eventSamples;
    bool m_knowsPicture = false;
    bool m_knowsMaster = false; ///< GET_MASTER has answered
    bool m_companionsSettled = false;
    bool m_publishing = false;
    bool m_ended = false;
};

} // namespace mesos
