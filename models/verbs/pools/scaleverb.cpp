// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scaleverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/pools/poolorders.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleplan.h"
#include "models/verbs/pools/scalewatch.h"
#include "models/verbs/words.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

core::Error refused(const QString &sentence)
{
    core::Error error;
    error.kind = core::Error::Kind::Rejected;
    error.detail = sentence;
    return error;
}

QString poolOf(const actions::Step &step)
{
    return step.payload.value("pool"_L1).toString();
}

QCoro::Task<core::Result<aws::Group>> readGroup(Context context, QString name, std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(closing());
    const QStringList names{ name };
    const core::Result<QList<aws::Group>> groups = co_await context.aws->client()->groups(names, stop);
    if (!groups)
        co_return core::failure(groups.error());
    if (groups->isEmpty())
        co_return core::failure(refused(tr("there is no group %1 any more").arg(name)));
    co_return aws::Group(groups->first());
}

int launchedOf(const aws::Group &group)
{
    return static_cast<int>(std::ranges::count_if(group.instances, [](const auto &each) { return !each.isLeaving(); }));
}

/// How many machines the spot groups did not give, by what they want now.
QCoro::Task<core::Result<int>> missing(Context context, actions::Step fill, std::stop_token stop)
{
    int given = 0;
    const QJsonArray spot = fill.payload.value("spot"_L1).toArray();
    for (const QJsonValue &value : spot) {
        const QString name = value.toObject().value("pool"_L1).toString();
        const core::Result<aws::Group> group = co_await readGroup(context, name, stop);
        if (!group)
            co_return core::failure(group.error());
        given += std::max(0, group->desired - value.toObject().value("from"_L1).toInt());
    }
    co_return std::max(0, fill.payload.value("by"_L1).toInt() - given);
}

QCoro::Task<core::Result<actions::Answer>> size(Context context, actions::Step step, aws::Group group,
                                                std::stop_token stop)
{
    if (group.desired != step.payload.value("from"_L1).toInt()) {
        co_return core::failure(
            refused(tr("nothing was sent: someone set %1 to %2").arg(group.name).arg(group.desired)));
    }
    aws::calls::Sizes sizes;
    sizes.desired = step.payload.value("to"_L1).toInt();
    if (step.payload.contains("min"_L1)) {
        sizes.min = step.payload.value("min"_L1).toInt();
        sizes.max = step.payload.value("max"_L1).toInt();
    }
    const aws::Call call = aws::calls::setSizes(group.name, sizes);
    const QString words = tr("OK, desired %1 → %2").arg(group.desired).arg(*sizes.desired);
    co_return co_await orderFromAws(context, call, words, stop);
}

QCoro::Task<core::Result<actions::Answer>> trim(Context context, aws::Group group, std::stop_token stop)
{
    const int launched = launchedOf(group);
    if (launched >= group.desired)
        co_return actions::Answer{ tr("nothing to give back"), {}, {} };
    const aws::Call call = aws::calls::setDesired(group.name, std::max(launched, group.min));
    const QString words = tr("OK, desired %1 → %2").arg(group.desired).arg(std::max(launched, group.min));
    co_return co_await orderFromAws(context, call, words, stop);
}

QCoro::Task<core::Result<actions::Answer>> fill(Context context, actions::Step step, aws::Group group,
                                                std::stop_token stop)
{
    const core::Result<int> left = co_await missing(context, step, stop);
    if (!left)
        co_return actions::notSent(left.error());
    const int from = step.payload.value("from"_L1).toInt();
    if (*left == 0)
        co_return actions::Answer{ tr("nothing is missing"), {}, {} };
    if (group.desired != from) {
        co_return core::failure(
            refused(tr("nothing was sent: someone set %1 to %2").arg(group.name).arg(group.desired)));
    }
    const aws::Call call = aws::calls::setDesired(group.name, from + *left);
    const QString words = tr("OK, desired %1 → %2").arg(from).arg(from + *left);
    co_return co_await orderFromAws(context, call, words, stop);
}

} // namespace

ScaleVerb::ScaleVerb(Context context)
    : m_context(std::move(context))
    , m_orderedAt(std::make_shared<QHash<QString, core::TimePoint>>())
{
}

QString ScaleVerb::modeWord(Mode mode)
{
    switch (mode) {
    case Mode::Group:
        return u"group"_s;
    case Mode::Spot:
        return u"spot-only"_s;
    case Mode::TrySpot:
        return u"try-spot"_s;
    }
    Q_UNREACHABLE();
}

std::optional<ScaleVerb::Mode> ScaleVerb::modeOf(const QString &word)
{
    for (const Mode mode : { Mode::Group, Mode::Spot, Mode::TrySpot }) {
        if (modeWord(mode) == word)
            return mode;
    }
    // The house's word for a group of on-demand machines.
    return word == "on-demand"_L1 ? std::optional(Mode::Group) : std::nullopt;
}

