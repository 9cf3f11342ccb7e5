// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/dagengine.h"

#include "app/simulator/random.h"
#include "app/simulator/world/jobworkload.h"
#include "app/simulator/world/night.h"

#include <algorithm>

namespace sim::airflow {

using namespace std::chrono_literals;

namespace {

constexpr auto queueTime = 4s; ///< from the executor's hands to the first line of the task
constexpr auto retryDelay = 1min;
constexpr auto watchEvery = 15s;

Instance &at(Run &run, int slot)
{
    return run.instances[static_cast<size_t>(slot)];
}

const Instance &at(const Run &run, int slot)
{
    return run.instances[static_cast<size_t>(slot)];
}

bool hasFailed(State state)
{
    return state == State::Failed || state == State::UpstreamFailed;
}

Moment minutesAfter(Moment night, double minutes)
{
    return night + std::chrono::microseconds(static_cast<int64_t>(minutes * 60e6));
}

} // namespace

DagEngine::DagEngine(aurora::Scheduler *scheduler)
    : m_scheduler(scheduler)
    , m_world(&scheduler->world())
{
    for (int i = pastNights; i > 0; --i)
        m_runs.push_back(std::make_unique<Run>(pastRun(m_world->seed(), Night::firstNight() - i * 24h)));
    for (int i = 0; i < pastNights; ++i) {
        const Moment night = Night::firstNight() + i * 24h;
        m_world->at(night, [this, night] { beginNight(night); });
    }
}

bool DagEngine::isFirstNight(const Run &run) const
{
    return run.scheduled && run.runAfter == Night::firstNight();
}

void DagEngine::beginNight(Moment night)
{
    if (m_paused)
        return;
    m_runs.push_back(std::make_unique<Run>(nightlyRun(m_world->seed(), night)));
    evaluate(*m_runs.back());
}

void DagEngine::setPaused(bool paused)
{
    m_paused = paused;
    for (const auto &run : m_runs) {
        if (!paused && !isOver(run->state)) {
            if (run->state == State::Queued) {
                run->state = State::Running;
                run->start = now();
            }
            evaluate(*run);
        }
    }
}

void DagEngine::change(Instance &instance, State state)
{
    instance.state = state;
    instance.changed = now();
}

// ---- what may begin

void DagEngine::evaluate(Run &run)
{
    if (m_paused || run.state != State::Running)
        return;
    for (bool changed = true; changed;) {
        changed = false;
        for (int slot = 0; slot < static_cast<int>(run.instances.size()); ++slot)
            changed = (at(run, slot).state == State::None && advance(run, slot)) || changed;
    }
    if (!std::ranges::all_of(run.instances, [](const Instance &instance) { return isOver(instance.state); }))
        return;
    bool failed = false;
    for (int slot = 0; slot < static_cast<int>(run.instances.size()); ++slot)
        failed = failed || (planned(slot).downstream.empty() && hasFailed(at(run, slot).state));
    run.state = failed ? State::Failed : State::Success;
    run.end = now();
}

bool DagEngine::advance(Run &run, int slot)
{
    const DagNode &plan = planned(slot);
    bool over = true;
    bool failed = false;
    bool skipped = false;
    for (const int above : plan.upstream) {
        for (const int each : slotsOf(above)) {
            const State state = at(run, each).state;
            over = over && isOver(state);
            failed = failed || hasFailed(state);
            skipped = skipped || state == State::Skipped;
        }
    }
    if (plan.rule == TriggerRule::AllSuccess && (failed || skipped)) {
        change(at(run, slot), failed ? State::UpstreamFailed : State::Skipped);
        return true;
    }
    if (plan.rule == TriggerRule::OneFailed ? !failed && !over : !over)
        return false;
    if (plan.rule == TriggerRule::OneFailed && !failed) {
        change(at(run, slot), State::Skipped);
        return true;
    }
    const Moment begin = run.scheduled ? minutesAfter(run.runAfter, plan.from) : now();
    const bool isFirst = at(run, slot).tryNumber == 0;
    queue(run, slot, std::max(begin, now()) + (isFirst ? turnOf(slotAt(slot)) : 0s));
    return true;
}

void DagEngine::queue(Run &run, int slot, Moment notBefore)
{
    Instance &instance = at(run, slot);
    const unsigned generation = ++instance.generation;
    change(instance, State::Scheduled);
    m_world->at(std::max(now(), notBefore), [this, &run, slot, generation] {
        Instance &mine = at(run, slot);
        if (mine.generation != generation)
            return;
        change(mine, State::Queued);
        mine.queued = now();
        m_world->at(now() + queueTime, [this, &run, slot, generation] {
            if (at(run, slot).generation == generation)
                start(run, slot);
        });
    });
}

// ---- one try

void DagEngine::start(Run &run, int slot)
{
    Instance &instance = at(run, slot);
    change(instance, State::Running);
    instance.start = now();
    instance.end = {};
    ++instance.tryNumber;
    Random random(m_world->seed(), hashOf(slotAt(slot).name()) + static_cast<uint64_t>(instance.tryNumber));
    instance.host = "airflow-worker-" + std::to_string(random.between(1, 4));
    instance.tries.push_back(
        { instance.tryNumber, State::Running, instance.queued, instance.start, {}, instance.host });
    startJob(run, slot);
    const std::optional<End> end = endOf(run, slot);
    if (!end)
        return;
    const unsigned generation = instance.generation;
    m_world->at(end->at, [this, &run, slot, generation, success = end->success] {
        if (at(run, slot).generation == generation)
            finish(run, slot, success);
    });
}

std::optional<DagEngine::End> DagEngine::endOf(const Run &run, int slot) const
{
    const DagNode &plan = planned(slot);
    const Instance &instance = at(run, slot);
    if (isFirstNight(run) && instance.ownJob.empty()) {
        const Moment night = Night::firstNight();
        if (plan.id == "itaipu-dimensional-modeling" && instance.tryNumber <= 2) // with its job, see Night
            return End{ instance.tryNumber == 1 ? night + 5h + 55min + 33s : night + 6h + 38min + 22s, false };
        if (plan.id == "scale-ec2-model" || (plan.id == "credit-limits" && instance.tryNumber == 1))
            return std::nullopt;
    }
    const bool withPlansJob = !plan.job.empty() && instance.ownJob.empty();
    const double minutes = withPlansJob ? plan.minutes : minutesOf(m_world->seed(), slotAt(slot), run.runAfter);
    if (instance.tryNumber == 1 && failsAtFirst(m_world->seed(), slotAt(slot), run.runAfter))
        return End{ minutesAfter(now(), minutes / 2), false };
    return End{ minutesAfter(now(), minutes), true };
}

void DagEngine::finish(Run &run, int slot, bool success)
{
    Instance &instance = at(run, slot);
    ++instance.generation;
    instance.end = now();
    closeAttempt(instance, success ? State::Success : State::Failed);
    endJob(instance, success);
    if (!success && instance.tryNumber <= instance.maxTries) {
        retry(run, slot);
        return;
    }
    change(instance, success ? State::Success : State::Failed);
    evaluate(run);
}

void DagEngine::retry(Run &run, int slot)
{
    Instance &instance = at(run, slot);
    change(instance, State::UpForRetry);
    const unsigned generation = instance.generation;
    m_world->at(now() + retryDelay, [this, &run, slot, generation] {
        if (at(run, slot).generation == generation)
            queue(run, slot, now());
    });
}

void DagEngine::closeAttempt(Instance &instance, State state)
{
    if (instance.tries.empty() || instance.tries.back().state != State::Running)
        return;
    instance.tries.back().state = state;
    instance.tries.back().end = now();
}

// ---- its job

void DagEngine::startJob(Run &run, int slot)
{
    const DagNode &plan = planned(slot);
    Instance &instance = at(run, slot);
    const bool byWorld = !plan.job.empty() && run.scheduled && (instance.tryNumber == 1 || now() < m_jobsFrom);
    if (!plan.hasJob || byWorld || now() < m_jobsFrom)
        return;
    WorkloadPlan job;
    job.name = plan.id;
    job.squad = "itaipu";
    job.pools = { "mesos-on-demand", "mesos-spot-1a", "mesos-spot-1d" };
    job.cpus = 1;
    job.memGib = 4;
    job.diskGib = 8;
    const aurora::JobKey key = JobWorkload::keyOf(job);
    if (m_scheduler->store().hasActive(key))
        return; // what an earlier try has left: the operator takes it over
    m_scheduler->setBehaviour(key, {});
    m_scheduler->behaviour(key).pools = job.pools;
    m_scheduler->addTasks(JobWorkload::configOf(job, -1), { 0 });
    instance.ownJob = key.name;
    const unsigned generation = instance.generation;
    m_world->at(now() + watchEvery, [this, &run, slot, generation] {
        if (at(run, slot).generation == generation)
            watchJob(run, slot);
    });
}

/// Somebody may end the job from outside, and then the task fails.
void DagEngine::watchJob(Run &run, int slot)
{
    Instance &instance = at(run, slot);
    if (instance.ownJob.empty())
        return;
    if (!m_scheduler->store().hasActive({ "jobs", "prod", instance.ownJob })) {
        finish(run, slot, false);
        return;
    }
    const unsigned generation = instance.generation;
    m_world->at(now() + watchEvery, [this, &run, slot, generation] {
        if (at(run, slot).generation == generation)
            watchJob(run, slot);
    });
}

void DagEngine::endJob(Instance &instance, bool success)
{
    const std::string name = std::exchange(instance.ownJob, {});
    if (name.empty())
        return;
    for (aurora::ScheduledTask *task : m_scheduler->store().activeOf({ "jobs", "prod", name })) {
        if (task->waits())
            m_scheduler->killTask(*task, "Killed by airflow");
        else
            m_scheduler->endTask(*task, success ? TaskState::Finished : TaskState::Failed,
                                 success ? "Command exited with status 0" : "Command exited with status 1");
    }
}

} // namespace sim::airflow
