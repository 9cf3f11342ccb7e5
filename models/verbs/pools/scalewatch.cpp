// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/pools/scalewatch.h"

#include "models/core/tr.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/scaleplan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace verbs {

namespace {

using actions::StepState;

using core::tr;

bool isSent(const actions::StepRecord &step)
{
    return step.state == StepState::Answered || step.state == StepState::Reached || step.state == StepState::Late;
}

/// What the spot groups of an action did by now.
struct SpotSoFar
{
    core::TimePoint since{}; ///< the last of them was asked; not known: none was
    bool complete = true; ///< all have launched what they were asked for
    bool refused = false; ///< an order about one of them did not arrive
    bool trimmed = true; ///< nothing more will come of them
    int launched = 0;
    int asked = 0;
};

SpotSoFar spotOf(const actions::Record &record, const FreshPools &pools)
{
    SpotSoFar so;
    for (const actions::StepRecord &step : record.steps) {
        const std::optional<ScaleStep> kind = scaleStepOf(step.step);
        const QString name = step.step.payload.value("pool"_L1).toString();
        if (kind == ScaleStep::Trim) {
            so.trimmed = so.trimmed && isSent(step);
            so.refused = so.refused || step.state == StepState::Refused;
        }
        if (kind != ScaleStep::Size || !isSent(step))
            continue;
        so.since = std::max(so.since, step.answeredAt);
        const int from = step.step.payload.value("from"_L1).toInt();
        const int to = step.step.payload.value("to"_L1).toInt();
        const aws::Group *const group = pools.group(name);
        const auto there = group ? std::ranges::count_if(group->instances, &aws::GroupInstance::inService) : 0;
        so.asked += to - from;
        so.launched += std::clamp(static_cast<int>(there) - from, 0, to - from);
        so.complete = so.complete && there >= to;
    }
    return so;
}

/// The machines of a pool that came last, as many as `count`.
QList<pools::Machine> newest(QList<pools::Machine> machines, int count)
{
    machines.removeIf([](const pools::Machine &each) { return !each.isRegistered(); });
    std::ranges::sort(machines, std::ranges::greater(), &pools::Machine::since);
    return machines.mid(0, std::max(0, count));
}

/// A look at AWS that was under way when the order went out may be done after it and still know the size before. A spot
/// group that is trimmed in the end may have that size again.
bool isBefore(const aws::Group &group, const actions::Step &step, const QList<actions::Step> &all)
{
    const int from = step.payload.value("from"_L1).toInt();
    const bool isTrimmed = std::ranges::any_of(all, [&](const actions::Step &other) {
        return scaleStepOf(other) == ScaleStep::Trim && other.payload.value("pool"_L1) == step.payload.value("pool"_L1);
    });
    return !isTrimmed && group.desired == from && step.payload.value("to"_L1).toInt(from) > from;
}

} // namespace

QCoro::Task<core::Result<actions::Ready>> scaleGate(Context context, actions::Record record, QStringList keys)
{
    const core::Result<FreshPools> pools = co_await shownPools(context);
    if (!pools)
        co_return core::failure(pools.error());
    const SpotSoFar spot = spotOf(record, *pools);
    const auto timeout = ScaleVerb::orderOf(record.plan->request).timeout;
    const core::TimePoint now = context.clock->now();
    const core::TimePoint until = spot.since + timeout;
    actions::Ready ready;
    for (const QString &key : keys) {
        const auto step
            = std::ranges::find(record.steps, key, [](const actions::StepRecord &each) { return each.step.key; });
        if (step == record.steps.end())
            continue;
        const bool isTrim = scaleStepOf(step->step) == ScaleStep::Trim;
        if (spot.complete && core::isKnown(spot.since) && spot.asked > 0) {
            ready.left << key;
            ready.reasons << tr("all came as spot machines");
        } else if (!isTrim && spot.refused) {
            ready.left << key;
            ready.reasons << tr("what the spot groups still give is not known");
        } else if (now >= until && (isTrim || spot.trimmed)) {
            ready.now << key;
        }
    }
    ready.waitingFor = now < until ? tr("%1 of %2 spot machines; on-demand ones in %3")
                                         .arg(spot.launched)
                                         .arg(spot.asked)
                                         .arg(core::formatSpan(until - now))
                                   : tr("%1 of %2 spot machines").arg(spot.launched).arg(spot.asked);
    co_return ready;
}

QCoro::Task<core::Result<actions::Watch>> watchScaling(Context context, QList<actions::Step> all,
                                                       std::shared_ptr<QHash<QString, core::TimePoint>> orderedAt)
{
    const core::Result<FreshPools> pools = co_await shownPools(context);
    if (!pools)
        co_return core::failure(pools.error());
    actions::Watch watch;
    int asked = 0;
    int launched = 0;
    int registered = 0;
    QString firstTask;
    QStringList refusals;
    for (const actions::Step &step : all) {
        const QString name = step.payload.value("pool"_L1).toString();
        const aws::Group *const group = pools->group(name);
        const pools::Pool *const pool = pools->joined->pool(name);
        const int from = step.payload.value("from"_L1).toInt();
        const bool isOld = pools->aws->at <= orderedAt->value(name) || (group && isBefore(*group, step, all));
        if (scaleStepOf(step) == ScaleStep::Trim) {
            watch.reached << step.key;
            continue;
        }
        if (!group || !pool || isOld)
            continue;
        const int more = std::max(0, group->desired - from);
        const auto there = std::ranges::count_if(group->instances, &aws::GroupInstance::inService);
        const int came = std::clamp(pool->registered - step.payload.value("registered"_L1).toInt(), 0, more);
        asked += more;
        launched += std::clamp(static_cast<int>(there) - (group->desired - more), 0, more);
        registered += came;
        for (const pools::Machine &machine : newest(pools->joined->machinesOf(name), came)) {
            if (machine.tasks > 0)
                firstTask = machine.agentHost;
        }
        if (came >= more)
            watch.reached << step.key;
        if (pool->refusal && came < more)
            refusals << tr("AWS has no %1 in %2").arg(pool->refusal->error.type, pool->refusal->error.zone)
                    + (pool->refusal->error.otherZones.isEmpty()
                           ? QString()
                           : tr("; it names %1").arg(pool->refusal->error.otherZones.join(u", "_s)));
    }
    watch.waitingFor = launched < asked ? tr("%1 of %2 machines to launch").arg(asked - launched).arg(asked)
                                        : tr("%1 of %2 machines to register").arg(asked - registered).arg(asked);
    QStringList words{ tr("%1 asked for, %2 launched, %3 registered").arg(asked).arg(launched).arg(registered) };
    if (!firstTask.isEmpty())
        words << tr("first task on %1").arg(firstTask);
    words += refusals;
    watch.summary = words.join(u"; "_s) + u'.';
    co_return watch;
}

} // namespace verbs
