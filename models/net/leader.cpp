// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/leader.h"

#include "models/core/logging.h"
#include "models/net/leadersearch.h"
#include "models/net/neterror.h"

#include <QPointer>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace net {

namespace {

using Kind = core::Error::Kind;
using Steady = std::chrono::steady_clock;

/// One way to ask: send or stream. `onStarted` is called where a stream begins.
using Ask = std::function<QCoro::Task<core::Result<Response>>(Request, std::stop_token,
                                                              std::function<void(const Response &)> onStarted)>;

/// What is left to the other candidates when the first has used up the deadline.
constexpr std::chrono::milliseconds leastDeadline = 5s;

/// An answer to one of these does not make its sender the leader.
bool isAnsweredByAll(const LeaderRules &rules, const QUrl &url)
{
    const QString path = url.path();
    return std::ranges::any_of(rules.answeredByAll, [&](const QString &ending) { return path.endsWith(ending); });
}

Request leaderProbe(const LeaderRules &rules, const Request &request)
{
    Request probe;
    probe.url = rules.probe;
    probe.credentials = request.credentials;
    probe.route = request.route;
    probe.deadline = request.deadline;
    return probe;
}

/// Asking someone else would bring the same.
bool isFinal(Kind kind)
{
    return kind == Kind::Cancelled || kind == Kind::Config || kind == Kind::TooLarge || kind == Kind::NotJson;
}

/// After these the request may have been carried out, though nobody told us.
bool mayHaveArrived(Kind kind)
{
    return kind == Kind::Timeout || kind == Kind::Truncated || kind == Kind::Unreachable;
}

/// A gateway that gave up may have passed the request on before.
bool mayHaveArrived(const Response &response)
{
    return response.status == 502 || response.status == 504;
}

/// "No leader elected", or a gateway that cannot reach its master.
std::optional<core::Error> candidateFailure(const Response &response)
{
    return response.status >= 502 && response.status <= 504 ? statusError(response) : std::nullopt;
}

/// Refused credentials are refused before anybody asks who leads.
bool showsLeadership(const Response &response)
{
    return response.status / 100 != 3 && response.status < 500 && response.status != 401 && response.status != 403;
}

} // namespace

struct LeaderClient::Private
{
    HttpClient *http = nullptr;
    std::weak_ptr<const void> life; ///< of http: it may go while an answer is on its way
    std::shared_ptr<const LeaderDiscovery> discovery;
    LeaderRules rules;
    QPointer<LeaderClient> q; ///< only looked at in its own thread
    QUrl leader;
    LeaderAliases aliases;
    QList<Answer> answers;

    void setLeader(const QUrl &url)
    {
        if (leader == url)
            return;
        leader = url;
        qCDebug(lcNet) << "leader:" << (url.isEmpty() ? u"not known"_s : endpointName(url));
        if (q)
            Q_EMIT q->leaderChanged(url);
    }

    void note(const QUrl &master, bool leads, std::optional<core::Error> error, std::chrono::milliseconds latency)
    {
        if (leads) {
            for (Answer &answer : answers)
                answer.leads = false;
        }
        const auto it = std::ranges::find(answers, master, &Answer::master);
        Answer &answer = it != answers.end() ? *it : answers.emplaceBack();
        answer = { master, leads, std::move(error), http->clock().now(), latency };
    }

    static QCoro::Task<core::Result<Response>> look(std::shared_ptr<Private> p, Request request, Ask ask,
                                                    bool repeatable, std::stop_token stop);
    static QCoro::Task<core::Result<Response>> lookKnowing(std::shared_ptr<Private> p, Request request, Ask ask,
                                                           std::stop_token stop);
    Ask sending() const;
    Ask receiving(std::shared_ptr<BodyTaker> taker) const;
};

