// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/httpclient.h"

#include "models/net/addressing.h"
#include "models/net/bodytaker.h"
#include "models/net/neterror.h"
#include "models/net/threadlink.h"
#include "models/net/transport.h"

#include <QThread>
#include <qcoro/qcorofuture.h>

namespace net {

namespace {

using Kind = core::Error::Kind;

/// What a request holds on to: the client may go while it is under way.
struct Shared
{
    std::shared_ptr<ThreadLink> link;
    Transport *transport = nullptr; ///< only in what is posted to the link
    std::shared_ptr<BufferPool> pool = std::make_shared<BufferPool>();
    std::shared_ptr<TrafficMeter> meter = std::make_shared<TrafficMeter>();
};

void post(const Shared &shared, const std::shared_ptr<Job> &job)
{
    job->progress = shared.meter->begin(authorityOf(job->request.url));
    shared.link->post([transport = shared.transport, job] { transport->start(job); });
}

/// What a stop request does. Holds the job weakly, so that its promise ends when the transport lets go of it.
struct Cancel
{
    std::shared_ptr<const Shared> shared;
    std::weak_ptr<Job> job;

    void operator()() const
    {
        if (const auto running = job.lock())
            shared->link->post([running] { Transport::cancel(running); });
    }
};
using Cancelling = std::stop_callback<Cancel>;

QCoro::Task<core::Result<Response>> exchangeOnce(std::shared_ptr<const Shared> shared, Request request,
                                                 std::stop_token stop, std::shared_ptr<BodyTaker> taker = nullptr)
{
    if (stop.stop_requested())
        co_return core::failure(requestError(Kind::Cancelled, request.url));
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->taker = std::move(taker);
    const auto answer = job->end.future();
    post(*shared, job);
    const Cancelling onStop(stop, Cancel{ shared, job });
    job.reset(); // only the transport holds the promise now: it is kept or, when the transport goes, ends as Cancelled
    co_return co_await answer;
}

QCoro::Task<core::Result<Response>> streamOnce(std::shared_ptr<const Shared> shared, std::shared_ptr<Job> job,
                                               std::stop_token stop, std::function<void(const Response &)> onStarted)
{
    if (stop.stop_requested())
        co_return core::failure(requestError(Kind::Cancelled, job->request.url));
    const auto head = job->head.future();
    const auto end = job->end.future();
    post(*shared, job);
    const Cancelling onStop(stop, Cancel{ shared, job });
    job.reset();
    const auto started = co_await head;
    if (started && started->status / 100 == 2 && onStarted && !end.isFinished())
        onStarted(*started);
    co_return co_await end;
}

QCoro::Task<core::Result<Response>> exchangeFollowing(std::shared_ptr<const Shared> shared, Request request,
                                                      std::stop_token stop)
{
    constexpr int hops = 5;
    const QUrl first = request.url;
    for (int hop = 0; hop <= hops; ++hop) {
        const auto result = co_await exchangeOnce(shared, request, stop);
        if (!result || !result->isRedirect())
            co_return result;
        const QUrl target = request.url.resolved(QUrl::fromEncoded(result->header("location")));
        if (authorityOf(target) != authorityOf(request.url) || target.scheme() != request.url.scheme())
            request.credentials = {};
        if (result->status == 303)
            request.verb = Request::Verb::Get;
        request.url = target;
    }
    co_return core::failure(requestError(Kind::RedirectLoop, first));
}

} // namespace

struct HttpClient::Private
{
    const core::Clock &clock;
    std::shared_ptr<const int> life = std::make_shared<int>();
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    QThread thread{};
};

HttpClient::HttpClient(const core::Clock &clock)
    : d(new Private{ clock })
{
    Shared &shared = *d->shared;
    shared.transport = new Transport(clock, shared.pool, shared.meter);
    shared.link = std::make_shared<ThreadLink>(shared.transport);
    shared.transport->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, shared.transport, &QObject::deleteLater);
    d->thread.setObjectName(QStringLiteral("network"));
    d->thread.start();
}

HttpClient::~HttpClient()
{
    d->shared->link->close();
    d->thread.quit();
    d->thread.wait();
}

QCoro::Task<core::Result<Response>> HttpClient::send(Request request, std::stop_token stop)
{
    return request.followRedirects ? exchangeFollowing(d->shared, std::move(request), std::move(stop))
                                   : exchangeOnce(d->shared, std::move(request), std::move(stop));
}

QCoro::Task<core::Result<Response>> HttpClient::receive(Request request, std::shared_ptr<BodyTaker> taker,
                                                        std::stop_token stop)
{
    return exchangeOnce(d->shared, std::move(request), std::move(stop), std::move(taker));
}

QCoro::Task<core::Result<Response>> HttpClient::stream(Request request, std::function<bool(const Response &)> onHead,
                                                       std::function<void(const char *, qint64)> onChunk,
                                                       std::chrono::milliseconds idleLimit, std::stop_token stop,
                                                       std::function<void(const Response &)> onStarted)
{
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->onHead = std::move(onHead);
    job->onChunk = std::move(onChunk);
    job->idleLimit = idleLimit;
    return streamOnce(d->shared, std::move(job), std::move(stop), std::move(onStarted));
}

qint64 HttpClient::receivedSoFar(const QUrl &url) const
{
    return d->shared->meter->receivedSoFar(authorityOf(url));
}

double HttpClient::requestRate() const
{
    return d->shared->meter->rate();
}

void HttpClient::fixFigures(std::chrono::milliseconds latency, double requestRate)
{
    d->shared->meter->fix(latency, requestRate);
}

const core::Clock &HttpClient::clock() const
{
    return d->clock;
}

std::weak_ptr<const void> HttpClient::life() const
{
    return d->life;
}

const BufferPool &HttpClient::pool() const
{
    return *d->shared->pool;
}

} // namespace net
