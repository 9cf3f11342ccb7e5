// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/forecast/simulation.h"

#include "models/dag/analysis/failures.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dag {

namespace {

constexpr float shareAgain = 0.1F; ///< of what an overdue node has run: what it is thought to take yet, on average

float secondsBetween(core::TimePoint from, core::TimePoint to)
{
    return std::chrono::duration<float>(to - from).count();
}

/// The value at a place between samples, so that few nights do not give steps.
template <typename Value>
float smoothed(const std::vector<Value> &sorted, size_t index, float unit, float Value::*member)
{
    const float low = index > 0 ? sorted[index - 1].*member : sorted[index].*member;
    const float high = index + 1 < sorted.size() ? sorted[index + 1].*member : sorted[index].*member;
    return sorted[index].*member + (unit - 0.5F) * (high - low) / 2;
}

/// What is left of a span that has lasted `since` already: drawn from the nights that took longer.
template <typename Count, typename ValueAt>
float rest(Count count, ValueAt valueAt, float since, SplitMix &random)
{
    size_t longer = count;
    while (longer > 0 && valueAt(longer - 1) > since)
        --longer;
    if (longer == count)
        return -since * shareAgain * std::log(1 - random.unit()); // longer than ever
    const size_t index = longer + random.below(static_cast<uint32_t>(count - longer));
    const float gap = count > 1 ? valueAt(1) - valueAt(0) : 0;
    const float low = std::max(since, index > 0 ? valueAt(index - 1) : valueAt(0) - gap);
    const float high = valueAt(index);
    return std::max(0.0F, low + (high - low) * random.unit() - since);
}

} // namespace

float SplitMix::normal()
{
    // Box and Muller; one of the two is enough.
    const float radius = std::sqrt(-2 * std::log(1 - unit()));
    return radius * std::cos(2 * std::numbers::pi_v<float> * unit());
}

NightSimulator::NightSimulator(const ForecastInput &input, const Structure &structure, const Models &models)
    : m_structure(structure)
    , m_models(models.nodes)
    , m_pace(paceOf(*input.night, models))
    , m_plans(models.nodes.size())
    , m_startFixed(models.nodes.size(), never)
    , m_startBound(models.nodes.size(), never)
    , m_endFixed(models.nodes.size(), never)
    , m_endBound(models.nodes.size(), never)
{
    if (core::isKnown(input.assumptions.restartAt))
        m_restart = std::max(0.0F, secondsBetween(input.now, input.assumptions.restartAt));
    for (const NodeIndex node : structure.order())
        plan(input, node);
}

void NightSimulator::plan(const ForecastInput &input, NodeIndex node)
{
    const auto n = static_cast<size_t>(node);
    const Node &what = input.night->graph->nodes[n];
    const NodeRun &run = input.night->nodes[n];
    Plan &plan = m_plans[n];
    plan.rule = what.rule;
    plan.isFirstTry = run.tryNumber <= 1;
    const double machines = input.assumptions.machines.value(what.pool, 1);
    plan.queueShare = machines > 0 ? static_cast<float>(1 / machines) : 1.0F;
    const auto since = [&](core::TimePoint moment) {
        return core::isKnown(moment) ? std::max(0.0F, secondsBetween(moment, input.now)) : 0.0F;
    };
    if (hasSucceeded(run.state)) {
        plan.kind = Kind::Over;
        const core::TimePoint begun = core::isKnown(run.started) ? run.started : input.night->run.started;
        const core::TimePoint ended = core::isKnown(run.ended) ? run.ended : begun;
        m_startFixed[n] = -since(begun);
        m_endFixed[n] = -since(ended);
        m_lastOver = std::max(m_lastOver, m_endFixed[n]);
        return;
    }
    plan.isWaitedFor = !isAlarm(what.rule) && run.state != NodeState::Held && run.state != NodeState::Removed;
    m_left.push_back(node);
    if (!plan.isWaitedFor || input.assumptions.skipped.contains(node)) {
        plan.kind = Kind::Nothing;
    } else if (run.state == NodeState::Failed || input.assumptions.restarted.contains(node)) {
        plan.kind = Kind::Again;
        plan.needsRestart = true;
        m_needsRestart = m_needsRestart || run.state == NodeState::Failed;
    } else if (isActive(run.state)) {
        plan.kind = Kind::UnderWay;
        plan.since = since(core::isKnown(run.started) ? run.started : run.queuedSince);
    } else if (run.state == NodeState::UpForRetry) {
        plan.kind = Kind::Retrying;
        plan.since = core::isKnown(run.retryAt) ? std::max(0.0F, secondsBetween(input.now, run.retryAt)) : 0.0F;
    } else {
        plan.kind = Kind::Coming;
        plan.needsRestart = run.state == NodeState::Blocked;
        m_needsRestart = m_needsRestart || plan.needsRestart;
        // As samples count it: from the moment it could start.
        core::TimePoint ready = input.night->run.started;
        bool isReady = true;
        for (const NodeIndex parent : m_structure.parents(node)) {
            const NodeRun &before = input.night->nodes[static_cast<size_t>(parent)];
            isReady = isReady && isOver(before.state) && core::isKnown(before.ended);
            ready = std::max(ready, before.ended);
        }
        if (isReady && !plan.needsRestart)
            plan.since = since(ready);
        else if (run.state == NodeState::Queued || run.state == NodeState::Scheduled)
            plan.since = since(run.queuedSince);
    }
}

