// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/request.h"

#include <qcoro/qcorotask.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace net {

class BodyTaker;
class BufferPool;

/// One home for talking to endpoints. The transport lives in a thread of its own (inflating and copying a large body
/// would stall the window); answers are delivered in the thread that asked.
/// Any HTTP status is a Response here; statusError() turns the bad ones into an Error.
/// Threads: GUI thread (or any one thread with an event loop). Cancelling by the stop token is safe from there too.
class HttpClient
{
public:
    explicit HttpClient(const core::Clock &clock = core::systemClock());
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    QCoro::Task<core::Result<Response>> send(Request request, std::stop_token stop = {});

    /// The same, but a body that comes well is given to `taker` piece by piece while it arrives; its Response has none.
    /// Deadline, limit and compression are as in send(). When the task ends, nothing more is given; with an error, or
    /// when it was cancelled, some of the body may have been.
    QCoro::Task<core::Result<Response>> receive(Request request, std::shared_ptr<BodyTaker> taker,
                                                std::stop_token stop = {});

    /// A body without an end, or one that is not to be held whole: at most 1.25 MiB of it are in memory, however slowly
    /// it is taken. `onChunk` runs in the network thread, in order, and must be quick; the returned task ends
    /// when the stream does: with an error, or with the response (empty body) when the server closed it in order.
    /// `onHead` runs in the network thread once the status and headers are there; a false result ends the stream.
    /// `idleLimit`: the longest silence that is borne (heartbeats are expected), then Timeout.
    /// `onStarted` runs in the asking thread after onHead agreed. An answer that is not 2xx is not streamed: it is the
    /// Response, with its body, and onHead is not asked. Request::deadline is for the head alone. It is
    /// never compressed.
    QCoro::Task<core::Result<Response>> stream(Request request, std::function<bool(const Response &)> onHead,
                                               std::function<void(const char *, qint64)> onChunk,
                                               std::chrono::milliseconds idleLimit, std::stop_token stop = {},
                                               std::function<void(const Response &)> onStarted = {});

    /// Bytes received so far by requests under way to this url's host and port, for "6 s so far, 2.1 MiB".
    qint64 receivedSoFar(const QUrl &url) const;

    /// Requests answered in the last 10 s, per second (activity strip).
    double requestRate() const;
    /// Tells these figures instead of measured ones from now on: for pictures that must be the same each time.
    void fixFigures(std::chrono::milliseconds latency, double requestRate);

    const core::Clock &clock() const;
    /// Expires with the client: for coroutines that go on when an answer was already on its way back to them.
    std::weak_ptr<const void> life() const;

    /// Where bodies live, for figures and tests.
    const BufferPool &pool() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// nullopt for 2xx and 3xx; else Unauthorized, Forbidden, NotFound, RateLimited, Server, Rejected, NoLeader
/// (503 "No leader elected"), NotJson for a web page where JSON was asked.
std::optional<core::Error> statusError(const Response &response);

/// "host:port/path", without user, password and query.
QString endpointName(const QUrl &url);

} // namespace net
