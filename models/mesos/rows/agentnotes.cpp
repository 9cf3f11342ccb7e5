// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/rows/agentnotes.h"

#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/mesos/rows/agentfigures.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace mesos {

namespace {

using core::tr;

bool isIdle(const Agent &agent)
{
    return agent.phase == AgentPhase::Active && agent.liveTasks == 0;
}

QString maintenance(const Agent &agent, TimePoint now)
{
    if (now < agent.unavailableFrom)
        return tr("maintenance in %1").arg(core::formatSpan(agent.unavailableFrom - now));
    const TimePoint end = agent.unavailableFrom + agent.unavailableFor;
    if (agent.unavailableFor.count() > 0 && now < end)
        return tr("in maintenance, %1 left").arg(core::formatSpan(end - now));
    if (agent.unavailableFor.count() > 0)
        return tr("maintenance ended %1 ago").arg(core::formatSpan(now - end));
    return tr("in maintenance for %1").arg(core::formatSpan(now - agent.unavailableFrom));
}

QString tasksLeft(uint32_t tasks)
{
    if (tasks == 0)
        return tr("no task left");
    return tasks == 1 ? tr("1 task left") : tr("%1 tasks left").arg(core::formatCount(tasks));
}

QString note(const Agent &agent, const QString &maintenanceText)
{
    QStringList parts;
    switch (agent.phase) {
    case AgentPhase::Deactivated:
    case AgentPhase::Draining:
        parts.append(tasksLeft(agent.liveTasks));
        break;
    case AgentPhase::Disconnected:
        parts.append(tr("connection lost"));
        break;
    case AgentPhase::Unreachable:
        parts.append(tr("as last seen"));
        break;
    case AgentPhase::Active:
    case AgentPhase::Drained:
    case AgentPhase::Recovering:
    case AgentPhase::Gone:
        break;
    }
    if (!maintenanceText.isEmpty())
        parts.append(maintenanceText);
    if (diskSeverity(agent) != tables::Severity::None) {
        const QString left = core::formatGib(static_cast<double>(agent.total.disk - agent.used.disk));
        parts.append(left == core::formatGib(0) ? tr("no disk left") : tr("%1 GiB of disk left").arg(left));
    }
    return parts.join(u" · "_s);
}

} // namespace

QString agentNote(const Agent &agent)
{
    return note(agent, core::isKnown(agent.unavailableFrom) ? tr("maintenance") : QString());
}

QString agentNote(const Agent &agent, TimePoint now)
{
    return note(agent, core::isKnown(agent.unavailableFrom) ? maintenance(agent, now) : QString());
}

QString goneNote(const GonePicture::Facts &facts)
{
    QStringList parts{ tr("since %1").arg(core::formatClockBare(facts.missed)) };
    if (!facts.ran.isEmpty())
        parts.append(facts.ran.size() == 1
                         ? tr("ran %1").arg(facts.ran.first().name)
                         : tr("ran %1 and %2 more").arg(facts.ran.first().name).arg(facts.ran.size() - 1));
    return parts.join(u" · "_s);
}

std::string_view agentStateWord(const Agent &agent)
{
    return isIdle(agent) ? "active, idle" : word(agent.phase);
}

int agentStateRank(const Agent &agent)
{
    using enum AgentPhase;
    constexpr std::array<AgentPhase, 8> worstFirst{ Unreachable, Disconnected, Recovering, Draining,
                                                    Deactivated, Drained,      Gone,       Active };
    const auto place = std::find(worstFirst.begin(), worstFirst.end(), agent.phase) - worstFirst.begin();
    return static_cast<int>(place) + (isIdle(agent) ? 1 : 0);
}

} // namespace mesos
