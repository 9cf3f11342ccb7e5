// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/channel.h"

#include "models/aurora/codec/message.h"
#include "models/aurora/httperrors.h"
#include "models/core/cancelled.h"
#include "models/net/located.h"

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

using Kind = core::Error::Kind;
constexpr int unsupportedMediaType = 415;

QString pathOf(Page page)
{
    switch (page) {
    case Page::Vars:
        return u"/vars.json"_s;
    case Page::Offers:
        return u"/offers"_s;
    case Page::Maintenance:
        return u"/maintenance"_s;
    case Page::PendingTasks:
        return u"/pendingtasks"_s;
    case Page::Quotas:
        return u"/quotas"_s;
    case Page::Cron:
        return u"/cron"_s;
    case Page::LeaderHealth:
        return u"/leaderhealth"_s;
    }
    Q_UNREACHABLE();
}

core::Error notThrift(const net::Response &response)
{
    core::Error error;
    error.kind = Kind::WrongShape;
    error.path = u"the first byte"_s;
    error.detail = response.body.size() ? u"it is no Thrift message."_s : u"it is empty."_s;
    return net::located(std::move(error), response);
}

/// The scheduler's own paths, told to the core's search for the leader.
net::LeaderRules auroraRules()
{
    return { { u"/vars.json"_s }, QUrl(u"/leaderhealth"_s) };
}

} // namespace

Channel::Channel(net::HttpClient *http, std::shared_ptr<const net::LeaderDiscovery> discovery, ClientOptions options)
    : m_options(std::move(options))
    , m_leader(std::make_unique<net::LeaderClient>(http, std::move(discovery), nullptr, auroraRules()))
{
}

Encoding Channel::encoding() const
{
    return m_encodings.value(m_leader->leader().authority(), Encoding::Binary);
}

void Channel::remember(const QUrl &answered, Encoding encoding)
{
    m_encodings.insert(answered.authority(), encoding);
}

net::Request Channel::request(const Call &call, Encoding encoding)
{
    net::Request request;
    request.verb = net::Request::Verb::Post;
    request.url = QUrl(u"/api"_s);
    request.body = call.body(encoding, ++m_sequence);
    request.contentType = mediaType(encoding);
    request.accept = mediaType(encoding);
    request.credentials = m_options.credentials;
    request.route = m_options.route;
    request.deadline = m_options.deadline;
    request.maxBody = m_options.maxBody;
    request.repeatable = call.onlyReads();
    return request;
}

net::Request Channel::request(Page page) const
{
    net::Request request;
    request.url = QUrl(pathOf(page));
    if (page == Page::LeaderHealth)
        request.accept = "text/plain";
    request.credentials = m_options.credentials;
    request.route = m_options.route;
    request.deadline = m_options.deadline;
    request.maxBody = m_options.maxBody;
    return request;
}

QCoro::Task<core::Result<Reply>> Channel::ask(std::shared_ptr<Channel> channel, Call call, std::stop_token stop)
{
    Encoding encoding = channel->m_leader ? channel->encoding() : Encoding::Binary;
    while (true) {
        if (!channel->m_leader)
            co_return core::failure(core::cancelled());
        const core::Result<net::Response> response
            = co_await channel->m_leader->send(channel->request(call, encoding), stop);
        if (!response)
            co_return core::failure(inSchedulersManner(response.error()));

        const std::optional<Encoding> answered
            = response->status == 200 ? wire::encodingOf(response->body.view()) : std::nullopt;
        if (answered) {
            channel->remember(response->url, encoding);
            co_return Reply{ *response, *answered };
        }
        // A refused encoding was refused before anything was done. Another answer than Thrift's may have followed an
        // order that was carried out: only reads are tried again.
        const bool refused = response->status == unsupportedMediaType;
        const bool odd = response->status == 200 && call.onlyReads();
        if (encoding == Encoding::Binary && (refused || odd)) {
            encoding = Encoding::Tjson;
            continue;
        }
        if (const auto error = httpError(*response))
            co_return core::failure(*error);
        co_return core::failure(notThrift(*response));
    }
}

QCoro::Task<core::Result<net::Response>> Channel::get(std::shared_ptr<Channel> channel, Page page, std::stop_token stop)
{
    if (!channel->m_leader)
        co_return core::failure(core::cancelled());
    const core::Result<net::Response> response = co_await channel->m_leader->send(channel->request(page), stop);
    if (!response)
        co_return core::failure(inSchedulersManner(response.error()));
    if (const auto error = httpError(*response))
        co_return core::failure(*error);
    co_return response;
}

} // namespace aurora
