// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/mappicture.h"

#include "models/core/text.h"

#include <algorithm>
#include <map>
#include <unordered_map>

using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr core::Duration recent = 1h; ///< how long a failed task marks its agent
constexpr float smallestSize = 0.25F; ///< a tiny agent must still be hit by a pointer

float share(float part, float whole)
{
    return whole > 0 ? part / whole : 0.0F;
}

bool isFailure(mesos::TaskState state)
{
    return state == mesos::TaskState::Failed || state == mesos::TaskState::Error || state == mesos::TaskState::Lost;
}

/// Whether memory is scarcer than cpus on this agent: the one that decides if another task fits.
bool memoryIsScarcer(const mesos::Agent &agent)
{
    return share(agent.used.mem, agent.total.mem) > share(agent.used.cpus, agent.total.cpus);
}

struct TasksOfAgents
{
    std::vector<uint32_t> first; ///< per agent, into `tasks`; one more at the end
    std::vector<uint32_t> tasks; ///< live tasks, agent by agent
    std::vector<bool> failed; ///< per agent
};

TasksOfAgents sortByAgent(const mesos::State &state, core::TimePoint now)
{
    std::unordered_map<uint32_t, uint32_t> rowOf; // agents' text ids → rows, as State::agent() is a search per task
    rowOf.reserve(state.agents.size());
    for (uint32_t row = 0; row < state.agents.size(); ++row)
        rowOf.emplace(state.agents[row].id.value, row);

    TasksOfAgents sorted;
    sorted.first.assign(state.agents.size() + 1, 0);
    sorted.failed.assign(state.agents.size(), false);
    std::vector<uint32_t> agentOf(state.tasks.size(), UINT32_MAX);
    for (uint32_t i = 0; i < state.tasks.size(); ++i) {
        const mesos::Task &task = state.tasks[i];
        const auto at = rowOf.find(task.agent.value);
        if (at == rowOf.end())
            continue;
        if (isFailure(task.state) && task.list == mesos::TaskList::Completed && now - task.changed < recent)
            sorted.failed[at->second] = true;
        if (mesos::isTerminal(task.state) && task.list != mesos::TaskList::Unreachable)
            continue;
        agentOf[i] = at->second;
        ++sorted.first[at->second + 1];
    }
    for (size_t row = 1; row < sorted.first.size(); ++row)
        sorted.first[row] += sorted.first[row - 1];
    sorted.tasks.resize(sorted.first.back());
    std::vector<uint32_t> next(sorted.first.begin(), sorted.first.end() - 1);
    for (uint32_t i = 0; i < state.tasks.size(); ++i) {
        if (agentOf[i] != UINT32_MAX)
            sorted.tasks[next[agentOf[i]]++] = i;
    }
    return sorted;
}

void addBlocks(MapPicture &picture, MapColumn &column, const TasksOfAgents &sorted, const MapOptions &options)
{
    const mesos::State &state = *picture.snapshot;
    const mesos::Agent &agent = state.agents[column.agent];
    const bool byMemory = memoryIsScarcer(agent);
    column.filled
        = std::min(1.0F, byMemory ? share(agent.used.mem, agent.total.mem) : share(agent.used.cpus, agent.total.cpus));
    column.firstBlock = static_cast<uint32_t>(picture.blocks.size());
    float explained = 0;
    for (uint32_t i = sorted.first[column.agent]; i < sorted.first[column.agent + 1]; ++i) {
        const mesos::Task &task = state.tasks[sorted.tasks[i]];
        const float part
            = byMemory ? share(task.resources.mem, agent.total.mem) : share(task.resources.cpus, agent.total.cpus);
        const std::string_view framework(options.framework.constData(), static_cast<size_t>(options.framework.size()));
        picture.blocks.push_back(
            { sorted.tasks[i], part, framework.empty() || state.view(task.framework) == framework });
        explained += part;
    }
    const auto begin = picture.blocks.begin() + column.firstBlock;
    std::ranges::stable_sort(begin, picture.blocks.end(), [](const MapBlock &a, const MapBlock &b) {
        return a.strong != b.strong ? a.strong : a.share > b.share;
    });
    constexpr float visible = 0.01F;
    if (column.filled - explained > visible)
        picture.blocks.push_back({ MapBlock::noTask, column.filled - explained, false });
    column.blockCount = static_cast<uint32_t>(picture.blocks.size()) - column.firstBlock;
}

} // namespace

QByteArray MapPicture::key(uint32_t column) const
{
    const std::string_view id = snapshot->view(agent(column).id);
    return { id.data(), static_cast<qsizetype>(id.size()) };
}

int MapPicture::columnOf(const QByteArray &wanted) const
{
    const std::string_view id(wanted.constData(), static_cast<size_t>(wanted.size()));
    for (uint32_t column = 0; column < columns.size(); ++column) {
        if (snapshot->view(agent(column).id) == id)
            return static_cast<int>(column);
    }
    return -1;
}

MapPicture makeMapPicture(mesos::Snapshot snapshot, const MapOptions &options)
{
    MapPicture picture;
    picture.snapshot = std::move(snapshot);
    if (!picture.snapshot)
        return picture;
    const mesos::State &state = *picture.snapshot;
    const TasksOfAgents sorted = sortByAgent(state, options.now);

    mesos::Resources largest;
    std::map<std::string_view, std::vector<uint32_t>> byGroup;
    const auto take = [&](uint32_t row) {
        const mesos::Agent &agent = state.agents[row];
        largest.cpus = std::max(largest.cpus, agent.total.cpus);
        largest.mem = std::max(largest.mem, agent.total.mem);
        byGroup[options.groupOf ? options.groupOf(row) : std::string_view()].push_back(row);
    };
    if (options.shown) {
        for (const uint32_t row : *options.shown)
            take(row);
    } else {
        for (uint32_t row = 0; row < state.agents.size(); ++row)
            take(row);
    }

    std::vector<std::pair<std::string_view, std::vector<uint32_t> *>> order;
    for (auto &[name, rows] : byGroup)
        order.emplace_back(name, &rows);
    std::ranges::stable_sort(order, [](const auto &a, const auto &b) { return a.second->size() > b.second->size(); });

    for (const auto &[name, rows] : order) {
        std::ranges::sort(*rows, [&state](uint32_t a, uint32_t b) {
            return state.view(state.agents[a].hostname) < state.view(state.agents[b].hostname);
        });
        const QString title = name.empty() ? options.ungrouped : core::toQString(name);
        picture.groups.push_back(
            { title, static_cast<uint32_t>(picture.columns.size()), static_cast<uint32_t>(rows->size()) });
        for (const uint32_t row : *rows) {
            const mesos::Agent &agent = state.agents[row];
            MapColumn column;
            column.agent = row;
            column.size = std::max(
                { smallestSize, share(agent.total.cpus, largest.cpus), share(agent.total.mem, largest.mem) });
            column.failed = sorted.failed[row];
            column.phase = agent.phase;
            addBlocks(picture, column, sorted, options);
            picture.columns.push_back(column);
        }
    }
    return picture;
}

QByteArray dominantFramework(const mesos::State &state)
{
    const mesos::Framework *most = nullptr;
    int holding = 0;
    for (const mesos::Framework &framework : state.frameworks) {
        holding += framework.liveTasks > 0;
        if (framework.liveTasks > 0 && (!most || framework.liveTasks > most->liveTasks))
            most = &framework;
    }
    return holding > 1 ? state.string(most->id).toUtf8() : QByteArray();
}

} // namespace ui
