// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/store.h"

#include "models/core/cancelled.h"

#include <QPointer>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace aws {

namespace {

constexpr auto hastyInterval = 5s;
constexpr auto hastyTime = 2min;
constexpr auto instancesEvery = 2min; ///< machines in no group are seen by this alone
constexpr auto activitiesEvery = 1min;
constexpr auto pricesEvery = 10min;

bool isSettled(const Group &group)
{
    const auto inService = std::ranges::count_if(group.instances, &GroupInstance::inService);
    return inService == group.desired && group.instances.size() == group.desired;
}

/// A machine of a group whose address is not known yet.
bool hasNew(const QList<Group> &groups, const QList<Instance> &instances)
{
    QSet<QString> known;
    for (const Instance &instance : instances)
        known.insert(instance.id);
    return std::ranges::any_of(groups, [&](const Group &group) {
        return std::ranges::any_of(
            group.instances, [&](const GroupInstance &each) { return !each.isLeaving() && !known.contains(each.id); });
    });
}

QStringList typesOf(const QList<Instance> &instances)
{
    QSet<QString> types;
    for (const Instance &instance : instances)
        types.insert(instance.type);
    QStringList sorted(types.begin(), types.end());
    sorted.sort();
    return sorted;
}

QList<SpotPrice> newest(QList<SpotPrice> prices)
{
    std::ranges::stable_sort(prices, std::ranges::greater(), &SpotPrice::since);
    QSet<QString> seen;
    QList<SpotPrice> result;
    for (const SpotPrice &price : std::as_const(prices)) {
        const QString place = price.type + u' ' + price.zone;
        if (!seen.contains(place))
            result.append(price);
        seen.insert(place);
    }
    return result;
}

} // namespace

struct Store::Private
{
    using Looked = QCoro::Task<core::Result<void>>;

    Looked look(std::stop_token stop);
    bool isOurs(const QString &group) const;
    QList<calls::Filter> instanceFilters() const;
    bool isDue(core::TimePoint last, core::Duration every) const { return everything || clock.now() - last >= every; }

    Store *q;
    StoreOptions options;
    const core::Clock &clock;
    std::vector<QRegularExpression> patterns;
    std::unique_ptr<Client> client;
    std::unique_ptr<net::Poller> poller;
    Snapshot snapshot;
    core::TimePoint hastyUntil{};
    bool everything = true;
    int calls = 0;
};

bool Store::Private::isOurs(const QString &group) const
{
    return patterns.empty()
        || std::ranges::any_of(patterns, [&](const auto &pattern) { return pattern.match(group).hasMatch(); });
}

QList<calls::Filter> Store::Private::instanceFilters() const
{
    return { { u"tag-key"_s, { u"aws:autoscaling:groupName"_s, options.poolTag } },
             { u"instance-state-name"_s, { u"pending"_s, u"running"_s, u"shutting-down"_s } } };
}

/// Parts that are not due stay those of the last picture; a part that fails fails the look, and what was read before it
/// waits for the next one.
Store::Private::Looked Store::Private::look(std::stop_token stop)
{
    const QPointer<Store> self(q);
    const qint64 before = client->sent();
    auto next = std::make_shared<State>(snapshot ? *snapshot : State());
    const core::Result<QList<Group>> groups = co_await client->groups({}, stop);
    if (!self || stop.stop_requested())
        co_return core::failure(core::cancelled());
    if (!groups)
        co_return core::failure(groups.error());
    next->groups = *groups;
    next->groups.removeIf([this](const Group &group) { return !isOurs(group.name); });
    std::ranges::sort(next->groups, {}, &Group::name);
    next->at = clock.now();

    if (isDue(next->instancesAt, instancesEvery) || hasNew(next->groups, next->instances)) {
        const core::Result<QList<Instance>> instances = co_await client->instances(instanceFilters(), stop);
        if (!self || stop.stop_requested())
            co_return core::failure(core::cancelled());
        if (!instances)
            co_return core::failure(instances.error());
        next->instances = *instances;
        next->instances.removeIf(
            [this](const Instance &each) { return !each.group().isEmpty() && !isOurs(each.group()); });
        next->instancesAt = clock.now();
    }
    if (isDue(next->activitiesAt, activitiesEvery) || !std::ranges::all_of(next->groups, isSettled)) {
        const core::Result<QList<Activity>> activities = co_await client->activities({}, stop);
        if (!self || stop.stop_requested())
            co_return core::failure(core::cancelled());
        if (!activities)
            co_return core::failure(activities.error());
        next->activities = *activities;
        next->activities.removeIf([this](const Activity &each) { return !isOurs(each.group); });
        next->activitiesAt = clock.now();
    }
    const QStringList types = typesOf(next->instances);
    if (!types.isEmpty() && isDue(next->pricesAt, pricesEvery)) {
        const core::Result<QList<SpotPrice>> prices = co_await client->spotPrices(types, stop);
        if (!self || stop.stop_requested())
            co_return core::failure(core::cancelled());
        if (prices) { // without the right to ask for prices the rest is worth showing
            next->spotPrices = newest(*prices);
            next->pricesAt = clock.now();
        }
    }
    everything = false;
    calls = static_cast<int>(client->sent() - before);
    if (core::isKnown(hastyUntil) && clock.now() > hastyUntil) {
        hastyUntil = {};
        poller->setPolicy(options.policy);
    }
    snapshot = std::move(next);
    Q_EMIT q->snapshotChanged();
    co_return core::Result<void>();
}

Store::Store(net::HttpClient *http, std::shared_ptr<KeySource> keys, StoreOptions options, const core::Clock &clock,
             QObject *parent)
    : core::Store(parent)
    , d(new Private{ this, std::move(options), clock, {}, {}, {}, {}, {}, true, 0 })
{
    for (const QString &group : std::as_const(d->options.groups))
        d->patterns.emplace_back(QRegularExpression::wildcardToRegularExpression(group));
    d->client = std::make_unique<Client>(http, std::move(keys), d->options.client);
    d->poller = std::make_unique<net::Poller>(
        u"aws"_s, [this](std::stop_token stop) { return d->look(std::move(stop)); }, d->options.policy, clock);
    connect(d->poller.get(), &net::Poller::freshnessChanged, this, &Store::freshnessChanged);
}

Store::~Store()
{
    blockSignals(true); // nobody listens to somebody half gone
    stop();
}

void Store::start()
{
    d->poller->start();
}

void Store::stop()
{
    d->poller->stop();
}

void Store::refresh()
{
    d->everything = true;
    d->poller->refresh();
}

void Store::setHidden(bool hidden)
{
    d->poller->setHidden(hidden);
}

void Store::hasten()
{
    net::PollPolicy hasty = d->options.policy;
    hasty.interval = std::min<std::chrono::milliseconds>(hasty.interval, hastyInterval);
    hasty.hiddenInterval = hasty.interval;
    d->hastyUntil = d->clock.now() + hastyTime;
    d->poller->setPolicy(hasty);
    refresh();
}

Snapshot Store::snapshot() const
{
    return d->snapshot;
}

QString Store::system() const
{
    return u"AWS"_s;
}

const core::Freshness &Store::freshness() const
{
    return d->poller->freshness();
}

Client *Store::client() const
{
    return d->client.get();
}

int Store::callsOfLastLook() const
{
    return d->calls;
}

} // namespace aws
