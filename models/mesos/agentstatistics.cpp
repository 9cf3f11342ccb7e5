// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/agentstatistics.h"

#include "models/mesos/decoder.h"
#include "models/mesos/decoding/jsonreader.h"

#include <algorithm>

namespace mesos {

namespace {

constexpr double mebibyte = 1024.0 * 1024.0;

void readFigures(Reader &reader, od::value &value, ExecutorStatistics &out)
{
    std::optional<double> user;
    std::optional<double> system;
    bool timed = false;
    reader.object(value, [&](Key key, od::value &field) {
        const auto mebibytes = [&] { return reader.number(field) / mebibyte; };
        if (key.is("timestamp")) {
            out.at = reader.number(field);
            timed = true;
        } else if (key.is("cpus_user_time_secs")) {
            user = reader.number(field);
        } else if (key.is("cpus_system_time_secs")) {
            system = reader.number(field);
        } else if (key.is("cpus_limit")) {
            out.cpusLimit = reader.number(field);
        } else if (key.is("cpus_soft_limit")) {
            out.cpusLimit = out.cpusLimit.value_or(reader.number(field));
        } else if (key.is("mem_rss_bytes")) {
            out.memory = mebibytes();
        } else if (key.is("mem_limit_bytes")) {
            out.memoryLimit = mebibytes();
        } else if (key.is("disk_used_bytes")) {
            out.disk = mebibytes();
        } else if (key.is("disk_limit_bytes")) {
            out.diskLimit = mebibytes();
        }
    });
    reader.require(timed, "timestamp");
    if (user || system)
        out.cpuSeconds = user.value_or(0) + system.value_or(0);
}

ExecutorStatistics readExecutor(Reader &reader, od::value &value)
{
    ExecutorStatistics out;
    bool named = false;
    bool counted = false;
    reader.object(value, [&](Key key, od::value &field) {
        if (key.is("framework_id")) {
            out.framework = reader.text(field);
        } else if (key.is("executor_id")) {
            out.executor = reader.text(field);
            named = true;
        } else if (key.is("statistics")) {
            counted = true;
            readFigures(reader, field, out);
        }
    });
    reader.require(named, "executor_id");
    reader.require(counted, "statistics");
    return out;
}

void add(std::optional<double> &sum, const std::optional<double> &part)
{
    if (part)
        sum = sum.value_or(0) + *part;
}

/// Nothing when the executor began anew, or when no time has gone by.
std::optional<double> coresBetween(const ExecutorStatistics &before, const ExecutorStatistics &now)
{
    if (!before.cpuSeconds || !now.cpuSeconds || now.at <= before.at || *now.cpuSeconds < *before.cpuSeconds)
        return {};
    return (*now.cpuSeconds - *before.cpuSeconds) / (now.at - before.at);
}

} // namespace

core::Result<AgentStatistics> decodeStatistics(const Document &document)
{
    Reader reader;
    AgentStatistics all;
    const core::Result<void> read
        = reader.readList(document, [&](od::value &value) { all.push_back(readExecutor(reader, value)); });
    if (!read)
        return core::failure(read.error());
    return all;
}

const ExecutorUse *AgentUse::executor(std::string_view framework, std::string_view id) const
{
    const auto found = std::ranges::find_if(
        executors, [&](const ExecutorUse &use) { return use.executor == id && use.framework == framework; });
    return found == executors.end() ? nullptr : &*found;
}

AgentUse useBetween(const AgentStatistics &before, const AgentStatistics &now)
{
    AgentUse use;
    if (now.empty())
        use.cpus = use.memory = use.disk = 0;
    for (const ExecutorStatistics &executor : now) {
        ExecutorUse one{ executor.framework, executor.executor, {}, executor.memory, executor.disk };
        const auto earlier = std::ranges::find_if(before, [&](const ExecutorStatistics &old) {
            return old.executor == executor.executor && old.framework == executor.framework;
        });
        if (earlier != before.end())
            one.cpus = coresBetween(*earlier, executor);
        add(use.cpus, one.cpus);
        add(use.memory, one.memory);
        add(use.disk, one.disk);
        use.executors.push_back(std::move(one));
    }
    return use;
}

} // namespace mesos
