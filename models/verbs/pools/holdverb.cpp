// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/holdverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/pools/holdplan.h"
#include "models/verbs/pools/poolorders.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/words.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using steps::Kind;
using Way = HoldVerb::Way;

using core::tr;

} // namespace

HoldVerb::HoldVerb(Context context, Way way)
    : m_context(std::move(context))
    , m_way(way)
    , m_mark(std::make_shared<MarkVerb>(m_context, MarkVerb::Way::Success))
    , m_clear(std::make_shared<ClearVerb>(m_context))
{
}

std::shared_ptr<actions::Verb> HoldVerb::nightsVerb(const actions::Step &step) const
{
    return downscale::isMark(step) ? m_mark : downscale::isClear(step) ? m_clear : nullptr;
}

actions::Request HoldVerb::hold(const QString &pool, const QStringList &instances, core::TimePoint until,
                                const QString &job)
{
    actions::Request request = release(pool, instances);
    request.verb = verbName(Way::Hold);
    request.what.insert(u"until"_s, qint64(until.time_since_epoch().count()));
    if (!job.isEmpty())
        request.what.insert(u"for"_s, job);
    return request;
}

actions::Request HoldVerb::release(const QString &pool, const QStringList &instances)
{
    actions::Request request;
    request.verb = verbName(Way::Release);
    request.what = { { u"pool"_s, pool }, { u"machines"_s, QJsonArray::fromStringList(instances) } };
    return request;
}

QCoro::Task<core::Result<actions::Plan>> HoldVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const QStringList names{ request.what.value("pool"_L1).toString() };
    const bool hold = m_way == Way::Hold;
    const core::Result<FreshPools> pools = co_await readPools(context, names, stop);
    if (!pools)
        co_return core::failure(pools.error());
    const downscale::Nodes nodes = co_await downscale::read(context, names.first(), hold, stop);
    if (!context.aws) // its clock may have gone with it
        co_return core::failure(closing());
    co_return drawHold(request, *pools, nodes, context);
}

QCoro::Task<core::Result<actions::Answer>> HoldVerb::perform(actions::Step step, actions::Sending sending,
                                                             std::stop_token stop)
{
    const Context context = m_context;
    const bool hold = m_way == Way::Hold;
    if (const std::shared_ptr<actions::Verb> night = nightsVerb(step))
        co_return co_await night->perform(step, sending, stop);
    const std::optional<Kind> kind = steps::kindOf(step);
    if (!kind)
        co_return core::failure(unreadableStep());
    if (kind != Kind::Tag && kind != Kind::Protect)
        co_return co_await sendToAgent(context, step, stop);
    const core::Result<actions::Answer> answer = co_await sendToAws(context, step, stop, sending.user);
    if (answer || kind == Kind::Protect || hold)
        co_return answer;
    const QString instance = steps::machineOf(step).instance; // one that is gone is released
    co_return co_await unlessGone(context, instance, answer, stop);
}

QCoro::Task<core::Result<actions::Look>> HoldVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    if (const std::shared_ptr<actions::Verb> night = nightsVerb(step))
        co_return co_await night->look(step, stop);
    const std::optional<Kind> kind = steps::kindOf(step);
    if (!kind)
        co_return core::failure(unreadableStep());
    if (kind == Kind::Tag)
        co_return co_await lookAtTags(context, step, stop);
    if (kind == Kind::Protect)
        co_return co_await lookAtGroup(context, step, stop);
    co_return co_await lookAtAgent(context, step, kind == Kind::Close, stop);
}

std::optional<actions::Request> HoldVerb::inverse(const actions::Record &record) const
{
    if (m_way != Way::Hold)
        return std::nullopt;
    QStringList ids;
    for (const actions::StepRecord &step : record.steps) {
        if (steps::kindOf(step.step) == Kind::Tag && step.state == actions::StepState::Reached)
            ids << steps::machineOf(step.step).instance;
    }
    if (ids.isEmpty())
        return std::nullopt;
    return release(record.plan->request.what.value("pool"_L1).toString(), ids);
}

} // namespace verbs
