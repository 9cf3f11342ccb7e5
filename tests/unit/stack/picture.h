// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <algorithm>
#include <memory>

namespace test {

/// Writes a State by hand, row by row. Pictures of one pool share their strings as those of one decoder do.
class Picture
{
public:
    using Pool = std::shared_ptr<core::StringPool>;

    explicit Picture(Pool pool = std::make_shared<core::StringPool>())
        : m_pool(std::move(pool))
        , m_state(std::make_shared<mesos::State>())
    {
        m_state->pool = m_pool;
        master("master-1", "10.0.1.11:5050");
    }

    Picture &master(std::string_view id, std::string_view leader)
    {
        m_state->cluster.masterId = m_pool->intern(id);
        m_state->cluster.leader = m_pool->intern(leader);
        return *this;
    }

    Picture &agent(std::string_view id, std::string_view type, mesos::AgentPhase phase = mesos::AgentPhase::Active,
                   uint32_t tasks = 0)
    {
        mesos::Agent agent;
        agent.id = m_pool->intern(id);
        agent.hostname = m_pool->intern("ip-" + std::string(id));
        agent.phase = phase;
        agent.liveTasks = tasks;
        agent.total = { 16, 65536, 400000, 1 };
        agent.used
            = { static_cast<float>(tasks) * 2, static_cast<float>(tasks) * 1024, static_cast<float>(tasks) * 10, 0 };
        agent.offered = { 1, 512, 0, 0 };
        agent.attributes.first = static_cast<uint32_t>(m_state->attributes.size());
        if (!type.empty()) {
            m_state->attributes.push_back({ m_pool->intern("slave-type"), m_pool->intern(type) });
            agent.attributes.count = 1;
        }
        m_state->agents.push_back(agent);
        return *this;
    }

    Picture &framework(std::string_view id, std::string_view name,
                       mesos::FrameworkPhase phase = mesos::FrameworkPhase::Active)
    {
        mesos::Framework framework;
        framework.id = m_pool->intern(id);
        framework.name = m_pool->intern(name);
        framework.phase = phase;
        m_state->frameworks.push_back(framework);
        return *this;
    }

    /// `changed`: seconds.
    Picture &task(std::string_view id, std::string_view framework, mesos::TaskState state, int changed,
                  std::string_view message = {})
    {
        mesos::Task task;
        task.id = m_pool->intern(id);
        task.framework = m_pool->intern(framework);
        task.state = state;
        task.changed = core::TimePoint(std::chrono::seconds(changed));
        task.message = m_pool->intern(message);
        m_state->tasks.push_back(task);
        return *this;
    }

    const mesos::State &state()
    {
        const auto id = [this](const auto &row) { return m_state->view(row.id); };
        std::ranges::sort(m_state->agents, {}, id);
        std::ranges::sort(m_state->frameworks, {}, id);
        return *m_state;
    }

private:
    Pool m_pool;
    std::shared_ptr<mesos::State> m_state;
};

} // namespace test
