// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/launchverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/pools/launchplan.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/words.h"

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

QStringList idsOf(const QList<aws::Instance> &instances)
{
    QStringList ids;
    for (const aws::Instance &instance : instances)
        ids << instance.id;
    return ids;
}

} // namespace

LaunchVerb::LaunchVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request LaunchVerb::request(const Order &order)
{
    actions::Request request;
    request.verb = verbName();
    request.what = toJson(order);
    request.what.insert(u"token"_s, aws::calls::newToken());
    // What one zone does not give says nothing of another.
    request.batching.stopOnBadBatch = false;
    request.batching.failuresInTotal = static_cast<int>(order.subnets.size());
    return request;
}

QCoro::Task<core::Result<actions::Plan>> LaunchVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const QStringList names{ request.what.value("pool"_L1).toString() };
    const core::Result<FreshPools> pools = co_await readPools(context, names, stop);
    if (!pools)
        co_return core::failure(pools.error());
    co_return drawLaunch(request, *pools, context);
}

QCoro::Task<core::Result<actions::Answer>> LaunchVerb::perform(actions::Step step, actions::Sending,
                                                               std::stop_token stop)
{
    const Context context = m_context;
    if (!context.aws)
        co_return core::failure(closing());
    const aws::calls::Launch launch = launchOf(step);
    const core::Result<QList<aws::Instance>> launched = co_await context.aws->client()->launch(launch, stop);
    if (!launched)
        co_return core::failure(launched.error());
    if (context.aws)
        context.aws->hasten();
    co_return actions::Answer{ idsOf(*launched).join(u' '), {}, {} };
}

QCoro::Task<core::Result<actions::Look>> LaunchVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    if (!context.aws)
        co_return core::failure(closing());
    const QList<aws::calls::Filter> filters{ { u"client-token"_s, { launchOf(step).token } } };
    const core::Result<QList<aws::Instance>> found = co_await context.aws->client()->instances(filters, stop);
    if (!found)
        co_return core::failure(found.error());
    actions::Look look;
    look.effect = found->isEmpty() ? actions::Look::Effect::NotDone : actions::Look::Effect::Done;
    look.words = found->isEmpty() ? tr("no machine was launched for it") : idsOf(*found).join(u' ');
    co_return look;
}

/// All steps are about one pool: it is as wanted once so many more have registered as they launch together.
QCoro::Task<core::Result<actions::Watch>> LaunchVerb::watch(QList<actions::Step> steps, std::stop_token)
{
    const Context context = m_context;
    const core::Result<FreshPools> pools = co_await shownPools(context);
    if (!pools)
        co_return core::failure(pools.error());
    actions::Watch watch;
    int asked = 0;
    int registered = 0;
    for (const actions::Step &step : steps) {
        const pools::Pool *const pool = pools->joined->pool(step.payload.value("pool"_L1).toString());
        const int more = pool ? pool->registered - step.payload.value("registered"_L1).toInt() : 0;
        asked += step.things;
        registered = std::max(0, more);
        if (more >= asked)
            watch.reached << step.key;
    }
    watch.waitingFor = tr("%1 of %2 machines to register").arg(std::max(0, asked - registered)).arg(asked);
    watch.summary = tr("%1 started, %2 registered.").arg(asked).arg(std::min(asked, registered));
    co_return watch;
}

std::optional<actions::Request> LaunchVerb::inverse(const actions::Record &record) const
{
    QStringList ids;
    for (const actions::StepRecord &step : record.steps) {
        for (const QString &word : step.answer.split(u' ')) {
            if (word.startsWith(u"i-"_s))
                ids << word;
        }
    }
    if (ids.isEmpty())
        return std::nullopt;
    return RetireVerb::stop(record.plan->request.what.value("pool"_L1).toString(), ids);
}

} // namespace verbs
