// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/client.h"

#include "models/aws/channel.h"
#include "models/net/located.h"

#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace aws {

namespace {

using ChannelPointer = std::shared_ptr<Channel>;

template <typename Value>
using Decode = core::Result<Value> (*)(QByteArrayView);

constexpr int groupsAPage = 100; // AWS's greatest
constexpr int instancesAPage = 1000;
constexpr int activitiesAPage = 100;
constexpr int mostPages = 200; ///< beyond, the token goes in a circle

template <typename Value>
QCoro::Task<core::Result<Value>> asked(ChannelPointer channel, Call call, Decode<Value> decode, std::stop_token stop)
{
    const core::Result<net::Response> response = co_await Channel::ask(channel, call, stop);
    if (!response)
        co_return core::failure(response.error());
    const auto decoding = QtConcurrent::run(
        [body = response->body, decode] { return decode(QByteArrayView(body.data(), body.size())); });
    const core::Result<Value> value = co_await decoding;
    if (!value)
        co_return core::failure(net::located(value.error(), *response));
    co_return value;
}

template <typename Value>
QCoro::Task<core::Result<QList<Value>>> askedAll(ChannelPointer channel, Call call, Decode<Page<Value>> decode,
                                                 std::stop_token stop)
{
    QList<Value> all;
    for (int pages = 1;; ++pages) {
        const core::Result<Page<Value>> page = co_await asked<Page<Value>>(channel, call, decode, stop);
        if (!page)
            co_return core::failure(page.error());
        all += page->items;
        if (page->next.isEmpty())
            co_return all;
        if (pages >= mostPages) {
            core::Error error;
            error.kind = core::Error::Kind::TooLarge;
            error.endpoint = QString::fromLatin1(call.action());
            error.detail = u"AWS sends more than %1 pages."_s.arg(mostPages);
            co_return core::failure(error);
        }
        call = call.next(page->next);
    }
}

template <typename Value>
QCoro::Task<core::Result<QList<Value>>> askedFirst(ChannelPointer channel, Call call, Decode<Page<Value>> decode,
                                                   std::stop_token stop)
{
    const core::Result<Page<Value>> page = co_await asked<Page<Value>>(channel, call, decode, stop);
    if (!page)
        co_return core::failure(page.error());
    co_return page->items;
}

} // namespace

Client::Client(net::HttpClient *http, std::shared_ptr<KeySource> keys, ClientOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Channel>(http, std::move(keys), std::move(options)))
{
}

Client::~Client()
{
    d->close();
}

Client::Task<QList<Group>> Client::groups(const QStringList &names, std::stop_token stop)
{
    return askedAll(d, calls::groups(names, groupsAPage), answers::groups, stop);
}

Client::Task<QList<Instance>> Client::instances(const QList<calls::Filter> &filters, std::stop_token stop)
{
    return askedAll(d, calls::instances(filters, instancesAPage), answers::instances, stop);
}

Client::Task<QList<SpotPrice>> Client::spotPrices(const QStringList &types, std::stop_token stop)
{
    return askedAll(d, calls::spotPrices(types, d->now()), answers::spotPrices, stop);
}

Client::Task<QList<LaunchTemplate>> Client::launchTemplates(std::stop_token stop)
{
    return askedAll(d, calls::launchTemplates(), answers::launchTemplates, stop);
}

Client::Task<QList<Activity>> Client::activities(const QString &group, std::stop_token stop)
{
    return askedFirst(d, calls::activities(group, activitiesAPage), answers::activities, stop);
}

Client::Task<QStringList> Client::zones(std::stop_token stop)
{
    return asked(d, calls::zones(), answers::zones, stop);
}

Client::Task<QList<Subnet>> Client::subnets(std::stop_token stop)
{
    return asked(d, calls::subnets(), answers::subnets, stop);
}

Client::Task<QString> Client::consoleOutput(const QString &id, std::stop_token stop)
{
    return asked(d, calls::consoleOutput(id), answers::consoleOutput, stop);
}

Client::Task<Identity> Client::identity(std::stop_token stop)
{
    return asked(d, calls::callerIdentity(), answers::identity, stop);
}

Client::Task<Keys> Client::assumeRole(const calls::Role &role, std::stop_token stop)
{
    return asked(d, calls::assumeRole(role), answers::keys, stop);
}

Client::Task<Done> Client::order(const Call &call, std::stop_token stop)
{
    return asked(d, call, answers::done, stop);
}

Client::Task<QList<Instance>> Client::launch(const calls::Launch &launch, std::stop_token stop)
{
    return asked(d, calls::launch(launch), answers::launched, stop);
}

Client::Task<net::Response> Client::ask(const Call &call, std::stop_token stop)
{
    return Channel::ask(d, call, stop);
}

qint64 Client::sent() const
{
    return d->sent();
}

core::Duration Client::clockOffset() const
{
    return d->clockOffset();
}

std::chrono::milliseconds Client::latency() const
{
    return d->latency();
}

const ClientOptions &Client::options() const
{
    return d->options();
}

} // namespace aws
