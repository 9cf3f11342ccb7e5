// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/client.h"
#include "models/aws/serviceerror.h"

/// The way of a Call to AWS and back: signature, retries, clock. For client.cpp.
namespace aws {

class Channel
{
public:
    Channel(net::HttpClient *http, std::shared_ptr<KeySource> keys, ClientOptions options);

    void close() { m_http = nullptr; } ///< what is under way ends as Cancelled where it would ask again
    const ClientOptions &options() const { return m_options; }
    qint64 sent() const { return m_sent; }
    core::Duration clockOffset() const { return m_clockOffset; }
    std::chrono::milliseconds latency() const { return m_latency; }

    static QCoro::Task<core::Result<net::Response>> ask(std::shared_ptr<Channel> channel, Call call,
                                                        std::stop_token stop);
    core::TimePoint now() const; ///< by AWS's clock

private:
    net::Request request(const Call &call, const Keys &keys) const;
    bool correctClock(const net::Response &response);

    net::HttpClient *m_http;
    std::shared_ptr<KeySource> m_keys;
    ClientOptions m_options;
    core::Duration m_clockOffset{ 0 };
    std::chrono::milliseconds m_latency{ 0 };
    qint64 m_sent = 0;
};

} // namespace aws