actions::Request ScaleVerb::request(const Order &order)
{
    actions::Request request;
    request.verb = verbName();
    request.what = { { u"mode"_s, modeWord(order.mode) },
                     { u"group"_s, order.group },
                     { u"by"_s, order.by },
                     { u"timeout"_s, static_cast<qint64>(order.timeout.count()) } };
    if (!order.spot.isEmpty())
        request.what.insert(u"spot"_s, QJsonArray::fromStringList(order.spot));
    if (!order.sizes.isEmpty())
        request.what.insert(u"sizes"_s, order.sizes);
    if (!order.seen.isEmpty())
        request.what.insert(u"seen"_s, order.seen);
    // Groups are asked each for itself: what one does not give says nothing of another.
    request.batching.stopOnBadBatch = false;
    request.batching.failuresInTotal = static_cast<int>(std::max<qsizetype>(order.spot.size(), 16));
    return request;
}

actions::Request ScaleVerb::grow(const QString &group, int by)
{
    Order order;
    order.group = group;
    order.by = by;
    return request(order);
}

ScaleVerb::Order ScaleVerb::orderOf(const actions::Request &request)
{
    Order order;
    order.mode = modeOf(request.what.value("mode"_L1).toString()).value_or(Mode::Group);
    order.group = request.what.value("group"_L1).toString();
    for (const QJsonValue &name : request.what.value("spot"_L1).toArray())
        order.spot << name.toString();
    order.by = request.what.value("by"_L1).toInt();
    order.sizes = request.what.value("sizes"_L1).toObject();
    order.seen = request.what.value("seen"_L1).toObject();
    order.timeout = std::chrono::minutes(request.what.value("timeout"_L1).toInteger(20));
    return order;
}

QCoro::Task<core::Result<actions::Plan>> ScaleVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const Order order = orderOf(request);
    QStringList names = order.spot;
    if (!order.group.isEmpty())
        names << order.group;
    if (order.mode != Mode::Group && order.spot.isEmpty() && context.aws && context.aws->snapshot()) {
        for (const aws::Group &group : context.aws->snapshot()->groups) {
            if (group.isSpot() && !names.contains(group.name))
                names << group.name;
        }
    }
    if (names.isEmpty())
        co_return core::failure(unusable(tr("No group is named.")));
    const core::Result<FreshPools> pools = co_await readPools(context, names, stop);
    if (!pools)
        co_return core::failure(pools.error());
    co_return drawScaling(request, *pools, context);
}

QCoro::Task<core::Result<actions::Answer>> ScaleVerb::perform(actions::Step step, actions::Sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    const auto orderedAt = m_orderedAt;
    const std::optional<ScaleStep> kind = scaleStepOf(step);
    if (!kind)
        co_return core::failure(unreadableStep());
    // Read once more: a size is absolute, and somebody's who was quicker must not be undone unseen.
    const QString name = poolOf(step);
    const core::Result<aws::Group> group = co_await readGroup(context, name, stop);
    if (!group)
        co_return actions::notSent(group.error());
    orderedAt->insert(name, context.clock->now());
    switch (*kind) {
    case ScaleStep::Size:
        co_return co_await size(context, step, *group, stop);
    case ScaleStep::Trim:
        co_return co_await trim(context, *group, stop);
    case ScaleStep::Fill:
        co_return co_await fill(context, step, *group, stop);
    }
    Q_UNREACHABLE();
}

QCoro::Task<core::Result<actions::Look>> ScaleVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    const std::optional<ScaleStep> kind = scaleStepOf(step);
    if (!kind)
        co_return core::failure(unreadableStep());
    const core::Result<aws::Group> group = co_await readGroup(context, poolOf(step), stop);
    if (!group)
        co_return core::failure(group.error());
    bool done = false;
    if (kind == ScaleStep::Size) {
        done = group->desired >= step.payload.value("to"_L1).toInt()
            && (!step.payload.contains("max"_L1)
                || (group->min == step.payload.value("min"_L1).toInt()
                    && group->max == step.payload.value("max"_L1).toInt()));
    } else if (kind == ScaleStep::Trim) {
        done = launchedOf(*group) >= group->desired;
    } else {
        const core::Result<int> left = co_await missing(context, step, stop);
        if (!left)
            co_return core::failure(left.error());
        done = group->desired >= step.payload.value("from"_L1).toInt() + *left;
    }
    actions::Look look;
    look.effect = done ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
    look.words = tr("%1 wants %2").arg(group->name).arg(group->desired);
    co_return look;
}

QCoro::Task<core::Result<actions::Ready>> ScaleVerb::ready(actions::Record record, QStringList keys, std::stop_token)
{
    const Context context = m_context;
    co_return co_await scaleGate(context, record, keys);
}

QCoro::Task<core::Result<actions::Watch>> ScaleVerb::watch(QList<actions::Step> steps, std::stop_token)
{
    const Context context = m_context;
    const auto orderedAt = m_orderedAt;
    co_return co_await watchScaling(context, steps, orderedAt);
}

std::optional<actions::Request> ScaleVerb::inverse(const actions::Record &record) const
{
    const Order order = orderOf(record.plan->request);
    if (order.mode != Mode::Group || order.by <= 0)
        return std::nullopt;
    return RetireVerb::scaleIn(order.group, order.by);
}

} // namespace verbs
