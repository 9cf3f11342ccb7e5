// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordons.h"

#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/pools/retiresteps.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

/// Whether the master was told to give the agent tasks, or none. Aurora's maintenance leaves a cordon as it is.
bool settlesCordon(const QString &verb, const actions::Step &step)
{
    if (verb == CordonVerb::verbName(CordonVerb::Way::Cordon) || verb == CordonVerb::verbName(CordonVerb::Way::Uncordon)
        || verb == DrainVerb::verbName(DrainVerb::By::Mesos))
        return true;
    const auto kind = steps::kindOf(step);
    return kind == steps::Kind::Close || kind == steps::Kind::Open;
}

} // namespace

Cordons cordonsOf(const QList<actions::Touch> &touches)
{
    Cordons cordons;
    QSet<QString> settled; // by a newer action
    for (const actions::Touch &touch : touches) {
        const actions::StepRecord &each = touch.step;
        const bool happened = each.state == actions::StepState::Reached || each.state == actions::StepState::Answered;
        const QString agent = each.step.payload.value("agent"_L1).toString();
        if (!happened || agent.isEmpty() || !settlesCordon(touch.request.verb, each.step) || settled.contains(agent))
            continue;
        settled.insert(agent);
        if (touch.request.verb == CordonVerb::verbName(CordonVerb::Way::Cordon))
            cordons.insert(agent, { touch.user, touch.reason, touch.startedAt, CordonVerb::untilOf(touch.request) });
    }
    return cordons;
}

} // namespace verbs