QCoro::Task<core::Result<Response>> LeaderClient::Private::look(std::shared_ptr<Private> p, Request request, Ask ask,
                                                                bool repeatable, std::stop_token stop)
{
    const auto start = Steady::now();
    const bool tells = !isAnsweredByAll(p->rules, request.url);
    LeaderSearch search(p->discovery->candidates(), p->leader, request, &p->aliases);
    const std::chrono::milliseconds deadline = request.deadline;

    while (const auto target = search.next()) {
        request.url = target->url();
        const auto left = deadline - std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - start);
        request.deadline = std::max(left, std::min(deadline, leastDeadline));
        bool started = false;
        const auto begin = [&](const Response &head) { // only called while this frame waits
            if (p->life.expired())
                return;
            started = true;
            search.leads();
            p->note(target->base, true, std::nullopt, head.latency);
            p->setLeader(target->base);
        };
        const std::function<void(const Response &)> onStarted = begin;
        const core::Result<Response> result = co_await ask(request, stop, onStarted);
        if (p->life.expired())
            co_return core::failure(requestError(Kind::Cancelled, request.url));

        if (!result) {
            const core::Error &error = result.error();
            if (error.kind == Kind::Cancelled)
                co_return result;
            p->note(target->base, false, error, {});
            if (p->leader == target->base)
                p->setLeader({});
            if (started || isFinal(error.kind) || (!repeatable && mayHaveArrived(error.kind)))
                co_return result;
            search.failed(error);
        } else if (started) {
            co_return result;
        } else if (result->isRedirect()) {
            p->note(target->base, false, std::nullopt, result->latency);
            if (p->leader == target->base)
                p->setLeader({});
            search.redirected(QUrl::fromEncoded(result->header("location")));
        } else if (const auto failure = candidateFailure(*result);
                   failure && (repeatable || !mayHaveArrived(*result))) {
            p->note(target->base, false, failure, result->latency);
            if (p->leader == target->base)
                p->setLeader({});
            search.failed(*failure);
        } else {
            const bool leads = tells ? showsLeadership(*result) : p->leader == target->base;
            p->note(target->base, leads, statusError(*result), result->latency);
            if (leads) {
                search.leads();
                p->setLeader(target->base);
            }
            co_return result;
        }
    }
    p->setLeader({});
    co_return core::failure(search.verdict());
}

/// For what every master answers: finds out first who leads.
QCoro::Task<core::Result<Response>> LeaderClient::Private::lookKnowing(std::shared_ptr<Private> p, Request request,
                                                                       Ask ask, std::stop_token stop)
{
    if (p->leader.isEmpty() && isAnsweredByAll(p->rules, request.url)) {
        const auto found = co_await look(p, leaderProbe(p->rules, request), p->sending(), true, stop);
        if (!found || statusError(*found))
            co_return found;
    }
    const bool repeatable = request.verb == Request::Verb::Get || request.repeatable;
    co_return co_await look(p, request, ask, repeatable, stop);
}

Ask LeaderClient::Private::sending() const
{
    return [client = http](Request r, std::stop_token s, const std::function<void(const Response &)> &) {
        return client->send(std::move(r), std::move(s));
    };
}

Ask LeaderClient::Private::receiving(std::shared_ptr<BodyTaker> taker) const
{
    return [client = http, taker = std::move(taker)](Request r, std::stop_token s,
                                                     const std::function<void(const Response &)> &) {
        return client->receive(std::move(r), taker, std::move(s));
    };
}

LeaderRules LeaderRules::mesos()
{
    return { { u"/metrics/snapshot"_s, u"/version"_s, u"/health"_s, u"/flags"_s, u"/redirect"_s, u"/logging/toggle"_s },
             QUrl(u"/slaves?slave_id=none"_s) };
}

LeaderClient::LeaderClient(HttpClient *http, std::shared_ptr<const LeaderDiscovery> discovery, QObject *parent,
                           LeaderRules rules)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    d->http = http;
    d->life = http->life();
    d->discovery = std::move(discovery);
    d->rules = std::move(rules);
    d->q = this;
}

QCoro::Task<core::Result<Response>> LeaderClient::send(Request request, std::stop_token stop)
{
    return Private::lookKnowing(d, std::move(request), d->sending(), std::move(stop));
}

QCoro::Task<core::Result<Response>> LeaderClient::receive(Request request, std::shared_ptr<BodyTaker> taker,
                                                          std::stop_token stop)
{
    return Private::lookKnowing(d, std::move(request), d->receiving(std::move(taker)), std::move(stop));
}

QCoro::Task<core::Result<Response>> LeaderClient::stream(Request request, std::function<bool(const Response &)> onHead,
                                                         std::function<void(const char *, qint64)> onChunk,
                                                         std::chrono::milliseconds idleLimit, std::stop_token stop,
                                                         std::function<void(const Response &)> onStarted)
{
    const Ask ask = [http = d->http, onHead = std::move(onHead), onChunk = std::move(onChunk), idleLimit,
                     onStarted = std::move(onStarted)](Request r, std::stop_token s,
                                                       std::function<void(const Response &)> begun) {
        return http->stream(std::move(r), onHead, onChunk, idleLimit, std::move(s),
                            [begun = std::move(begun), onStarted](const Response &head) {
                                begun(head);
                                if (onStarted)
                                    onStarted(head);
                            });
    };
    return Private::look(d, std::move(request), ask, true, std::move(stop));
}

QUrl LeaderClient::leader() const
{
    return d->leader;
}

QList<LeaderClient::Answer> LeaderClient::answers() const
{
    return d->answers;
}

void LeaderClient::forgetLeader()
{
    d->setLeader({});
}

} // namespace net
