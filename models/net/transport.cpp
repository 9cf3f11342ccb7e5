// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/transport.h"

#include "models/net/httpclient.h"
#include "models/net/neterror.h"
#include "models/net/oncebody.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr size_t stagingSize = 256 << 10;
/// Of answers that may be read more slowly than they come: what does not fit waits at its sender.
constexpr qint64 streamBuffer = 1 << 20;
constexpr qint64 pieceBuffer = 4 << 20; ///< with less, a fast sender is stopped so often that it costs
constexpr qsizetype rememberedSizes = 256;

QByteArray methodOf(Request::Verb verb)
{
    switch (verb) {
    case Request::Verb::Get:
        return "GET";
    case Request::Verb::Post:
        return "POST";
    case Request::Verb::Put:
        return "PUT";
    case Request::Verb::Delete:
        return "DELETE";
    case Request::Verb::Patch:
        return "PATCH";
    }
    Q_UNREACHABLE();
}

QNetworkReply *sent(QNetworkAccessManager *manager, const Request &request, const QNetworkRequest &prepared)
{
    if (request.verb == Request::Verb::Get)
        return manager->get(prepared);
    const QByteArray method = methodOf(request.verb);
    if (request.repeatable)
        return manager->sendCustomRequest(prepared, method, request.body);
    // Never sent again behind our back; see OnceBody. With both the body is handed on as it is read, else Qt would keep
    // a copy that does rewind.
    QNetworkRequest once = prepared;
    once.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    once.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *body = new OnceBody(request.body);
    QNetworkReply *reply = manager->sendCustomRequest(once, method, body);
    body->setParent(reply);
    return reply;
}

} // namespace

Transport::Transport(const core::Clock &clock, std::shared_ptr<BufferPool> pool, std::shared_ptr<TrafficMeter> meter)
    : m_clock(clock)
    , m_pool(std::move(pool))
    , m_meter(std::move(meter))
    , m_staging(stagingSize)
    , m_trim(this) // so that it moves to the network thread, too
{
    m_trim.setInterval(30s);
    m_trim.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_trim, &QTimer::timeout, this, &Transport::onTrim);
}

Transport::~Transport()
{
    // Before the managers, whose replies they read.
    const auto exchanges = findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(exchanges);
}

void Transport::start(const std::shared_ptr<Job> &job)
{
    if (job->cancelled)
        return; // its promises end as Cancelled when it is dropped
    const auto setup = setupFor(job->request.route.get());
    if (!setup) {
        core::Error error = setup.error();
        error.endpoint = endpointName(job->request.url);
        job->head.finish(core::failure(error));
        return job->end.finish(core::failure(error));
    }
    (*setup)->signInToProxy();
    const QNetworkRequest prepared = (*setup)->prepared(job->request, job->request.compressed && !job->isStream());
    QNetworkReply *reply = sent((*setup)->manager(job->isStream()), job->request, prepared);
    if (job->isStream())
        reply->setReadBufferSize(streamBuffer);
    else if (job->taker)
        reply->setReadBufferSize(pieceBuffer);
    job->exchange = new Exchange(this, job, reply);
    if (!m_trim.isActive())
        m_trim.start();
}

void Transport::cancel(const std::shared_ptr<Job> &job)
{
    job->cancelled = true;
    if (job->exchange)
        job->exchange->cancel();
}

core::Result<NetworkSetup *> Transport::setupFor(const Route *route)
{
    const auto known = std::ranges::find_if(m_setups, [route](const auto &setup) { return setup->isFor(route); });
    if (known != m_setups.end())
        return known->get();
    auto made = NetworkSetup::make(route);
    if (!made) // not remembered: the file may be there the next time
        return core::failure(made.error());
    m_setups.push_back(std::move(*made));
    return m_setups.back().get();
}

std::optional<core::Duration> Transport::clockOffset(const QByteArray &date, std::chrono::milliseconds latency) const
{
    const QDateTime moment = QLocale::c().toDateTime(QString::fromLatin1(date), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!moment.isValid())
        return std::nullopt;
    const core::TimePoint server{ core::Duration(
        QDateTime(moment.date(), moment.time(), Qt::UTC).toMSecsSinceEpoch()) };
    // The header has whole seconds, cut: half a second is right on average.
    return server + 500ms - (m_clock.now() - latency / 2);
}

qint64 Transport::expectedSize(const QUrl &url) const
{
    const qint64 last = m_sizes.value(endpointName(url));
    return last + last / 16; // clusters grow a little from look to look
}

void Transport::noteSize(const QUrl &url, qint64 size)
{
    if (m_sizes.size() >= rememberedSizes)
        m_sizes.clear();
    m_sizes.insert(endpointName(url), size);
}

void Transport::onTrim()
{
    if (!m_pool->trim())
        m_trim.stop(); // nothing idle: no need to wake up until the next request
}

} // namespace net
