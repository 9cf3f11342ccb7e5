// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/net/request.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <memory>
#include <optional>

namespace net {

/// Everything of a Route that a connection depends on: managers with its proxy, authorities and client certificate.
/// Connections are never shared between two Routes. Thread: the network thread.
class NetworkSetup
{
public:
    /// `route` may be null: straight, system's authorities. Fails with Config where a file of the route cannot be used.
    static core::Result<std::unique_ptr<NetworkSetup>> make(const Route *route);

    bool isFor(const Route *route) const;
    void signInToProxy(); ///< as proxylogins.h says now, where the route itself names nobody
    /// Streams have connections of their own. Qt has six to a host, and when a host was away for a moment it may use
    /// but one of them from then on: questions would wait for the end of a stream that has none.
    QNetworkAccessManager *manager(bool forStream) { return forStream ? &m_streams : &m_manager; }

    /// The request as Qt wants it: rewritten address, original name in Host and TLS, credentials, nothing automatic.
    QNetworkRequest prepared(const Request &request, bool compressed);

private:
    NetworkSetup() = default;

    Route m_route;
    QNetworkAccessManager m_manager;
    QNetworkAccessManager m_streams;
    /// Made for the first https, unless the route names files, which may be wrong: OpenSSL takes as long to load as all
    /// else that this thread does at a start.
    std::optional<QSslConfiguration> m_tls;
};

} // namespace net
