// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/channel.h"

#include "models/aws/wire/sigv4.h"
#include "models/core/cancelled.h"

#include <QRandomGenerator>
#include <qcoro/qcorotimer.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace aws {

namespace {

/// AWS bears 15 minutes; what is less was not the reason of a refusal.
constexpr core::Duration clockTolerance = 4min;

/// As the network stack writes it: the signature covers it.
QByteArray hostOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    const int usual = url.scheme() == u"https" ? 443 : 80;
    return url.port(usual) == usual ? host : host + ':' + QByteArray::number(url.port());
}

std::optional<core::Duration> askedPause(const net::Response &response)
{
    bool isNumber = false;
    const int ms = response.header("x-amz-retry-after").toInt(&isNumber);
    return isNumber ? std::optional(core::Duration(ms)) : std::nullopt;
}

QCoro::Task<void> timed(core::Duration time)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(time);
    co_await timer;
}

} // namespace

Channel::Channel(net::HttpClient *http, std::shared_ptr<KeySource> keys, ClientOptions options)
    : m_http(http)
    , m_keys(std::move(keys))
    , m_options(std::move(options))
{
    if (!m_options.chance)
        m_options.chance = [] { return QRandomGenerator::global()->generateDouble(); };
    if (!m_options.sleep)
        m_options.sleep = timed;
}

core::TimePoint Channel::now() const
{
    return m_http->clock().now() + m_clockOffset;
}

net::Request Channel::request(const Call &call, const Keys &keys) const
{
    net::Request request;
    request.verb = net::Request::Verb::Post;
    request.url = m_options.endpoints.value(call.service(), regionalEndpoint(call.service(), m_options.region));
    if (request.url.path().isEmpty())
        request.url.setPath(u"/"_s);
    request.body = call.body();
    request.contentType = "application/x-www-form-urlencoded; charset=utf-8";
    request.accept = "text/xml";
    request.route = m_options.route;
    request.deadline = m_options.deadline;
    request.maxBody = m_options.maxBody;
    request.repeatable = call.onlyReads();

    const sigv4::Scope scope{ m_options.region.toLatin1(), signingName(call.service()), now() };
    request.headers = { { "X-Amz-Date", sigv4::timestamp(scope.at) } };
    if (!keys.token.isEmpty())
        request.headers.append({ "X-Amz-Security-Token", keys.token.toLatin1() });
    sigv4::Message message;
    message.path = request.url.path(QUrl::FullyEncoded).toLatin1();
    message.headers = request.headers;
    message.headers.append({ "Host", hostOf(request.url) });
    message.headers.append({ "Content-Type", request.contentType });
    message.body = request.body;
    request.headers.append({ "Authorization", sigv4::authorization(message, keys, scope) });
    return request;
}

bool Channel::correctClock(const net::Response &response)
{
    if (!response.clockOffset || std::chrono::abs(*response.clockOffset - m_clockOffset) < clockTolerance)
        return false;
    m_clockOffset = *response.clockOffset;
    return true;
}

QCoro::Task<core::Result<net::Response>> Channel::ask(std::shared_ptr<Channel> channel, Call call, std::stop_token stop)
{
    bool clockCorrected = false;
    bool keysRenewed = false;
    for (int tried = 1;; ++tried) {
        if (!channel->m_http || stop.stop_requested())
            co_return core::failure(core::cancelled());
        const std::shared_ptr<KeySource> source = channel->m_keys;
        const core::Result<Keys> keys = co_await source->keys(stop);
        if (!channel->m_http || stop.stop_requested())
            co_return core::failure(core::cancelled());
        if (!keys)
            co_return core::failure(keys.error());
        ++channel->m_sent;
        const net::Request request = channel->request(call, *keys);
        const core::Result<net::Response> response = co_await channel->m_http->send(request, stop);
        if (!channel->m_http || stop.stop_requested())
            co_return core::failure(core::cancelled());

        core::Error error;
        std::optional<core::Duration> asked;
        if (!response) {
            error = response.error();
        } else {
            channel->m_latency = response->latency;
            const std::optional<ServiceError> refusal = serviceError(*response);
            if (!refusal)
                co_return response;
            error = toError(*refusal, *response);
            asked = askedPause(*response);
            using Problem = ServiceError::Problem;
            // Neither was carried out: sending it anew does it once.
            const bool clock = refusal->problem == Problem::ClockOff && !std::exchange(clockCorrected, true)
                && channel->correctClock(*response);
            const bool renewed = refusal->problem == Problem::ExpiredKeys && !std::exchange(keysRenewed, true);
            if (renewed)
                source->discard(*keys);
            if (clock || renewed)
                continue;
        }
        const std::optional<core::Duration> pause
            = channel->m_options.retry.pause(call, error, tried, channel->m_options.chance(), asked);
        if (!pause)
            co_return core::failure(error);
        co_await channel->m_options.sleep(*pause);
    }
}

} // namespace aws
