// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/aurora/taskstore.h"
#include "app/simulator/world/logbook.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace sim {

/// One run of a Thermos process.
struct ProcessRun
{
    enum class State { Running, Success, Failed, Killed, Lost };

    std::string process;
    int run = 0;
    State state = State::Running;
    Moment start{};
    Moment stop{}; ///< the epoch while it runs
    int returnCode = 0;
};
std::string_view stateName(ProcessRun::State state);

/// What Thermos made of a task so far: worked out from the task's history and its processes' order, so that it agrees
/// with the scheduler at any moment.
struct ThermosTask
{
    QJsonObject task; ///< of the executor's configuration
    std::vector<ProcessRun> runs; ///< of processes begun; by start, and of one process by run
    Moment launched{};
    Moment changed{};
    std::string state; ///< ACTIVE, SUCCESS, FAILED, KILLED, LOST

    bool isActive() const { return state == "ACTIVE"; }
    const ProcessRun *latest(const std::string &process) const;
};

/// Nothing before the executor has begun, or without one.
std::optional<ThermosTask> thermosTask(const aurora::ScheduledTask &task, Moment now);

/// What a run has written so far; text that grows and never changes behind itself. The process the task is about writes
/// what its job writes: Spark to stderr, models and services to stdout.
QByteArray processOutput(const aurora::ScheduledTask &task, const ProcessRun &run, bool errors, Moment now,
                         LogBook *book);

} // namespace sim
