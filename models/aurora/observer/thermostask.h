// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/executor/job.h"
#include "models/core/clock.h"

#include <QMap>

#include <optional>

namespace aurora {

/// What processes use together at one moment.
struct ProcessUse
{
    double cpus = 0; ///< cores
    double ram = 0; ///< bytes, resident
    bool operator==(const ProcessUse &) const = default;
};

/// The newest run of a Thermos process. Source: observer /j/processes.
struct ProcessRun
{
    enum class State { Waiting, Forked, Running, Success, Killed, Failed, Lost, Unknown };

    State state = State::Unknown;
    int run = 0; ///< from 0
    core::TimePoint started{};
    core::TimePoint stopped{}; ///< not known: it runs, or has failed (Thermos keeps no time of that)
    std::optional<int> returnCode; ///< of killed ones; Thermos leaves out 0, and loses that of failed ones
    std::optional<ProcessUse> use; ///< while it runs
    bool operator==(const ProcessRun &) const = default;
};
QString word(ProcessRun::State state); ///< as Thermos says it: "RUNNING"

/// A task as the observer of its agent sees it. Source: observer /j/task and /j/processes.
struct ThermosTask
{
    executor::Task definition; ///< all processes and their order
    QString state; ///< "ACTIVE", "SUCCESS", …
    ProcessUse use; ///< of all its processes
    double disk = 0; ///< bytes in the sandbox
    QMap<QString, ProcessRun> runs; ///< by name; those that have not begun are missing
    bool operator==(const ThermosTask &) const = default;
};

} // namespace aurora
