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

Cordons cordonsOf(const QList<actions::Record> &records)
{
    Cordons cordons;
    QSet<QString> settled; // by a newer action
    for (const actions::Record &record : records) {
        const actions::Request &request = record.plan->request;
        const bool isCordon = request.verb == CordonVerb::verbName(CordonVerb::Way::Cordon);
        for (const actions::StepRecord &each : record.steps) {
            const bool happened
                = each.state == actions::StepState::Reached || each.state == actions::StepState::Answered;
            const QString agent = each.step.payload.value("agent"_L1).toString();
            if (!happened || agent.isEmpty() || !settlesCordon(request.verb, each.step) || settled.contains(agent))
                continue;
            settled.insert(agent);
            if (isCordon)
                cordons.insert(agent, { record.user, record.reason, record.startedAt, CordonVerb::untilOf(request) });
        }
    }
    return cordons;
}

} // namespace verbs
