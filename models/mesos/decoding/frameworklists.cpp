// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/frameworklists.h"

#include "models/mesos/decoding/rowtexts.h"

#include <algorithm>

namespace mesos {

void FrameworkLists::clear()
{
    const Bounds bounds = m_bounds;
    *this = FrameworkLists();
    m_bounds = bounds;
}

FrameworkLists::Entry *FrameworkLists::find(TextId framework)
{
    const auto place = m_entries.find(framework.value);
    return place == m_entries.end() ? nullptr : &place->second;
}

FrameworkLists::Entry &FrameworkLists::entryOf(TextId framework)
{
    const auto [place, isNew] = m_entries.try_emplace(framework.value);
    if (isNew) { // an agent came back with its tasks before their scheduler did
        place->second.framework.row.id = framework;
        place->second.framework.row.phase = FrameworkPhase::Recovering;
    }
    return place->second;
}

void FrameworkLists::set(V1Framework framework)
{
    const TextId id = framework.row.id;
    const bool completed = framework.row.phase == FrameworkPhase::Completed;
    m_entries[id.value].framework = std::move(framework);
    if (completed)
        m_completed.push_back(id);
}

void FrameworkLists::complete(TextId framework)
{
    m_completed.push_back(framework);
    while (m_completed.size() > m_bounds.completedFrameworks) {
        const auto oldest = m_entries.find(m_completed.front().value);
        m_completed.pop_front();
        if (oldest == m_entries.end())
            continue;
        for (const Task &task : oldest->second.tasks)
            m_taskRows.erase(key(task.framework, task.id));
        m_entries.erase(oldest);
    }
}

void FrameworkLists::reopen(TextId framework)
{
    std::erase(m_completed, framework);
}

void FrameworkLists::removeExecutorsOn(TextId agent)
{
    for (auto &[number, entry] : m_entries)
        std::erase_if(entry.executors, [agent](const Executor &executor) { return executor.agent == agent; });
}

Task *FrameworkLists::find(TextId framework, TextId task)
{
    const auto place = m_taskRows.find(key(framework, task));
    return place == m_taskRows.end() ? nullptr : &m_entries[framework.value].tasks[place->second];
}

void FrameworkLists::put(const Task &task)
{
    Entry &entry = entryOf(task.framework);
    const auto [place, isNew]
        = m_taskRows.try_emplace(key(task.framework, task.id), static_cast<uint32_t>(entry.tasks.size()));
    if (isNew)
        entry.tasks.push_back(task);
    else
        entry.tasks[place->second] = task;
}

void FrameworkLists::erase(Entry &entry, TextId task)
{
    const TextId framework = entry.framework.row.id;
    const auto place = m_taskRows.find(key(framework, task));
    if (place == m_taskRows.end())
        return;
    const uint32_t row = place->second;
    m_taskRows.erase(place);
    if (row + 1 != entry.tasks.size()) {
        entry.tasks[row] = entry.tasks.back();
        m_taskRows[key(framework, entry.tasks[row].id)] = row;
    }
    entry.tasks.pop_back();
}

void FrameworkLists::completeTask(Entry &entry, TextId task)
{
    entry.completed.push_back(task);
    while (entry.completed.size() > m_bounds.completedTasks) {
        const TextId oldest = entry.completed.front();
        entry.completed.pop_front();
        const Task *const row = find(entry.framework.row.id, oldest);
        if (row && row->list == TaskList::Completed)
            erase(entry, oldest);
    }
}

void FrameworkLists::copyTo(State &state) const
{
    state.tasks.reserve(m_taskRows.size());
    for (const auto &[number, entry] : m_entries) {
        const V1Framework &framework = entry.framework;
        Framework &row = state.frameworks.emplace_back(framework.row);
        row.used = packed(framework.used);
        row.offered = packed(framework.offered);
        row.roles
            = { static_cast<uint32_t>(state.frameworkRoles.size()), static_cast<uint32_t>(framework.roles.size()) };
        row.capabilities = { static_cast<uint32_t>(state.frameworkCapabilities.size()),
                             static_cast<uint32_t>(framework.capabilities.size()) };
        state.frameworkRoles.insert(state.frameworkRoles.end(), framework.roles.begin(), framework.roles.end());
        state.frameworkCapabilities.insert(state.frameworkCapabilities.end(), framework.capabilities.begin(),
                                           framework.capabilities.end());
        state.tasks.insert(state.tasks.end(), entry.tasks.begin(), entry.tasks.end());
        state.executors.insert(state.executors.end(), entry.executors.begin(), entry.executors.end());
    }
}

void FrameworkLists::translate(const core::StringPool &old, Texts &texts)
{
    const auto move = [&](TextId &id) { id = texts.intern(old.view(id)); };
    std::map<uint32_t, Entry> entries;
    m_taskRows.clear();
    for (auto &[number, entry] : m_entries) {
        forEachText(entry.framework.row, move);
        std::ranges::for_each(entry.framework.roles, move);
        std::ranges::for_each(entry.framework.capabilities, move);
        std::ranges::for_each(entry.completed, move);
        for (Executor &executor : entry.executors)
            forEachText(executor, move);
        for (uint32_t row = 0; row < entry.tasks.size(); ++row) {
            Task &task = entry.tasks[row];
            forEachText(task, move);
            m_taskRows.emplace(key(task.framework, task.id), row);
        }
        entries.emplace(entry.framework.row.id.value, std::move(entry));
    }
    std::ranges::for_each(m_completed, move);
    m_entries = std::move(entries);
}

} // namespace mesos
