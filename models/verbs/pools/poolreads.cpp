// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/poolreads.h"

#include "models/core/tr.h"
#include "models/pools/words.h"
#include "models/verbs/words.h"

#include <QSet>
#include <QtConcurrentRun>
#include <qcoro/qcorofuture.h>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

core::Error noPicture()
{
    return unusable(
        tr("What runs on these machines is not known for sure now: Mesos does not answer. Wait until it does."));
}

/// A machine counts as its group's, or by its tag.
QString poolOf(const aws::Instance &instance, const QString &tag)
{
    return instance.group().isEmpty() ? instance.tags.value(tag) : instance.group();
}

pools::Sources sourcesOf(const Context &context, const FreshPools &pools)
{
    pools::Sources sources;
    sources.aws = pools.aws;
    sources.mesos = pools.mesos;
    sources.aurora = pools.aurora;
    sources.poolAttribute = context.poolAttribute.toUtf8();
    sources.prices = context.prices;
    sources.now = context.clock->now();
    return sources;
}

QFuture<pools::Snapshot> joinedInPool(const pools::Sources &sources)
{
    return QtConcurrent::run([sources] { return pools::join(sources); });
}

/// The pictures of Mesos and Aurora, which are the stores'.
core::Result<FreshPools> pictures(const Context &context)
{
    if (!context.picture)
        return core::failure(closing());
    FreshPools pools;
    pools.mesos = context.picture->snapshot();
    if (!pools.mesos || context.picture->freshness().phase != core::Freshness::Phase::Fresh)
        return core::failure(noPicture());
    if (context.aurora)
        pools.aurora = context.aurora->snapshot();
    return pools;
}

/// The last picture with what was read of some pools in place of theirs.
std::shared_ptr<aws::State> merged(const aws::Snapshot &last, const QStringList &names, const QList<aws::Group> &groups,
                                   const QList<aws::Instance> &instances, const QString &tag)
{
    auto state = std::make_shared<aws::State>(last ? *last : aws::State());
    state->groups.removeIf([&](const aws::Group &group) { return names.contains(group.name); });
    state->instances.removeIf([&](const aws::Instance &each) { return names.contains(poolOf(each, tag)); });
    state->groups += groups;
    state->instances += instances;
    std::ranges::sort(state->groups, {}, &aws::Group::name);
    return state;
}

} // namespace

const aws::Group *FreshPools::group(const QString &name) const
{
    const auto found = std::ranges::find(aws->groups, name, &aws::Group::name);
    return found == aws->groups.end() ? nullptr : &*found;
}

QCoro::Task<core::Result<FreshPools>> readPools(Context context, QStringList names, std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(noAws());
    const core::Result<QList<aws::Group>> groups = co_await context.aws->client()->groups(names, stop);
    if (!groups)
        co_return core::failure(groups.error());
    if (!context.aws)
        co_return core::failure(closing());
    const aws::calls::Filter alive{ u"instance-state-name"_s, { u"pending"_s, u"running"_s, u"shutting-down"_s } };
    QList<aws::Instance> instances;
    QSet<QString> known; // a group's machines have both tags
    for (const QString &key : { u"aws:autoscaling:groupName"_s, context.poolAttribute }) {
        const QList<aws::calls::Filter> filters{ { u"tag:"_s + key, names }, alive };
        const core::Result<QList<aws::Instance>> found = co_await context.aws->client()->instances(filters, stop);
        if (!found)
            co_return core::failure(found.error());
        if (!context.aws)
            co_return core::failure(closing());
        for (const aws::Instance &instance : *found) {
            if (known.contains(instance.id) || !names.contains(poolOf(instance, context.poolAttribute)))
                continue;
            known.insert(instance.id);
            instances << instance;
        }
    }
    core::Result<FreshPools> pools = pictures(context);
    if (!pools)
        co_return core::failure(pools.error());
    pools->aws = merged(context.aws->snapshot(), names, *groups, instances, context.poolAttribute);
    pools->joined = co_await joinedInPool(sourcesOf(context, *pools));
    co_return *pools;
}

QCoro::Task<core::Result<FreshPools>> shownPools(Context context)
{
    if (!context.aws)
        co_return core::failure(noAws());
    core::Result<FreshPools> pools = pictures(context);
    if (!pools)
        co_return core::failure(pools.error());
    pools->aws = context.aws->snapshot();
    if (!pools->aws)
        co_return core::failure(unusable(tr("AWS has not answered yet.")));
    pools->joined = co_await joinedInPool(sourcesOf(context, *pools));
    co_return *pools;
}

core::Result<aws::Group> groupIn(const FreshPools &pools, const QString &name)
{
    if (const aws::Group *group = pools.group(name))
        return *group;
    return core::failure(unusable(tr("No Auto Scaling group is called %1.").arg(name)));
}

QJsonObject sizesJson(int min, int max, int desired)
{
    return { { u"min"_s, min }, { u"max"_s, max }, { u"desired"_s, desired } };
}

QString changedSince(const QJsonObject &seen, const aws::Group &group)
{
    if (seen.isEmpty() || seen == sizesJson(group.min, group.max, group.desired))
        return {};
    return tr("Someone changed %1 meanwhile: it wants %2 machines (%3 to %4), not %5. Plan again from there.")
        .arg(group.name)
        .arg(group.desired)
        .arg(group.min)
        .arg(group.max)
        .arg(seen.value("desired"_L1).toInt());
}

double priceOf(const pools::Picture &picture)
{
    double price = 0;
    for (const pools::Pool &pool : picture.pools) {
        if (pool.kind != pools::Pool::Kind::Outside)
            price += pool.price;
    }
    return price;
}

QList<actions::Effect> priceEffect(const pools::Picture &picture, double delta)
{
    const double before = priceOf(picture);
    if (std::isnan(before) || std::isnan(delta))
        return {};
    actions::Effect effect;
    effect.touches = tr("Cost, $/h, whole stack");
    effect.before = pools::dollars(before);
    effect.after = pools::dollars(before + delta);
    effect.delta = (delta < 0 ? u"−"_s : u"+"_s) + pools::dollars(std::abs(delta));
    return { effect };
}

} // namespace verbs
