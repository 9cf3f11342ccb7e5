// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace support {

/// Makes small pictures for tests by hand. Times are given as they are; nothing is filled in behind the test's back.
class StateBuilder
{
public:
    StateBuilder()
        : m_pool(std::make_shared<core::StringPool>())
    {
    }

    core::TextId text(std::string_view t) { return m_pool->intern(t); }

    mesos::Agent &agent(std::string_view id, std::string_view host, mesos::Resources total, mesos::Resources used = {})
    {
        mesos::Agent a;
        a.id = text(id);
        a.hostname = text(host);
        a.total = total;
        a.used = used;
        return m_state.agents.emplace_back(a);
    }

    /// Attributes go to the agent that was added last.
    void attribute(std::string_view name, std::string_view value)
    {
        mesos::Agent &last = m_state.agents.back();
        if (last.attributes.count == 0)
            last.attributes.first = static_cast<uint32_t>(m_state.attributes.size());
        ++last.attributes.count;
        m_state.attributes.push_back({ text(name), text(value) });
    }

    mesos::Framework &framework(std::string_view id, std::string_view name,
                                mesos::FrameworkPhase phase = mesos::FrameworkPhase::Active)
    {
        mesos::Framework f;
        f.id = text(id);
        f.name = text(name);
        f.phase = phase;
        return m_state.frameworks.emplace_back(f);
    }

    mesos::Task &task(std::string_view id, std::string_view name, std::string_view framework, std::string_view agent,
                      mesos::TaskState state, core::TimePoint changed = {})
    {
        mesos::Task t;
        t.id = text(id);
        t.name = text(name);
        t.framework = text(framework);
        t.agent = text(agent);
        t.state = state;
        t.changed = changed;
        t.list = mesos::isTerminal(state) ? mesos::TaskList::Completed : mesos::TaskList::Live;
        return m_state.tasks.emplace_back(t);
    }

    mesos::State &state() { return m_state; }

    /// Sorted as the contract of State wants it, with the counts of live tasks.
    mesos::Snapshot build()
    {
        const auto byId = [this](const auto &a, const auto &b) { return m_pool->view(a.id) < m_pool->view(b.id); };
        std::ranges::sort(m_state.agents, byId);
        std::ranges::sort(m_state.frameworks, byId);
        for (const mesos::Task &t : m_state.tasks) {
            if (t.list != mesos::TaskList::Live)
                continue;
            for (mesos::Agent &a : m_state.agents)
                a.liveTasks += a.id == t.agent;
            for (mesos::Framework &f : m_state.frameworks)
                f.liveTasks += f.id == t.framework;
        }
        m_state.pool = m_pool;
        return std::make_shared<const mesos::State>(std::move(m_state));
    }

private:
    std::shared_ptr<core::StringPool> m_pool;
    mesos::State m_state;
};

} // namespace support
