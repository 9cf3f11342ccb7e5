// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/client.h"

#include <QHash>

/// The way of a Call to the leading scheduler and back: encodings, redirects, statuses. For client.cpp.
namespace aurora {

/// The scheduler's paths that can be asked for. There is no other way to a path, so that /quitquitquit and
/// /abortabortabort, which need no credentials, cannot be reached.
enum class Page : uint8_t { Vars, Offers, Maintenance, PendingTasks, Quotas, Cron, LeaderHealth };

class Channel
{
public:
    Channel(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, ClientOptions options);

    net::LeaderClient *leader() const { return m_leader.get(); }
    void close() { m_leader.reset(); } ///< what is under way ends as Cancelled where it would ask again

    static QCoro::Task<core::Result<Reply>> ask(std::shared_ptr<Channel> channel, Call call, std::stop_token stop);
    static QCoro::Task<core::Result<net::Response>> get(std::shared_ptr<Channel> channel, Page page,
                                                        std::stop_token stop);

private:
    net::Request request(const Call &call, Encoding encoding);
    net::Request request(Page page) const;
    Encoding encoding() const; ///< of the scheduler that leads, as far as it is known
    void remember(const QUrl &answered, Encoding encoding);

    ClientOptions m_options;
    std::unique_ptr<net::LeaderClient> m_leader;
    QHash<QString, Encoding> m_encodings; ///< authority → what it takes
    int m_sequence = 0;
};

} // namespace aurora
