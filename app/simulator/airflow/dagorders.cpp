// SPDX-License-Identifier: GPL-3.0-or-later
// What is ordered from outside. A part of DagEngine.
#include "app/simulator/airflow/dagengine.h"

#include <algorithm>

namespace sim::airflow {

namespace {

void spread(std::set<int> *nodes, bool upstream)
{
    std::vector<int> open(nodes->begin(), nodes->end());
    while (!open.empty()) {
        const DagNode &plan = dagPlan()[static_cast<size_t>(open.back())];
        open.pop_back();
        for (const int next : upstream ? plan.upstream : plan.downstream) {
            if (nodes->insert(next).second)
                open.push_back(next);
        }
    }
}

} // namespace

Slots DagEngine::withNeighbours(const Slots &places, bool upstream, bool downstream) const
{
    std::set<int> own;
    for (const int slot : places)
        own.insert(slotAt(slot).node);
    Slots all = places;
    for (const bool up : { true, false }) {
        std::set<int> nodes = own;
        if (up ? upstream : downstream)
            spread(&nodes, up);
        for (const int node : nodes) {
            if (!own.contains(node))
                all.insert(slotsOf(node).begin(), slotsOf(node).end());
        }
    }
    return all;
}

Slots DagEngine::failedOf(const Run &run, const Slots &places) const
{
    Slots failed;
    std::ranges::copy_if(places, std::inserter(failed, failed.end()), [&](int slot) {
        const State state = run.instances[static_cast<size_t>(slot)].state;
        return state == State::Failed || state == State::UpstreamFailed;
    });
    return failed;
}

void DagEngine::clear(Run &run, const Slots &places)
{
    for (const int slot : places) {
        Instance &instance = run.instances[static_cast<size_t>(slot)];
        ++instance.generation;
        if (instance.state == State::Running) { // killed, and started again; so is its job
            closeAttempt(instance, State::Failed);
            endJob(instance, false);
        }
        instance.maxTries = instance.tryNumber + slotAt(slot).plan().retries;
        change(instance, State::None);
    }
    if (places.empty())
        return;
    run.state = State::Running;
    run.end = {};
    run.queued = now();
    // Airflow's scheduler comes by a moment later.
    m_world->at(now() + std::chrono::seconds(2), [this, &run] { evaluate(run); });
}

void DagEngine::setState(Run &run, const Slots &places, State state, int node)
{
    for (const int slot : places) {
        Instance &instance = run.instances[static_cast<size_t>(slot)];
        if (instance.state == state)
            continue;
        ++instance.generation;
        closeAttempt(instance, state);
        instance.ownJob.clear(); // whatever it has started elsewhere lives on
        if (instance.end < instance.start || instance.end == Moment())
            instance.end = now();
        change(instance, state);
    }
    std::set<int> below{ node };
    spread(&below, false);
    below.erase(node);
    Slots cleared;
    for (const int each : below)
        cleared.insert(slotsOf(each).begin(), slotsOf(each).end());
    clear(run, failedOf(run, cleared));
    if (!places.empty() && !isOver(run.state))
        m_world->at(now() + std::chrono::seconds(2), [this, &run] { evaluate(run); });
}

void DagEngine::markRun(Run &run, State state)
{
    if (state == State::Queued) {
        run.state = State::Running;
        run.end = {};
        m_world->at(now() + std::chrono::seconds(2), [this, &run] { evaluate(run); });
        return;
    }
    for (Instance &instance : run.instances) {
        if (isOver(instance.state))
            continue;
        const bool began = instance.state == State::Running;
        ++instance.generation;
        closeAttempt(instance, state);
        instance.ownJob.clear();
        if (began)
            instance.end = now();
        change(instance, state == State::Success ? State::Success : began ? State::Failed : State::Skipped);
    }
    run.state = state;
    run.end = now();
}

Run &DagEngine::trigger(Run run)
{
    run.queued = now();
    run.instances.resize(dagSlots().size());
    for (size_t i = 0; i < run.instances.size(); ++i) {
        run.instances[i].maxTries = dagSlots()[i].plan().retries;
        run.instances[i].changed = now();
    }
    m_runs.push_back(std::make_unique<Run>(std::move(run)));
    Run &made = *m_runs.back();
    if (!m_paused) {
        m_world->at(now() + std::chrono::seconds(2), [this, &made] {
            if (made.state != State::Queued)
                return;
            made.state = State::Running;
            made.start = now();
            evaluate(made);
        });
    }
    return made;
}

} // namespace sim::airflow
