// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/inquiry.h"
#include "models/core/errortext.h"
#include "models/net/leader.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace connections::layers {

namespace {

using What = Step::What;
using Answer = core::Result<net::Response>;

net::Request question(const Inquiry &inquiry)
{
    net::Request request;
    request.credentials = inquiry.logins.mesos;
    request.route = inquiry.route();
    request.deadline = inquiry.config.deadline;
    return request;
}

Answer checked(Answer answer)
{
    if (!answer)
        return answer;
    if (const auto error = net::statusError(*answer))
        return core::failure(*error);
    return answer;
}

} // namespace

QCoro::Task<void> askMesos(std::shared_ptr<Inquiry> inquiry)
{
    const Answers masters = co_await askEach(inquiry, inquiry->config.mesosMasters, u"/version"_s);
    if (inquiry->isOver())
        co_return;
    if (!tellAddresses(*inquiry, masters))
        co_return;

    net::LeaderClient leader(inquiry->http.get(), std::make_shared<net::StaticDiscovery>(inquiry->config.mesosMasters));
    net::Request smallest = question(*inquiry);
    smallest.url = net::LeaderRules::mesos().probe;
    const Answer led = co_await leader.send(smallest, inquiry->stop.get_token());
    if (inquiry->isOver())
        co_return;
    const Answer asLeader = checked(led);
    if (!asLeader) {
        inquiry->failed(What::Leader, asLeader.error());
        co_return;
    }
    inquiry->fine(What::Leader, leader.leader().authority());

    const QByteArray body = masters.first()->body.toByteArray();
    const QString version = QJsonDocument::fromJson(body).object()["version"_L1].toString();
    if (version.isEmpty())
        inquiry->doubtful(What::Version, Check::tr("it does not tell: perhaps no Mesos answers there"));
    else
        inquiry->fine(What::Version, u"Mesos "_s + version);
    tellClock(*inquiry, asLeader->clockOffset);

    // The operator API is guarded apart from the pages: the event stream and orders go through it.
    net::Request order = question(*inquiry);
    order.url = QUrl(u"/api/v1"_s);
    order.verb = net::Request::Verb::Post;
    order.body = "{\"type\":\"GET_MASTER\"}";
    order.contentType = "application/json";
    order.repeatable = true;
    const Answer answered = co_await leader.send(order, inquiry->stop.get_token());
    if (inquiry->isOver())
        co_return;
    const Answer api = checked(answered);
    const QString who = signedInWords(inquiry->logins.mesos);
    if (api)
        inquiry->fine(What::Rights, Check::tr("reads %1, and may use the operator API").arg(who));
    else
        inquiry->doubtful(What::Rights,
                          Check::tr("reads %1; the operator API is refused: %2")
                              .arg(who, core::errorText(api.error(), u"Mesos"_s).what));
}

} // namespace connections::layers
