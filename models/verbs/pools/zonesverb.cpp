// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/zonesverb.h"

#include "models/actions/record.h"
#include "models/core/tr.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/pools/poolorders.h"
#include "models/verbs/pools/zonesplan.h"
#include "models/verbs/words.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

actions::Request about(const QString &group, const QString &key, const QStringList &values)
{
    actions::Request request;
    request.verb = ZonesVerb::verbName();
    request.what = { { u"pool"_s, group }, { key, QJsonArray::fromStringList(values) } };
    return request;
}

} // namespace

ZonesVerb::ZonesVerb(Context context)
    : m_context(std::move(context))
{
}

actions::Request ZonesVerb::request(const QString &group, const QStringList &zones)
{
    return about(group, u"zones"_s, zones);
}

actions::Request ZonesVerb::places(const QString &group, const QStringList &places)
{
    return about(group, u"places"_s, places);
}

QCoro::Task<core::Result<actions::Plan>> ZonesVerb::plan(actions::Request request, std::stop_token stop)
{
    const Context context = m_context; // the verb may go while this waits
    const QStringList names{ request.what.value("pool"_L1).toString() };
    const core::Result<FreshPools> pools = co_await readPools(context, names, stop);
    if (!pools)
        co_return core::failure(pools.error());
    if (!context.aws)
        co_return core::failure(closing());
    const core::Result<QList<aws::Subnet>> subnets = co_await context.aws->client()->subnets(stop);
    if (!subnets)
        co_return core::failure(subnets.error());
    if (!context.aws) // its clock may have gone with it
        co_return core::failure(closing());
    co_return drawZones(request, *pools, *subnets, context);
}

QCoro::Task<core::Result<actions::Answer>> ZonesVerb::perform(actions::Step step, actions::Sending,
                                                              std::stop_token stop)
{
    const Context context = m_context;
    if (!zonesStepOf(step))
        co_return core::failure(unreadableStep());
    const aws::Call call = zonesCallOf(step);
    const QString words = tr("OK");
    co_return co_await orderFromAws(context, call, words, stop);
}

QCoro::Task<core::Result<actions::Look>> ZonesVerb::look(actions::Step step, std::stop_token stop)
{
    const Context context = m_context;
    if (!zonesStepOf(step))
        co_return core::failure(unreadableStep());
    const QString name = step.payload.value("pool"_L1).toString();
    const std::function<actions::Look(const aws::Group &)> judge = [step](const aws::Group &group) {
        actions::Look look;
        look.effect = zonesAreSet(step, group) ? actions::Look::Effect::Done : actions::Look::Effect::NotDone;
        look.words = tr("%1 launches in %2").arg(group.name, group.zones.join(u", "_s));
        return look;
    };
    co_return co_await lookAtGroup(context, name, judge, stop);
}

std::optional<actions::Request> ZonesVerb::inverse(const actions::Record &record) const
{
    if (record.plan->request.what.contains("places"_L1))
        return std::nullopt; // it was a way back
    for (const actions::StepRecord &step : record.steps) {
        if (zonesStepOf(step.step) != ZonesStep::Set || step.state != actions::StepState::Reached)
            continue;
        return places(step.step.payload.value("pool"_L1).toString(),
                      step.step.payload.value("before"_L1).toVariant().toStringList());
    }
    return std::nullopt;
}

} // namespace verbs
