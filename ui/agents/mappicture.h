// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace ui {

/// One task on the map: its share of the resource that is scarcer on its agent.
struct MapBlock
{
    uint32_t task = 0; ///< index into State::tasks; noTask: executors and what the list of tasks does not explain
    float share = 0; ///< 0…1 of the agent
    bool strong = false; ///< of the framework that is looked at
    static constexpr uint32_t noTask = UINT32_MAX;
};

/// One agent on the map.
struct MapColumn
{
    uint32_t agent = 0; ///< index into State::agents
    float size = 1; ///< height, of the largest agent in the picture
    float filled = 0; ///< share of the scarcer of cpus and memory
    uint32_t firstBlock = 0;
    uint32_t blockCount = 0;
    bool failed = false; ///< lost a task within the last hour
    mesos::AgentPhase phase = mesos::AgentPhase::Active;
};

struct MapGroup
{
    QString name;
    uint32_t firstColumn = 0;
    uint32_t columnCount = 0;
};

/// What the map of agents shows of one snapshot; immutable once made.
struct MapPicture
{
    mesos::Snapshot snapshot;
    std::vector<MapGroup> groups; ///< most agents first, then by name
    std::vector<MapColumn> columns; ///< group by group; within one by name
    std::vector<MapBlock> blocks; ///< column by column; largest first, from the foot of the column up

    QByteArray key(uint32_t column) const; ///< the agent's id
    int columnOf(const QByteArray &key) const; ///< -1: not there
    const mesos::Agent &agent(uint32_t column) const { return snapshot->agents[columns[column].agent]; }
};

struct MapOptions
{
    /// Name of the group of an agent, by its index into State::agents; not set: all are one group.
    std::function<std::string_view(uint32_t agent)> groupOf;
    QString ungrouped; ///< title of the group without a name
    QByteArray framework; ///< id of the framework whose tasks are strong; empty: all are
    /// Agents to show, ascending indices into State::agents; not set: all.
    std::optional<std::vector<uint32_t>> shown;
    core::TimePoint now{};
};

/// Pure: any thread. One pass over agents and two over tasks.
MapPicture makeMapPicture(mesos::Snapshot snapshot, const MapOptions &options);

/// The framework that has most tasks, and is not the only one; empty: no use in telling apart.
QByteArray dominantFramework(const mesos::State &state);

} // namespace ui
