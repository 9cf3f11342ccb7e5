// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/dagslots.h"
#include "app/simulator/entities.h"

#include <QJsonObject>

namespace sim::airflow {

enum class State {
    None,
    Scheduled,
    Queued,
    Running,
    Success,
    Restarting,
    Failed,
    UpForRetry,
    UpstreamFailed,
    Skipped,
};
const char *stateWord(State state); ///< "up_for_retry"; None: "none"
bool isOver(State state);

/// One try of a task.
struct Attempt
{
    int number = 1;
    State state = State::Running;
    Moment queued{};
    Moment start{};
    Moment end{};
    std::string host;
};

/// A task in a run, or one index of it where it is mapped: that of the slot in the same place.
struct Instance
{
    State state = State::None;
    int tryNumber = 0;
    int maxTries = 0;
    Moment queued{};
    Moment start{}; ///< after a clear that of the old attempt, until it runs again
    Moment end{};
    Moment changed{};
    std::string host;
    std::string note;
    std::vector<Attempt> tries; ///< oldest first, with the current one
    unsigned generation = 0; ///< what was to happen to an earlier one does not happen any more
    std::string ownJob; ///< created for this try, not by the world's plan
};

struct Run
{
    std::string id; ///< of runs by hand; of the nightly ones it depends on the version, see runId()
    bool scheduled = false;
    State state = State::Queued; ///< Queued, Running, Success, Failed
    Moment logical{}; ///< never: a run by hand of 3.x without one
    Moment intervalStart{};
    Moment intervalEnd{};
    Moment runAfter{};
    Moment queued{};
    Moment start{};
    Moment end{};
    QJsonObject conf;
    std::string note;
    std::string transaction; ///< the XCom of metapod-transaction
    std::vector<Instance> instances;
};

/// What a try takes in the night that began then, in minutes; the same whenever it is asked.
double minutesOf(uint32_t seed, const Slot &slot, Moment night);
/// Indices of a mapped node reach the executor one after the other: so long after the first.
std::chrono::seconds turnOf(const Slot &slot);
/// Some of them fail in their first try, each night others.
bool failsAtFirst(uint32_t seed, const Slot &slot, Moment night);

/// A nightly run that is over, as it would have gone: with its retries, now and then a failure and its cascade.
Run pastRun(uint32_t seed, Moment night);

/// Of the interval that ends when the night begins.
Run nightlyRun(uint32_t seed, Moment night);

} // namespace sim::airflow
