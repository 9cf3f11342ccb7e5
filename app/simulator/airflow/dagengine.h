// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/dagrun.h"
#include "app/simulator/aurora/scheduler.h"

#include <memory>
#include <vector>

namespace sim::airflow {

/// Airflow's scheduler for `prod-dagao`: thirty nights that are over, and a run each night in the world's time. A node
/// with a job of the world's plan begins and ends with it; others create a small Aurora job of their own from the
/// moment the demo begins (see setJobsFrom). On the first night itaipu-dimensional-modeling fails twice, and
/// credit-limits and scale-ec2-model do not come to an end. Each index of a mapped node has its own tries, some two. No
/// protocol here (face.h). Thread: the simulator's.
class DagEngine
{
public:
    static constexpr int pastNights = 30;

    explicit DagEngine(aurora::Scheduler *scheduler);

    /// Before that nodes without a job of the world's plan create none, so that the day before stays as it was.
    void setJobsFrom(Moment from) { m_jobsFrom = from; }

    Moment now() const { return m_world->now(); }
    const std::vector<std::unique_ptr<Run>> &runs() const { return m_runs; } ///< oldest first
    bool paused() const { return m_paused; }
    void setPaused(bool paused);

    Slots withNeighbours(const Slots &places, bool upstream, bool downstream) const; ///< of these every index
    Slots failedOf(const Run &run, const Slots &places) const; ///< upstream_failed ones too

    void clear(Run &run, const Slots &places);
    /// Of `node`, and perhaps of its neighbours. As Airflow does, what has failed below the node is cleared with it.
    void setState(Run &run, const Slots &places, State state, int node);
    void markRun(Run &run, State state); ///< Success, Failed, Queued
    Run &trigger(Run run); ///< takes its instances from here

private:
    void beginNight(Moment night);
    void evaluate(Run &run);
    bool advance(Run &run, int slot); ///< whether its state changed
    void queue(Run &run, int slot, Moment notBefore);
    void start(Run &run, int slot);
    void finish(Run &run, int slot, bool success);
    void retry(Run &run, int slot);
    void watchJob(Run &run, int slot);
    void closeAttempt(Instance &instance, State state);
    void startJob(Run &run, int slot);
    void endJob(Instance &instance, bool success);
    void change(Instance &instance, State state);
    bool isFirstNight(const Run &run) const;
    /// When this try ends, and how; nullopt: it hangs.
    struct End
    {
        Moment at;
        bool success = true;
    };
    std::optional<End> endOf(const Run &run, int slot) const;

    aurora::Scheduler *m_scheduler;
    World *m_world;
    Moment m_jobsFrom = Moment::max();
    std::vector<std::unique_ptr<Run>> m_runs;
    bool m_paused = false;
};

} // namespace sim::airflow
