// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/retiregate.h"

#include "models/core/tr.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/retireplan.h"
#include "models/verbs/pools/retiresteps.h"
#include "models/verbs/pools/scaleverb.h"
#include "models/verbs/words.h"

#include <QMultiHash>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace verbs {

namespace {

using actions::StepState;
using steps::Kind;

constexpr core::Duration emptyFor = 10s; ///< an offer that was under way would have become a task by then
constexpr core::Duration savingFor = 2min; ///< an agent that does not give its logs out keeps nobody waiting for ever
constexpr int looksATurn = 50; ///< of the master, so that hundreds of machines do not ask at once

using core::tr;

/// The agents and machines of one moment, by name.
struct Scene
{
    explicit Scene(const FreshPools &pools)
        : state(*pools.mesos)
    {
        for (const mesos::Agent &agent : state.agents) {
            agents.insert(state.string(agent.id), &agent);
            hosts.insert(state.string(agent.hostname), &agent);
        }
        for (const aws::Instance &instance : pools.aws->instances)
            alive.insert(instance.id, instance.isAlive());
        for (const aws::Group &group : pools.aws->groups) {
            for (const aws::GroupInstance &each : group.instances)
                alive.insert(each.id, !each.isLeaving());
        }
        for (const pools::Machine &machine : pools.joined->machines)
            machines.insert(machine.instance, &machine);
    }

    static bool isClosed(const mesos::Agent &agent)
    {
        using Phase = mesos::AgentPhase;
        return agent.phase == Phase::Deactivated || agent.phase == Phase::Draining || agent.phase == Phase::Drained;
    }
    /// Under another id: the machine was started anew, and what runs there is not what was closed.
    bool hasOther(const QString &host, const mesos::Agent *own) const
    {
        return std::ranges::any_of(hosts.values(host), [own](const mesos::Agent *agent) {
            return agent != own && agent->phase != mesos::AgentPhase::Unreachable;
        });
    }

