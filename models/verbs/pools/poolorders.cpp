// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/poolorders.h"

#include "models/aws/calls.h"
#include "models/core/tr.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

using steps::Kind;

namespace {

using core::tr;

/// A group beside what a step has set: Sizes or Protect.
actions::Look judged(const actions::Step &step, const aws::Group &group)
{
    actions::Look look;
    look.effect = actions::Look::Effect::Done;
    if (steps::kindOf(step) == Kind::Sizes) {
        if (group.min != step.payload.value("min"_L1).toInt() || group.max != step.payload.value("max"_L1).toInt())
            look.effect = actions::Look::Effect::NotDone;
        look.words = tr("%1 is %2 to %3").arg(group.name).arg(group.min).arg(group.max);
        return look;
    }
    const QStringList ids = steps::instancesOf(step);
    const bool wanted = steps::protects(step);
    const auto different = std::ranges::count_if(group.instances, [&](const aws::GroupInstance &each) {
        return ids.contains(each.id) && each.inService() && each.isProtected != wanted;
    });
    if (different > 0)
        look.effect = actions::Look::Effect::NotDone;
    look.words = tr("%1 of %2 machines are not as wanted").arg(different).arg(ids.size());
    return look;
}

/// Of the machines of Protect those the group still has.
QCoro::Task<core::Result<QStringList>> stillThere(Context context, actions::Step step, std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(closing());
    const QStringList names{ steps::machineOf(step).pool };
    const core::Result<QList<aws::Group>> groups = co_await context.aws->client()->groups(names, stop);
    if (!groups)
        co_return core::failure(groups.error());
    QStringList there;
    for (const aws::GroupInstance &each : groups->value(0).instances) {
        if (!each.isLeaving())
            there << each.id;
    }
    QStringList ids = steps::instancesOf(step);
    ids.removeIf([&there](const QString &id) { return !there.contains(id); });
    co_return ids;
}

/// AWS refused it: once more, without those that have gone.
QCoro::Task<core::Result<actions::Answer>> protectRest(Context context, actions::Step step, core::Error refusal,
                                                       std::stop_token stop)
{
    const core::Result<QStringList> there = co_await stillThere(context, step, stop);
    const auto asked = steps::instancesOf(step).size();
    if (!there || there->size() == asked)
        co_return core::failure(refusal);
    const QString words = tr("OK, but %1 of %2 are gone").arg(asked - there->size()).arg(asked);
    if (there->isEmpty())
        co_return actions::Answer{ words, {}, {} };
    const aws::Call call = aws::calls::protect(steps::machineOf(step).pool, *there, steps::protects(step));
    co_return co_await orderFromAws(context, call, words, stop);
}

} // namespace

QCoro::Task<core::Result<actions::Answer>> orderFromAws(Context context, aws::Call call, QString words,
                                                        std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(closing());
    const core::Result<aws::Done> done = co_await context.aws->client()->order(call, stop);
    if (!done)
        co_return core::failure(done.error());
    if (context.aws)
        context.aws->hasten();
    co_return actions::Answer{ words, {}, {} };
}

QCoro::Task<core::Result<actions::Answer>> sendToAws(Context context, actions::Step step, std::stop_token stop,
                                                     QString user)
{
    if (!context.aws)
        co_return core::failure(closing());
    const aws::Call call = steps::callOf(step, user, context.clock->now());
    const QString words = tr("OK");
    const core::Result<actions::Answer> answer = co_await orderFromAws(context, call, words, stop);
    const bool isRefused = !answer && answer.error().kind == core::Error::Kind::Rejected;
    if (isRefused && steps::kindOf(step) == Kind::Protect) {
        const core::Error refusal = answer.error();
        co_return co_await protectRest(context, step, refusal, stop);
    }
    co_return answer;
}

