// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/finish.h"

#include <algorithm>

namespace mesos {

namespace {

template <typename Row>
void sortById(std::vector<Row> &rows)
{
    const auto number = [](const Row &row) { return row.id.value; };
    if (!std::ranges::is_sorted(rows, {}, number))
        std::ranges::stable_sort(rows, {}, number);
    const auto same = [](const Row &a, const Row &b) { return a.id == b.id; };
    rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
}

} // namespace

void sortRows(State &state)
{
    sortById(state.agents);
    sortById(state.frameworks);
}

void countLiveTasks(State &state)
{
    std::vector<uint32_t> byId(state.pool->count());
    for (const Task &task : state.tasks) {
        if (task.list != TaskList::Live)
            continue;
        ++byId[task.agent.value];
        ++byId[task.framework.value];
    }
    for (Agent &agent : state.agents)
        agent.liveTasks = byId[agent.id.value];
    for (Framework &framework : state.frameworks)
        framework.liveTasks = byId[framework.id.value];
}

} // namespace mesos