    const mesos::State &state;
    QHash<QString, const mesos::Agent *> agents; ///< by id
    QMultiHash<QString, const mesos::Agent *> hosts;
    QHash<QString, bool> alive; ///< machines that AWS lists
    QHash<QString, const pools::Machine *> machines; ///< by instance
};

bool holdsSomething(const mesos::Agent &agent)
{
    return agent.liveTasks > 0 || agent.used.cpus > 0 || agent.used.mem > 0 || agent.used.disk > 0
        || agent.used.gpus > 0;
}

const actions::StepRecord *stepOf(const actions::Record &record, const QString &key)
{
    const auto found
        = std::ranges::find(record.steps, key, [](const actions::StepRecord &step) { return step.step.key; });
    return found == record.steps.end() ? nullptr : &*found;
}

/// Why no machine may end any more; empty: nothing.
QString reasonToStop(const actions::Record &record, const FreshPools &pools, const QString &pool)
{
    for (const actions::StepRecord &step : record.steps) {
        const bool failed
            = step.state == StepState::Refused || step.state == StepState::Late || step.state == StepState::Failed;
        if (failed && steps::kindOf(step.step) == Kind::Protect && steps::protects(step.step))
            return tr("the machines that stay could not be protected");
    }
    if (!record.plan || record.plan->request.verb == RetireVerb::verbName(RetireVerb::Way::Cycle))
        return {};
    const int then = record.plan->request.what.value("pending"_L1).toInt();
    const pools::Pool *const now = pools.joined->pool(pool);
    if (now && now->pending > then)
        return tr("demand is back, %1 for %2")
            .arg(counted(now->pending, tr("1 task waits"), tr("%1 tasks wait")), pool);
    return {};
}

/// What the pictures say of one machine that is to end.
struct Verdict
{
    enum class Is { Waiting, Left, Empty, Gone } is = Is::Waiting;
    QString words; ///< what is waited for, or why it is left
};

Verdict judge(const actions::Record &record, const Scene &scene, const actions::Step &step)
{
    using Is = Verdict::Is;
    const steps::Machine machine = steps::machineOf(step);
    if (!scene.alive.value(machine.instance)) {
        return steps::decrements(step) ? Verdict{ Is::Left, tr("it was gone already, and its group replaces it") }
                                       : Verdict{ Is::Gone, {} };
    }
    if (machine.agent.isEmpty()) {
        const pools::Machine *const shown = scene.machines.value(machine.instance);
        return shown && !shown->agentId.isEmpty() ? Verdict{ Is::Left, tr("its agent has come up") }
                                                  : Verdict{ Is::Empty, {} };
    }
    // Without such a step it was closed before, by somebody else.
    const actions::StepRecord *const closing = stepOf(record, u"close/"_s + machine.instance);
    if (closing && closing->state != StepState::Reached && closing->state != StepState::Answered)
        return { Is::Left, tr("its agent could not be closed") };
    const mesos::Agent *const agent = scene.agents.value(machine.agent);
    if (scene.hasOther(machine.host, agent))
        return { Is::Left, tr("another agent has come up on it") };
    if (!agent)
        return { Is::Waiting, tr("%1, which the master does not list").arg(machine.host) };
    if (agent->phase == mesos::AgentPhase::Active && (!closing || closing->state == StepState::Reached))
        return { Is::Left, tr("somebody let it take tasks again") };
    if (!scene.isClosed(*agent))
        return { Is::Waiting, machine.host };
    if (holdsSomething(*agent)) {
        return { Is::Waiting,
                 agent->liveTasks > 0
                     ? tr("%1 on %2").arg(counted(agent->liveTasks, tr("1 task"), tr("%1 tasks")), machine.host)
                     : tr("the end of an executor on %1").arg(machine.host) };
    }
    return { Is::Empty, {} };
}

QCoro::Task<bool> saysEmpty(Context context, QString agentId, std::stop_token stop)
{
    if (!context.mesos)
        co_return false;
    const core::Result<mesos::FreshAgent> agent = co_await context.mesos->agent(agentId, stop);
    co_return agent && agent->deactivated && !agent->isUsed;
}

/// An agent that was closed takes tasks again unless its machine was told to go, or may have been.
void judgeOpening(const actions::Record &record, const QString &key, const steps::Machine &machine,
                  actions::Ready &ready)
{
    const actions::StepRecord *const end = stepOf(record, u"end/"_s + machine.instance);
    const actions::StepRecord *const closing = stepOf(record, u"close/"_s + machine.instance);
    const bool stays = end && (end->state == StepState::Left || end->state == StepState::Refused);
    if (stays && closing && closing->attempts > 0) {
        ready.now << key;
    } else {
        ready.left << key;
        ready.reasons << (stays ? tr("it was never closed") : tr("its machine ends"));
    }
}

/// The machines that stayed may be scaled in by others again, unless AWS itself would end some to even out the zones.
void judgeRelease(const FreshPools &pools, const actions::Step &step, actions::Ready &ready)
{
    const aws::Group *const group = pools.group(steps::machineOf(step).pool);
    if (group && wouldRebalance(*group, {}) && !step.payload.value("wasUneven"_L1).toBool()) {
        ready.left << step.key;
        ready.reasons << tr("AWS would end machines to even out the zones");
    } else {
        ready.now << step.key;
    }
}

} // namespace

