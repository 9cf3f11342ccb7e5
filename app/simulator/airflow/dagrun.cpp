// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/airflow/dagrun.h"

#include "app/simulator/random.h"
#include "app/simulator/world/night.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sim::airflow {

using namespace std::chrono_literals;

namespace {

Random randomOf(uint32_t seed, const std::string &thing, Moment night)
{
    return { seed, hashOf(thing) ^ static_cast<uint64_t>(night.time_since_epoch().count()) };
}

std::chrono::microseconds span(double minutes)
{
    return std::chrono::microseconds(static_cast<int64_t>(minutes * 60e6));
}

/// Nodes that fail more often than others, and for good.
double failureOf(const std::string &id)
{
    if (id == "itaipu-dimensional-modeling")
        return 0.05;
    if (id == "databricks_load-models" || id == "itaipu-contracts-ledger")
        return 0.02;
    return 0.0005;
}

/// Walks the plan once: upstream stands before downstream in it.
class PastNight
{
public:
    PastNight(uint32_t seed, Moment night, Run *run)
        : m_seed(seed)
        , m_night(night)
        , m_run(run)
    {
    }

    void play()
    {
        for (size_t i = 0; i < dagSlots().size(); ++i)
            play(dagSlots()[i], m_run->instances[i]);
    }

private:
    void play(const Slot &slot, Instance &instance)
    {
        const DagNode &node = slot.plan();
        Moment ready = m_night + 2s;
        bool failed = false;
        for (const int above : node.upstream) {
            for (const int each : slotsOf(above)) {
                const Instance &parent = m_run->instances[static_cast<size_t>(each)];
                ready = std::max(ready, parent.end + 1s);
                failed = failed || parent.state == State::Failed || parent.state == State::UpstreamFailed;
            }
        }
        instance.changed = instance.end = ready;
        if (node.rule == TriggerRule::AllSuccess && failed) {
            instance.state = State::UpstreamFailed;
            return;
        }
        if (node.rule == TriggerRule::OneFailed && !failed) {
            instance.state = State::Skipped;
            return;
        }
        Random random = randomOf(m_seed, slot.name() + "/past", m_night);
        Moment at = std::max(ready, m_night + span(node.from)) + turnOf(slot);
        const bool fails = random.chance(failureOf(node.id));
        const bool retries = node.retries > 0 && (fails || random.chance(0.012) || failsAtFirst(m_seed, slot, m_night));
        for (int number = 1; number <= (retries ? 2 : 1); ++number) {
            const bool last = number == (retries ? 2 : 1);
            const bool ok = last && !fails;
            instance.queued = at;
            instance.start = at + span(random.between(0.03, 0.5));
            const double minutes = minutesOf(m_seed, slot, m_night) * (ok ? 1.0 : random.between(0.2, 0.9));
            instance.end = instance.start + span(minutes);
            instance.state = ok ? State::Success : State::Failed;
            instance.host = "airflow-worker-" + std::to_string(random.between(1, 4));
            instance.tryNumber = number;
            instance.tries.push_back(
                { number, instance.state, instance.queued, instance.start, instance.end, instance.host });
            at = instance.end + 5min;
        }
        instance.changed = instance.end;
    }

    uint32_t m_seed;
    Moment m_night;
    Run *m_run;
};

} // namespace

const char *stateWord(State state)
{
    static constexpr std::array words{ "none",       "scheduled", "queued",       "running",         "success",
                                       "restarting", "failed",    "up_for_retry", "upstream_failed", "skipped" };
    return words[static_cast<size_t>(state)];
}

bool isOver(State state)
{
    return state == State::Success || state == State::Failed || state == State::UpstreamFailed
        || state == State::Skipped;
}

std::chrono::seconds turnOf(const Slot &slot)
{
    return std::max(slot.mapIndex, 0) * 20s;
}

bool failsAtFirst(uint32_t seed, const Slot &slot, Moment night)
{
    return slot.mapIndex >= 0 && randomOf(seed, slot.name() + "/first", night).chance(0.06);
}

double minutesOf(uint32_t seed, const Slot &slot, Moment night)
{
    // Two normal draws by Box and Muller: how the night goes, and how this node goes in it.
    const auto normal = [](Random random) {
        const double radius = std::sqrt(-2 * std::log(std::max(random.unit(), 1e-12)));
        return radius * std::cos(2 * std::numbers::pi * random.unit());
    };
    // The first night tells a story, which leaves little room.
    const double unrest = night == Night::firstNight() ? 0.2 : 1;
    const double whole = unrest * 0.05 * normal(randomOf(seed, "night", night));
    const double own = unrest * 0.10 * normal(randomOf(seed, slot.name(), night));
    return slot.plan().minutes * std::exp(whole + own);
}

Run nightlyRun(uint32_t seed, Moment night)
{
    Run run;
    run.scheduled = true;
    run.state = State::Running;
    run.logical = run.intervalStart = night - 24h;
    run.intervalEnd = run.runAfter = night;
    run.queued = night + 300ms;
    run.start = night + 900ms;
    run.transaction = randomOf(seed, "transaction", night).uuid();
    run.instances.resize(dagSlots().size());
    for (size_t i = 0; i < run.instances.size(); ++i) {
        run.instances[i].maxTries = dagSlots()[i].plan().retries;
        run.instances[i].changed = run.start;
    }
    return run;
}

Run pastRun(uint32_t seed, Moment night)
{
    Run run = nightlyRun(seed, night);
    PastNight(seed, night, &run).play();
    bool failed = false;
    for (size_t i = 0; i < run.instances.size(); ++i) {
        const Instance &instance = run.instances[i];
        run.end = std::max(run.end, instance.end);
        const bool leaf = dagSlots()[i].plan().downstream.empty();
        failed = failed || (leaf && (instance.state == State::Failed || instance.state == State::UpstreamFailed));
    }
    run.state = failed ? State::Failed : State::Success;
    return run;
}

} // namespace sim::airflow
