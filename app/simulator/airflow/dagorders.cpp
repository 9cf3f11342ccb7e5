// SPDX-License-Identifier: GPL-3.0-or-later
// What is ordered from outside. A part of DagEngine.
#include "app/simulator/airflow/dagengine.h"

#include <algorithm>

namespace sim::airflow {

namespace {

void spread(DagEngine::Nodes *nodes, bool upstream)
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

DagEngine::Nodes DagEngine::withNeighbours(const Nodes &nodes, bool upstream, bool downstream) const
{
    Nodes above = nodes;
    Nodes below = nodes;
    if (upstream)
        spread(&above, true);
    if (downstream)
        spread(&below, false);
    above.merge(below);
    return above;
}

DagEngine::Nodes DagEngine::failedOf(const Run &run, const Nodes &nodes) const
{
    Nodes failed;
    std::ranges::copy_if(nodes, std::inserter(failed, failed.end()), [&](int node) {
        const State state = run.instances[static_cast<size_t>(node)].state;
        return state == State::Failed || state == State::UpstreamFailed;
    });
    return failed;
}

void DagEngine::clear(Run &run, const Nodes &nodes)
{
    for (const int node : nodes) {
        Instance &instance = run.instances[static_cast<size_t>(node)];
        ++instance.generation;
        if (instance.state == State::Running) { // killed, and started again; so is its job
            closeAttempt(instance, State::Failed);
            endJob(instance, false);
        }
        instance.maxTries = instance.tryNumber + dagPlan()[static_cast<size_t>(node)].retries;
        change(instance, State::None);
    }
    if (nodes.empty())
        return;
    run.state = State::Running;
    run.end = {};
    run.queued = now();
    // Airflow's scheduler comes by a moment later.
    m_world->at(now() + std::chrono::seconds(2), [this, &run] { evaluate(run); });
}

void DagEngine::setState(Run &run, const Nodes &nodes, State state)
{
    for (const int node : nodes) {
        Instance &instance = run.instances[static_cast<size_t>(node)];
        if (instance.state == state)
            continue;
        ++instance.generation;
        closeAttempt(instance, state);
        instance.ownJob.clear(); // whatever it has started elsewhere lives on
        if (instance.end < instance.start || instance.end == Moment())
            instance.end = now();
        change(instance, state);
    }
    if (!nodes.empty() && !isOver(run.state))
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
    run.instances.resize(dagPlan().size());
    for (size_t i = 0; i < run.instances.size(); ++i) {
        run.instances[i].maxTries = dagPlan()[i].retries;
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