QCoro::Task<core::Result<actions::Answer>> sendToAgent(Context context, actions::Step step, std::stop_token stop)
{
    if (!context.mesos)
        co_return core::failure(closing());
    const QString agent = steps::machineOf(step).agent;
    core::Result<void> done;
    if (steps::kindOf(step) == Kind::Close)
        done = co_await context.mesos->deactivate(agent, stop);
    else
        done = co_await context.mesos->reactivate(agent, stop);
    if (done)
        co_return actions::Answer{ tr("OK"), {}, {} };
    if (!context.mesos)
        co_return core::failure(closing());
    const core::Result<mesos::FreshAgent> known = co_await context.mesos->agent(agent, stop);
    if (known || known.error().kind != core::Error::Kind::NotFound)
        co_return core::failure(done.error());
    co_return actions::Answer{ tr("nothing to do: %1 is not registered any more").arg(step.name), {}, {} };
}

QCoro::Task<core::Result<actions::Answer>> unlessGone(Context context, QString instance,
                                                      core::Result<actions::Answer> failure, std::stop_token stop)
{
    const core::Result<bool> alive = co_await isAlive(context, instance, stop);
    if (!alive || *alive)
        co_return failure;
    co_return actions::Answer{ tr("nothing to do: %1 is gone already").arg(instance), {}, {} };
}

QCoro::Task<core::Result<bool>> isAlive(Context context, QString instance, std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(closing());
    const QList<aws::calls::Filter> filters{ { u"instance-id"_s, { instance } } };
    const core::Result<QList<aws::Instance>> found = co_await context.aws->client()->instances(filters, stop);
    if (!found)
        co_return core::failure(found.error());
    co_return std::ranges::any_of(*found, &aws::Instance::isAlive);
}

QCoro::Task<core::Result<actions::Look>> lookAtTags(Context context, actions::Step step, std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(closing());
    const QString instance = steps::machineOf(step).instance;
    const QList<aws::calls::Filter> filters{ { u"instance-id"_s, { instance } } };
    const core::Result<QList<aws::Instance>> found = co_await context.aws->client()->instances(filters, stop);
    if (!found)
        co_return core::failure(found.error());
    actions::Look look;
    look.effect = actions::Look::Effect::Done;
    if (found->isEmpty()) {
        look.words = tr("%1 is gone").arg(instance);
        co_return look;
    }
    const QString until = found->first().tags.value(pools::heldUntilTag());
    if (until != step.payload.value("until"_L1).toString())
        look.effect = actions::Look::Effect::NotDone;
    look.words = until.isEmpty() ? tr("%1 is not held").arg(instance) : tr("%1 is held until %2").arg(instance, until);
    co_return look;
}

QCoro::Task<core::Result<actions::Look>> lookAtAgent(Context context, actions::Step step, bool closed,
                                                     std::stop_token stop)
{
    if (!context.mesos)
        co_return core::failure(closing());
    const core::Result<mesos::FreshAgent> agent = co_await context.mesos->agent(steps::machineOf(step).agent, stop);
    actions::Look look;
    look.effect = actions::Look::Effect::Done;
    if (agent) {
        if (agent->deactivated != closed)
            look.effect = actions::Look::Effect::NotDone;
        look.words = agent->deactivated ? tr("%1 is closed").arg(step.name) : tr("%1 takes tasks").arg(step.name);
    } else if (agent.error().kind == core::Error::Kind::NotFound) {
        look.words = tr("%1 is not registered any more").arg(step.name);
    } else {
        co_return core::failure(agent.error());
    }
    co_return look;
}

QCoro::Task<core::Result<actions::Look>>
lookAtGroup(Context context, QString name, std::function<actions::Look(const aws::Group &)> judge, std::stop_token stop)
{
    if (!context.aws)
        co_return core::failure(closing());
    const QStringList names{ name };
    const core::Result<QList<aws::Group>> groups = co_await context.aws->client()->groups(names, stop);
    if (!groups)
        co_return core::failure(groups.error());
    if (!groups->isEmpty())
        co_return judge(groups->first());
    actions::Look look;
    look.effect = actions::Look::Effect::Done;
    look.words = tr("%1 is gone").arg(name);
    co_return look;
}

QCoro::Task<core::Result<actions::Look>> lookAtGroup(Context context, actions::Step step, std::stop_token stop)
{
    const QString name = steps::machineOf(step).pool;
    const std::function<actions::Look(const aws::Group &)> judge
        = [step](const aws::Group &group) { return judged(step, group); };
    return lookAtGroup(std::move(context), name, judge, std::move(stop));
}

} // namespace verbs
