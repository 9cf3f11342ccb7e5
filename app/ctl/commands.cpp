// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/agentscommand.h"
#include "app/ctl/command.h"
#include "app/ctl/frameworkcommand.h"
#include "app/ctl/frameworkscommand.h"
#include "app/ctl/healthcommand.h"
#include "app/ctl/hostcommand.h"
#include "app/ctl/jobcommand.h"
#include "app/ctl/logscommand.h"
#include "app/ctl/rolescommand.h"
#include "app/ctl/taskscommand.h"
#include "app/ctl/watchcommand.h"

#include <cstdio>

namespace ctl {

Commands allCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<HealthCommand>());
    commands.push_back(std::make_unique<AgentsCommand>());
    commands.push_back(std::make_unique<FrameworksCommand>());
    commands.push_back(std::make_unique<RolesCommand>());
    commands.push_back(std::make_unique<TasksCommand>());
    commands.push_back(std::make_unique<WatchCommand>());
    commands.push_back(std::make_unique<LogsCommand>());
    commands.push_back(std::make_unique<JobCommand>());
    commands.push_back(std::make_unique<HostCommand>());
    commands.push_back(std::make_unique<FrameworkCommand>());
    return commands;
}

void print(const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
}

void print(const QString &text)
{
    print(text.toUtf8());
}

} // namespace ctl
