// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/agentreads.h"

#include "models/actions/record.h"
#include "models/core/tr.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using core::tr;

} // namespace

QJsonObject agentsJson(const QStringList &agents)
{
    return { { u"agents"_s, QJsonArray::fromStringList(agents) } };
}

QStringList agentsOf(const actions::Request &request)
{
    QStringList agents;
    const QJsonArray ids = request.what.value("agents"_L1).toArray();
    for (const QJsonValue &id : ids) {
        if (!agents.contains(id.toString()))
            agents << id.toString();
    }
    return agents;
}

QCoro::Task<core::Result<QList<mesos::FreshAgent>>> readAgents(Context context, QStringList ids, std::stop_token stop)
{
    if (ids.isEmpty())
        co_return core::failure(unusable(tr("No agent is named.")));
    QList<mesos::FreshAgent> agents;
    for (const QString &id : ids) {
        if (!context.mesos)
            co_return core::failure(closing());
        auto agent = co_await context.mesos->agent(id, stop);
        if (!agent)
            co_return core::failure(agent.error());
        agents << *agent;
    }
    if (!context.mesos) // its clock may have gone with it
        co_return core::failure(closing());
    co_return agents;
}

QString stateOf(const mesos::FreshAgent &agent)
{
    if (agent.draining)
        return agent.drainState.toLower();
    if (agent.deactivated)
        return tr("cordoned");
    return agent.active ? tr("active") : tr("disconnected");
}

actions::Item agentItem(const mesos::FreshAgent &agent)
{
    actions::Item item;
    item.key = agent.id;
    item.name = agent.hostname;
    item.link = u"agent/"_s + agent.id;
    return item;
}

actions::Step agentStep(const mesos::FreshAgent &agent)
{
    actions::Step step;
    step.key = agent.id;
    step.object = u"agent/"_s + agent.id;
    step.name = agent.hostname;
    step.item = agent.id;
    step.payload = { { u"agent"_s, agent.id }, { u"host"_s, agent.hostname } };
    return step;
}

QStringList agentsDone(const actions::Record &record)
{
    QStringList agents;
    for (const actions::StepRecord &step : record.steps) {
        if (step.state == actions::StepState::Reached || step.state == actions::StepState::Answered)
            agents << step.step.payload.value("agent"_L1).toString();
    }
    return agents;
}

void askForTaking(actions::Plan &plan, const Context &context, int taken)
{
    if (plan.facts.objects <= actions::manyObjects)
        return;
    const mesos::Snapshot picture = context.picture ? context.picture->snapshot() : nullptr;
    const qint64 before = picture ? std::ranges::count(picture->agents, mesos::AgentPhase::Active, &mesos::Agent::phase)
                                  : std::max(taken, 0);
    plan.effects << actions::countEffect(tr("Agents that take tasks"), before, before - taken);
    plan.question = { tr("Of the agents that take tasks, how many do after this? Type the number:"),
                      static_cast<int>(plan.effects.size()) - 1 };
}

} // namespace verbs
