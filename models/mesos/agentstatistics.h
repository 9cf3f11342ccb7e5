// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <optional>
#include <string>
#include <vector>

namespace mesos {

struct Document;

/// What one executor has used at one moment, as its agent counts it (GET /monitor/statistics). An executor counts for
/// all its tasks; that of a command task has the task's id. What an isolator does not count is not there.
struct ExecutorStatistics
{
    std::string framework; ///< id
    std::string executor; ///< id
    double at = 0; ///< seconds since 1970, agent's clock
    std::optional<double> cpuSeconds; ///< user and system, since the executor began
    std::optional<double> memory; ///< MiB, resident
    std::optional<double> memoryLimit; ///< MiB
    std::optional<double> disk; ///< MiB
    std::optional<double> diskLimit; ///< MiB
    std::optional<double> cpusLimit; ///< cores
};
using AgentStatistics = std::vector<ExecutorStatistics>;

/// The answer of GET /monitor/statistics. Errors: NotJson, WrongShape (with the path), TooLarge. Pure; any thread.
core::Result<AgentStatistics> decodeStatistics(const Document &document);

/// What one executor uses now. Cores need two looks: Mesos tells seconds of CPU time, not a rate.
struct ExecutorUse
{
    std::string framework;
    std::string executor;
    std::optional<double> cpus; ///< cores, on average since the look before
    std::optional<double> memory; ///< MiB
    std::optional<double> disk; ///< MiB
    bool operator==(const ExecutorUse &) const = default;
};

/// What an agent's executors use, one by one and in sum. A sum is there when an executor told its part, or when there
/// is no executor at all: then it is zero.
struct AgentUse
{
    std::vector<ExecutorUse> executors;
    std::optional<double> cpus;
    std::optional<double> memory;
    std::optional<double> disk;
    const ExecutorUse *executor(std::string_view framework, std::string_view id) const; ///< nullptr: not running
    bool operator==(const AgentUse &) const = default;
};

/// From two successive looks; `before` may be empty. An executor that began anew meanwhile has no cores yet. Pure.
AgentUse useBetween(const AgentStatistics &before, const AgentStatistics &now);

} // namespace mesos
