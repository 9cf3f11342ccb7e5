// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/agentscommand.h"
#include "app/ctl/auditcommand.h"
#include "app/ctl/bundlecommand.h"
#include "app/ctl/command.h"
#include "app/ctl/credentialscommands.h"
#include "app/ctl/credentialstestcommand.h"
#include "app/ctl/croncommands.h"
#include "app/ctl/dagcommand.h"
#include "app/ctl/findcommand.h"
#include "app/ctl/frameworkcommand.h"
#include "app/ctl/frameworkscommand.h"
#include "app/ctl/handovercommand.h"
#include "app/ctl/healthcommand.h"
#include "app/ctl/hostcommand.h"
#include "app/ctl/jobcommand.h"
#include "app/ctl/jobcreatecommand.h"
#include "app/ctl/jobdiffcommand.h"
#include "app/ctl/jobheadroomcommand.h"
#include "app/ctl/jobhistorycommand.h"
#include "app/ctl/jobpendingcommand.h"
#include "app/ctl/jobscommand.h"
#include "app/ctl/jobshowcommand.h"
#include "app/ctl/jobwidecommands.h"
#include "app/ctl/journalcommands.h"
#include "app/ctl/logscommand.h"
#include "app/ctl/needscommand.h"
#include "app/ctl/poolcommands.h"
#include "app/ctl/poolscommands.h"
#include "app/ctl/quotacommands.h"
#include "app/ctl/rolescommand.h"
#include "app/ctl/taskscommand.h"
#include "app/ctl/updatecommands.h"
#include "app/ctl/watchcommand.h"

#include <cstdio>

namespace ctl {

Commands allCommands()
{
    Commands commands;
    commands.push_back(std::make_unique<HealthCommand>());
    commands.push_back(std::make_unique<NeedsCommand>());
    commands.push_back(std::make_unique<AgentsCommand>());
    commands.push_back(std::make_unique<FrameworksCommand>());
    commands.push_back(std::make_unique<RolesCommand>());
    commands.push_back(std::make_unique<TasksCommand>());
    commands.push_back(std::make_unique<JobsCommand>());
    commands.push_back(std::make_unique<JobShowCommand>());
    commands.push_back(std::make_unique<JobHistoryCommand>());
    commands.push_back(std::make_unique<JobPendingCommand>());
    commands.push_back(std::make_unique<JobHeadRoomCommand>());
    commands.push_back(std::make_unique<WatchCommand>());
    commands.push_back(std::make_unique<HandOverCommand>());
    commands.push_back(std::make_unique<BundleCommand>());
    commands.push_back(std::make_unique<AuditCommand>());
    commands.push_back(std::make_unique<ActionListCommand>());
    commands.push_back(std::make_unique<ActionShowCommand>());
    commands.push_back(std::make_unique<ActionResumeCommand>());
    for (const auto way : { ActionAgainCommand::Way::Retry, ActionAgainCommand::Way::Undo })
        commands.push_back(std::make_unique<ActionAgainCommand>(way));
    commands.push_back(std::make_unique<CredentialsListCommand>());
    commands.push_back(std::make_unique<CredentialsSetCommand>());
    commands.push_back(std::make_unique<CredentialsTestCommand>());
    commands.push_back(std::make_unique<CredentialsForgetCommand>());
    commands.push_back(std::make_unique<LogsCommand>());
    commands.push_back(std::make_unique<FindCommand>());
    commands.push_back(std::make_unique<JobCommand>());
    commands.push_back(std::make_unique<JobCreateCommand>());
    commands.push_back(std::make_unique<JobCloneCommand>());
    commands.push_back(std::make_unique<JobAddCommand>());
    commands.push_back(std::make_unique<JobDiffCommand>());
    commands.push_back(std::make_unique<JobKillAllCommand>());
    commands.push_back(std::make_unique<JobForceStateCommand>());
    commands.push_back(std::make_unique<UpdateListCommand>());
    commands.push_back(std::make_unique<UpdateShowCommand>());
    commands.push_back(std::make_unique<UpdateStartCommand>());
    for (const auto way :
         { verbs::UpdateVerb::Way::Pause, verbs::UpdateVerb::Way::Resume, verbs::UpdateVerb::Way::RollBack,
           verbs::UpdateVerb::Way::Abort, verbs::UpdateVerb::Way::Pulse })
        commands.push_back(std::make_unique<UpdateSteerCommand>(way));
    commands.push_back(std::make_unique<CronListCommand>());
    commands.push_back(std::make_unique<CronShowCommand>());
    commands.push_back(std::make_unique<CronStartCommand>());
    commands.push_back(std::make_unique<CronScheduleCommand>());
    commands.push_back(std::make_unique<CronDescheduleCommand>());
    commands.push_back(std::make_unique<QuotaShowCommand>());
    commands.push_back(std::make_unique<QuotaSetCommand>());
    commands.push_back(std::make_unique<DagCommand>());
    commands.push_back(std::make_unique<HostCommand>());
    commands.push_back(std::make_unique<PoolsCommand>());
    commands.push_back(std::make_unique<PoolShowCommand>());
    commands.push_back(std::make_unique<InstancesCommand>());
    commands.push_back(std::make_unique<PoolCommand>());
    commands.push_back(std::make_unique<InstancesStartCommand>());
    commands.push_back(std::make_unique<InstancesStopCommand>());
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
