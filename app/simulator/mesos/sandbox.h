// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/world/world.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sim {

/// The executor's id that paths and statistics use: a command task's is the task's own.
const std::string &executorIdOf(const Task &task);

/// Where a task writes on its agent.
std::string sandboxDirectory(const Task &task);

/// One file of a sandbox.
struct SandboxFile
{
    std::string name;
    QByteArray content;
    Moment modified{};
};

/// stdout and stderr of a task as far as it has come. Text grows while the task runs and never changes behind itself.
std::vector<SandboxFile> sandboxFiles(const Task &task, Moment now);

/// The tasks that ran or run on an agent and whose sandbox is still there.
std::vector<const Task *> tasksOn(const World &world, const std::string &agentId);

} // namespace sim
