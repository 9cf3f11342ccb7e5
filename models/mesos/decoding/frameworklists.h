// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/v1frameworkreader.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace mesos {

/// The frameworks of a picture that events change, each with what it runs and ran. Tasks are found by their id, and
/// completed rows are kept for as long as the master lists them.
class FrameworkLists
{
public:
    /// As the master's flags say: max_completed_tasks_per_framework, max_completed_frameworks.
    struct Bounds
    {
        size_t completedTasks = 1000;
        size_t completedFrameworks = 50;
    };

    struct Entry
    {
        V1Framework framework;
        std::vector<Task> tasks;
        std::vector<Executor> executors;
        std::deque<TextId> completed; ///< ids of completed tasks, oldest first
    };

    void clear(); ///< the bounds stay
    void setBounds(Bounds bounds) { m_bounds = bounds; }

    const std::map<uint32_t, Entry> &entries() const { return m_entries; } ///< by TextId::value of the framework
    Entry *find(TextId framework); ///< null: not known
    Entry &entryOf(TextId framework); ///< a new one is of a scheduler that has not subscribed again
    void set(V1Framework framework);
    void complete(TextId framework); ///< one more has ended; the oldest of these may go
    void reopen(TextId framework); ///< it has not ended after all
    void removeExecutorsOn(TextId agent);

    Task *find(TextId framework, TextId task); ///< null: not known
    void put(const Task &task);
    /// One more of its tasks has ended; the oldest of these may go.
    void completeTask(Entry &entry, TextId task);

    void copyTo(State &state) const; ///< rows by framework
    /// Moves all texts from the pool of `old` to that of `texts`.
    void translate(const core::StringPool &old, Texts &texts);

private:
    static uint64_t key(TextId framework, TextId task) { return uint64_t{ framework.value } << 32 | task.value; }
    void erase(Entry &entry, TextId task);

    std::map<uint32_t, Entry> m_entries;
    std::unordered_map<uint64_t, uint32_t> m_taskRows; ///< place in Entry::tasks
    std::deque<TextId> m_completed; ///< oldest first
    Bounds m_bounds;
};

} // namespace mesos
