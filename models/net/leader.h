// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/httpclient.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace net {

/// Where the candidate masters come from. A list today; ZooKeeper joins as another implementation.
class LeaderDiscovery
{
public:
    LeaderDiscovery() = default;
    virtual ~LeaderDiscovery() = default;
    Q_DISABLE_COPY_MOVE(LeaderDiscovery)
    virtual QList<QUrl> candidates() const = 0; ///< in the order to be asked
};

class StaticDiscovery final : public LeaderDiscovery
{
public:
    explicit StaticDiscovery(QList<QUrl> masters)
        : m_masters(std::move(masters))
    {
    }
    QList<QUrl> candidates() const override { return m_masters; }

private:
    QList<QUrl> m_masters;
};

/// What has to be known of the servers of a group, to tell from an answer whether its sender leads.
struct LeaderRules
{
    QStringList answeredByAll; ///< ends of paths that every server answers by itself
    QUrl probe; ///< path and query: the smallest question only a leader answers
    static LeaderRules mesos();
};

/// Sends requests to the leader of a group, whoever it is now: remembers it, follows 307 of those who do not lead
/// (also `//host:port`), keeps the body, never carries credentials to a host that is no candidate (by name, rewritten
/// name or address), and looks through the candidates again when the known leader fails. Thread: the one it lives in.
class LeaderClient : public QObject
{
    Q_OBJECT
public:
    LeaderClient(HttpClient *http, std::shared_ptr<const LeaderDiscovery> discovery, QObject *parent = nullptr,
                 LeaderRules rules = LeaderRules::mesos());

    /// `request.url` holds path and query only; host and port are filled in.
    /// A POST that may have arrived is not repeated elsewhere, unless Request::repeatable says that it only reads.
    QCoro::Task<core::Result<Response>> send(Request request, std::stop_token stop = {});
    /// The body goes to `taker` while it arrives; when the leader breaks off, another one may be asked, and it begins
    /// anew.
    QCoro::Task<core::Result<Response>> receive(Request request, std::shared_ptr<BodyTaker> taker,
                                                std::stop_token stop = {});
    QCoro::Task<core::Result<Response>> stream(Request request, std::function<bool(const Response &)> onHead,
                                               std::function<void(const char *, qint64)> onChunk,
                                               std::chrono::milliseconds idleLimit, std::stop_token stop = {},
                                               std::function<void(const Response &)> onStarted = {});

    QUrl leader() const; ///< empty: not known
    /// What each candidate answered last, for the "which layer is ill" card.
    struct Answer
    {
        QUrl master;
        bool leads = false;
        std::optional<core::Error> error;
        core::TimePoint at{};
        std::chrono::milliseconds latency{ 0 };
    };
    QList<Answer> answers() const;
    void forgetLeader(); ///< the next request looks again

signals:
    void leaderChanged(const QUrl &leader);

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace net
