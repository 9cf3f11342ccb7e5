// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace bench {

/// What parsing costs at least: a bare simdjson On Demand walk over the fields the product uses, in the order a master
/// writes them, into plain rows whose texts stay in the body. Buffers are kept between calls. No interning, no checks,
/// no other order: it is a yardstick, not a decoder.
class ParseLimit
{
public:
    /// The body is followed by simdjson's padding. Throws simdjson::simdjson_error.
    void walk(const char *data, size_t size, size_t capacity);

    size_t agents() const { return m_agents.size(); }
    size_t tasks() const { return m_tasks.size(); }
    double checksum() const;

private:
    struct Amounts
    {
        double cpus;
        double mem;
        double disk;
        double gpus;
    };
    struct AgentRow
    {
        std::string_view id, hostname, pid, ports, version;
        Amounts total, used, offered;
        double registered;
        bool active, deactivated;
    };
    struct TaskRow
    {
        std::string_view id, name, framework, executor, agent, state, role, ports;
        Amounts resources;
        double started, changed;
    };
    struct ExecutorRow
    {
        std::string_view id, name, framework, agent;
        Amounts resources;
    };

    static Amounts amounts(simdjson::ondemand::object resources, std::string_view &ports);
    void agent(simdjson::ondemand::object object);
    void task(simdjson::ondemand::object object);
    void executor(simdjson::ondemand::object object);

    simdjson::ondemand::parser m_parser;
    std::vector<AgentRow> m_agents;
    std::vector<TaskRow> m_tasks;
    std::vector<ExecutorRow> m_executors;
    std::vector<std::string_view> m_attributes;
};

} // namespace bench
