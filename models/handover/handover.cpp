// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handover/handover.h"

#include "models/dag/nightboard.h"
#include "models/pools/board.h"
#include "models/verbs/agents/cordonbook.h"
#include "models/watch/watcher.h"

#include <algorithm>

namespace handover {

namespace {

void takeMachines(HandOver &all, const stack::Stack &stack)
{
    QList<QByteArray> heldAgents;
    if (const pools::Snapshot picture = stack.poolBoard()->pools()) {
        for (const pools::Machine &machine : picture->machines) {
            if (!machine.isHeld())
                continue;
            all.held += machine;
            heldAgents += machine.agentId;
        }
    }
    const mesos::Snapshot state = stack.mesos()->snapshot();
    if (!state)
        return;
    const verbs::Cordons cordons = stack.cordons()->cordons();
    for (const mesos::Agent &agent : state->agents) {
        const QString id = state->string(agent.id);
        if (agent.phase == mesos::AgentPhase::Deactivated && !heldAgents.contains(id.toUtf8()))
            all.cordoned += HandOver::Cordoned{ state->string(agent.hostname), cordons.value(id) };
    }
}

bool wasAnythingSent(const actions::Record &record)
{
    return std::ranges::any_of(record.steps,
                               [](const actions::StepRecord &step) { return core::isKnown(step.sentAt); });
}

void takeActions(HandOver &all, const actions::ActionCenter &center)
{
    const QList<actions::Record> records = center.records();
    for (const actions::Record &record : records) {
        if (!record.plan)
            continue;
        if (actions::isUnderWay(record.state) || actions::needsSomebody(record.state))
            all.open += record;
        else if (record.endedAt >= all.at - shift && wasAnythingSent(record))
            all.done += record;
    }
    std::ranges::stable_sort(all.done, {}, &actions::Record::endedAt);
}

} // namespace

QCoro::Task<std::optional<HandOver>> gather(QPointer<stack::Stack> stack, dag::ForecastPtr forecast)
{
    HandOver all;
    const airflow::Snapshot airflow = stack->airflow() ? stack->airflow()->snapshot() : nullptr;
    all.isPaused = airflow && airflow->dag.paused;
    if (all.isPaused) {
        const QStringList objects{ verbs::pausedObject(airflow->dag.id) };
        const auto touches = co_await stack->actions()->touches(objects);
        if (touches)
            all.pause = verbs::pauseNoteOf(*touches);
        if (!stack)
            co_return std::nullopt;
    }
    all.cluster = stack->name();
    all.isDemo = stack->config().tier == config::Tier::Demo;
    all.at = stack->clock().now();
    if (const stack::Diagnosis diagnosis = stack->diagnosis(); diagnosis.ill)
        all.trouble = diagnosis.verdict;
    if (const dag::NightBoard *board = stack->night())
        all.night = board->night();
    all.forecast = all.night ? std::move(forecast) : nullptr;
    all.findings = watch::Watcher::of(stack.data())->findings();
    takeMachines(all, *stack);
    takeActions(all, *stack->actions());
    co_return std::optional(all);
}

} // namespace handover
