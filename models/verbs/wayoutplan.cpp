// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/wayoutplan.h"

#include "models/core/tr.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "models/verbs/pools/holdverb.h"
#include "models/verbs/pools/launchtemplate.h"
#include "models/verbs/pools/launchverb.h"
#include "models/verbs/pools/scaleverb.h"

#include <algorithm>

namespace verbs {

namespace {

using core::tr;

WayOutPlan impossible(const QString &whyNot)
{
    return { std::nullopt, false, whyNot };
}

WayOutPlan growing(const explain::WayOut &way, const pools::Picture *pools, const config::AwsConfig *aws)
{
    if (!aws)
        return impossible(tr("needs AWS"));
    if (!pools)
        return impossible(tr("AWS has not answered yet"));
    const pools::Pool *const pool = pools->pool(way.pool);
    if (!pool || pool->kind == pools::Pool::Kind::Outside)
        return impossible(tr("AWS has no such group"));
    if (!pool->isGroup() && !aws->launches.contains(way.pool))
        return impossible(tr("its machines are in no group"));
    if (!pool->isGroup()) {
        const config::AwsLaunch usual = aws->launches.value(way.pool);
        return { LaunchVerb::request(launchOrder(way.pool, way.machines, usual, usual)), false, {} };
    }
    return { ScaleVerb::grow(way.pool, way.machines), false, {} };
}

/// Holds are tags of machines: they are taken back of the machines behind the agents.
WayOutPlan releasing(const explain::WayOut &way, const pools::Picture *pools)
{
    QString pool;
    QStringList instances;
    for (const QString &agent : way.agents) {
        const QByteArray id = agent.toUtf8();
        const auto machine = pools ? std::ranges::find(pools->machines, id, &pools::Machine::agentId)
                                   : QList<pools::Machine>::const_iterator();
        if (!pools || machine == pools->machines.end() || !machine->isHeld() || machine->instance.isEmpty())
            return impossible(tr("not held any more"));
        if (!instances.isEmpty() && machine->pool != pool)
            return impossible(tr("they are of several pools"));
        pool = machine->pool;
        instances << machine->instance;
    }
    return { HoldVerb::release(pool, instances), false, {} };
}

WayOutPlan opening(const explain::WayOut &way, const pools::Picture *pools)
{
    using explain::Availability;
    switch (way.closed) {
    case Availability::Held:
        return releasing(way, pools);
    case Availability::AuroraDraining:
        return { MaintenanceVerb::request(MaintenanceVerb::Way::End, way.agents), false, {} };
    case Availability::Cordoned:
    case Availability::Drained:
        return { CordonVerb::request(CordonVerb::Way::Uncordon, way.agents), false, {} };
    case Availability::Draining:
        return impossible(tr("only once it is drained"));
    case Availability::Maintenance:
        return impossible(tr("by the schedule of Mesos only"));
    default:
        return impossible(tr("not from here"));
    }
}

} // namespace

WayOutPlan wayOutPlan(const explain::WayOut &way, const pools::Picture *pools, const config::AwsConfig *aws)
{
    using Type = explain::WayOut::Type;
    switch (way.type) {
    case Type::Release:
        return opening(way, pools);
    case Type::Grow:
        return growing(way, pools, aws);
    case Type::CorrectConstraint:
    case Type::RaiseLimit:
    case Type::LowerRequest:
        return { std::nullopt, true, {} };
    case Type::RaiseQuota:
    case Type::BringBack:
    case Type::Wait:
        break;
    }
    return impossible(tr("not from here"));
}

} // namespace verbs
