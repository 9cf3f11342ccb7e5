// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/world/logbook.h"
#include "app/simulator/world/world.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace sim {

/// The executor's id that paths and statistics use: a command task's is the task's own.
const std::string &executorIdOf(const Task &task);

/// Where a task writes on its agent.
std::string sandboxDirectory(const Task &task);

/// One file of a sandbox, made as far as it is read.
struct SandboxFile
{
    std::string name;
    qint64 size = 0;
    Moment modified{};
    std::function<QByteArray(qint64 offset, qint64 length)> read; ///< within the size; keeps what it needs by itself
};

/// What lies in a task's sandbox: stdout and stderr as far as they have come, of drivers of datasets an event log of 10
/// GiB, of services a log of requests that is rotated every five minutes. Text grows while the task runs and never
/// changes behind itself.
std::vector<SandboxFile> sandboxFiles(const Task &task, Moment now, LogBook *book);

/// The tasks that ran or run on an agent and whose sandbox is still there.
std::vector<const Task *> tasksOn(const World &world, const std::string &agentId);

} // namespace sim