QCoro::Task<core::Result<actions::Ready>> retireGate(Context context, actions::Record record, QStringList keys,
                                                     std::shared_ptr<QHash<QString, core::TimePoint>> emptySince,
                                                     SavesLogs saves, std::stop_token stop)
{
    const core::Result<FreshPools> pools = co_await shownPools(context);
    if (!pools)
        co_return core::failure(pools.error());
    if (!context.mesos)
        co_return core::failure(closing());
    const Scene scene(*pools);
    actions::Ready ready;
    QStringList waiting;
    int looks = 0;
    for (const QString &key : keys) {
        const actions::StepRecord *const step = stepOf(record, key);
        if (!step)
            continue;
        const steps::Machine machine = steps::machineOf(step->step);
        if (steps::kindOf(step->step) == Kind::Open) {
            judgeOpening(record, key, machine, ready);
            continue;
        }
        if (steps::kindOf(step->step) == Kind::Protect) {
            judgeRelease(*pools, step->step, ready);
            continue;
        }
        Verdict verdict{ Verdict::Is::Left, reasonToStop(record, *pools, machine.pool) };
        if (verdict.words.isEmpty())
            verdict = judge(record, scene, step->step);
        if (verdict.is == Verdict::Is::Left) {
            ready.left << key;
            ready.reasons << verdict.words;
        }
        if (verdict.is == Verdict::Is::Waiting)
            waiting << verdict.words;
        if (verdict.is == Verdict::Is::Gone)
            ready.now << key; // perform() finds nothing to do
        if (verdict.is != Verdict::Is::Empty) {
            emptySince->remove(machine.agent);
            continue;
        }
        if (machine.agent.isEmpty()) {
            ready.now << key;
            continue;
        }
        const core::TimePoint now = context.clock->now();
        const auto since = emptySince->constFind(machine.agent);
        const bool isSaving = saves && saves(machine.agent);
        if (since != emptySince->cend() && now - *since >= (isSaving ? savingFor : emptyFor)) {
            ready.now << key; // and once more, by perform()
            continue;
        }
        if (isSaving && since != emptySince->cend()) {
            waiting << tr("the logs of %1, which are being saved").arg(machine.host);
            continue;
        }
        waiting << machine.host;
        if (since == emptySince->cend() && ++looks <= looksATurn) {
            const bool empty = co_await saysEmpty(context, machine.agent, stop);
            if (empty)
                emptySince->insert(machine.agent, now);
            if (!context.mesos)
                co_return core::failure(closing());
        }
    }
    ready.waitingFor = waitingText(waiting);
    co_return ready;
}

QCoro::Task<core::Result<actions::Watch>> watchRetirement(Context context, QList<actions::Step> all)
{
    const core::Result<FreshPools> pools = co_await shownPools(context);
    if (!pools)
        co_return core::failure(pools.error());
    const Scene scene(*pools);
    actions::Watch watch;
    for (const actions::Step &step : all) {
        const steps::Machine machine = steps::machineOf(step);
        const std::optional<Kind> kind = steps::kindOf(step);
        bool reached = true;
        if (kind == Kind::Close) {
            const mesos::Agent *const agent = scene.agents.value(machine.agent);
            reached = !agent || agent->phase != mesos::AgentPhase::Active;
        } else if (kind == Kind::Open) {
            const mesos::Agent *const agent = scene.agents.value(machine.agent);
            reached = !agent || !scene.isClosed(*agent);
        } else if (kind == Kind::End) {
            reached = !scene.alive.value(machine.instance);
            if (step.payload.contains("registered"_L1)) {
                const pools::Pool *const pool = pools->joined->pool(machine.pool);
                reached = reached && pool && pool->registered >= step.payload.value("registered"_L1).toInt();
            }
        }
        if (reached)
            watch.reached << step.key;
    }
    co_return watch;
}

std::optional<actions::Request> retirementUndone(const actions::Record &record, RetireVerb::Way way)
{
    if (way != RetireVerb::Way::ScaleIn)
        return std::nullopt;
    const auto gone = std::ranges::count_if(record.steps, [](const actions::StepRecord &step) {
        return steps::kindOf(step.step) == Kind::End
            && (step.state == StepState::Reached || step.state == StepState::Answered);
    });
    if (gone == 0)
        return std::nullopt;
    return ScaleVerb::grow(record.plan->request.what.value("pool"_L1).toString(), static_cast<int>(gone));
}

} // namespace verbs