/// When a node can start, of its parents' ends.
void NightSimulator::begin(NodeIndex node, const Plan &plan)
{
    const auto n = static_cast<size_t>(node);
    float fixed = never;
    float bound = never;
    if (plan.rule == TriggerRule::OneSuccess || plan.rule == TriggerRule::OneDone) {
        NodeIndex first = -1;
        for (const NodeIndex parent : m_structure.parents(node)) {
            if (first < 0 || end(parent) < end(first))
                first = parent;
        }
        if (first >= 0) {
            fixed = m_endFixed[static_cast<size_t>(first)];
            bound = m_endBound[static_cast<size_t>(first)];
        }
    } else if (plan.rule != TriggerRule::Always) {
        for (const NodeIndex parent : m_structure.parents(node)) {
            fixed = std::max(fixed, m_endFixed[static_cast<size_t>(parent)]);
            bound = std::max(bound, m_endBound[static_cast<size_t>(parent)]);
        }
    }
    if (plan.needsRestart)
        bound = std::max(bound, 0.0F);
    if (bound == never)
        fixed = std::max(fixed, 0.0F); // it did not start so far
    m_startFixed[n] = fixed;
    m_startBound[n] = bound;
}

template <typename Draw>
void NightSimulator::walk(Draw draw)
{
    for (const NodeIndex node : m_left) {
        const auto n = static_cast<size_t>(node);
        const Plan &plan = m_plans[n];
        float span = 0;
        switch (plan.kind) {
        case Kind::Over:
            continue;
        case Kind::Nothing:
            begin(node, plan);
            break;
        case Kind::UnderWay:
            m_startFixed[n] = -plan.since;
            m_startBound[n] = never;
            m_endFixed[n] = draw(m_models[n], plan);
            m_endBound[n] = never;
            continue;
        case Kind::Retrying:
            m_startFixed[n] = plan.since;
            m_startBound[n] = never;
            span = draw(m_models[n], plan);
            break;
        case Kind::Coming:
        case Kind::Again:
            begin(node, plan);
            span = draw(m_models[n], plan);
            break;
        }
        m_endFixed[n] = m_startFixed[n] + span;
        m_endBound[n] = m_startBound[n] + span;
    }
}

void NightSimulator::simulate(uint64_t seed)
{
    SplitMix random(seed * 0x2545f4914f6cdd1dU + 1);
    const float pace = std::exp(m_pace.mean + m_pace.spread * random.normal());
    walk([&](const NodeModel &model, const Plan &plan) {
        if (plan.kind == Kind::UnderWay && plan.isFirstTry) {
            const auto total = [&](size_t i) { return model.samples[i].total; };
            return pace * rest(model.samples.size(), total, plan.since / pace, random);
        }
        if (plan.kind == Kind::UnderWay)
            return pace
                * rest(
                       model.runs.size(), [&](size_t i) { return model.runs[i]; }, plan.since / pace, random);
        if (plan.kind == Kind::Retrying)
            return pace * model.runs[random.below(static_cast<uint32_t>(model.runs.size()))];
        const size_t index = random.below(static_cast<uint32_t>(model.samples.size()));
        const float queued = std::max(0.0F, model.samples[index].queued - plan.since) * plan.queueShare;
        return queued + pace * std::max(0.0F, smoothed(model.samples, index, random.unit(), &NodeSample::total));
    });
}

void NightSimulator::simulateMedians()
{
    walk([](const NodeModel &model, const Plan &plan) {
        const auto seconds = [](core::Duration span) { return std::chrono::duration<float>(span).count(); };
        const float total = seconds(model.estimate.median);
        const float ran = seconds(model.estimate.medianRun);
        if (plan.kind == Kind::UnderWay)
            return std::max(0.0F, (plan.isFirstTry ? total : ran) - plan.since);
        if (plan.kind == Kind::Retrying)
            return ran;
        return std::max(0.0F, seconds(model.estimate.medianQueue) - plan.since) * plan.queueShare + total;
    });
}

float NightSimulator::finish() const
{
    float last = m_lastOver;
    for (const NodeIndex node : m_left) {
        if (isWaitedFor(node))
            last = std::max(last, end(node));
    }
    return last;
}

NodeIndex NightSimulator::lastParent(NodeIndex node) const
{
    const Kind kind = m_plans[static_cast<size_t>(node)].kind;
    if (kind == Kind::UnderWay || kind == Kind::Retrying)
        return -1;
    NodeIndex last = -1;
    for (const NodeIndex parent : m_structure.parents(node)) {
        if (isLeft(parent) && (last < 0 || end(parent) > end(last)))
            last = parent;
    }
    return last;
}

NodeIndex NightSimulator::lastNode() const
{
    NodeIndex last = -1;
    for (const NodeIndex node : m_left) {
        if (isWaitedFor(node) && (last < 0 || end(node) > end(last)))
            last = node;
    }
    return last;
}

} // namespace dag
