// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scaleorder.h"

#include "models/core/tr.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using Mode = ScaleVerb::Mode;
using Order = ScaleVerb::Order;

using core::tr;

QString flawOfSizes(const Order &order, const aws::Group &group, int share)
{
    const auto [min, max] = limitsOf(order, group);
    if (min < 0 || min > max)
        return tr("At least %1 and at most %2 machines do not go together.").arg(min).arg(max);
    const int after = group.desired + share;
    if (after > max) {
        return tr("%1 may have at most %2 machines; %3 would be wanted. Give a larger maximum, too.")
            .arg(group.name)
            .arg(max)
            .arg(after);
    }
    if (after < min) {
        return tr("%1 shall have at least %2 machines; only %3 would be wanted. Grow it by more, or give a smaller "
                  "minimum.")
            .arg(group.name)
            .arg(min)
            .arg(after);
    }
    if (group.suspended.contains(u"Launch"_s) && share > 0)
        return tr("%1 launches nothing: its process Launch is suspended. Resume it first.").arg(group.name);
    return {};
}

} // namespace

Shares sharesOf(const Order &order, const FreshPools &pools)
{
    if (order.mode == Mode::Group)
        return { { order.group, order.by } };
    QList<const aws::Group *> groups;
    for (const aws::Group &group : pools.aws->groups) {
        if (order.spot.isEmpty() ? group.isSpot() : order.spot.contains(group.name))
            groups << &group;
    }
    const auto refuses = [&pools](const aws::Group *group) {
        const pools::Pool *const pool = pools.joined->pool(group->name);
        return pool && pool->refusal.has_value();
    };
    // Where AWS has just refused nothing is asked for, as long as there is another place.
    if (!std::ranges::all_of(groups, refuses) && order.spot.isEmpty())
        groups.removeIf(refuses);
    Shares shares;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const auto each = static_cast<int>(order.by / groups.size() + (i < order.by % groups.size() ? 1 : 0));
        if (each > 0)
            shares << qMakePair(groups[i]->name, each);
    }
    return shares;
}

GroupLimits limitsOf(const Order &order, const aws::Group &group)
{
    if (group.name != order.group)
        return { group.min, group.max };
    return { order.sizes.value("min"_L1).toInt(group.min), order.sizes.value("max"_L1).toInt(group.max) };
}

QString flawOf(const Order &order, const Shares &shares, const FreshPools &pools)
{
    if (order.by < 0)
        return tr("To shrink, use pool drain: it ends no task.");
    if (order.by == 0 && (order.sizes.isEmpty() || order.mode != Mode::Group))
        return tr("Nothing is asked for: give a number of machines.");
    if (shares.isEmpty())
        return tr("This stack has no spot group.");
    for (const auto &[name, share] : shares) {
        const core::Result<aws::Group> group = groupIn(pools, name);
        if (!group)
            return group.error().detail;
        if (QString why = flawOfSizes(order, *group, share); !why.isEmpty())
            return why;
    }
    if (order.mode == Mode::Spot)
        return {};
    const core::Result<aws::Group> group = groupIn(pools, order.group);
    if (!group)
        return group.error().detail;
    if (order.mode == Mode::TrySpot) {
        if (group->isSpot())
            return tr("%1 gives spot machines; name the group of on-demand ones.").arg(group->name);
        if (QString why = flawOfSizes(order, *group, order.by); !why.isEmpty())
            return why;
    }
    return changedSince(order.seen, *group);
}

} // namespace verbs
