// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/figures.h"

#include "models/core/format.h"
#include "models/core/tr.h"

#include <QLocale>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr double gib = 1024.0;
constexpr double tib = 1024.0 * 1024.0;
constexpr double tebibytesFrom = 10000.0 * gib;

using core::tr;

} // namespace

QString capacityName(Capacity kind)
{
    switch (kind) {
    case Capacity::Cpus:
        return tr("CPUs");
    case Capacity::Memory:
        return tr("Memory");
    case Capacity::Disk:
        return tr("Disk");
    case Capacity::Gpus:
        return tr("GPUs");
    }
    return {};
}

double amount(const mesos::ResourceSum &sum, Capacity kind)
{
    switch (kind) {
    case Capacity::Cpus:
        return sum.cpus;
    case Capacity::Memory:
        return sum.mem;
    case Capacity::Disk:
        return sum.disk;
    case Capacity::Gpus:
        return sum.gpus;
    }
    return 0;
}

Unit Unit::of(Capacity kind, double total)
{
    if (kind == Capacity::Cpus)
        return { 1, 1, {} };
    if (kind == Capacity::Gpus)
        return { 1, 0, {} };
    return total >= tebibytesFrom ? Unit{ tib, 1, u"TiB"_s } : Unit{ gib, 1, u"GiB"_s };
}

QString Unit::number(double value) const
{
    return QLocale().toString(value / divisor, 'f', decimals);
}

QString Unit::withUnit(const QString &text) const
{
    return name.isEmpty() ? text : text + u' ' + name;
}

QString percent(double part, double whole)
{
    if (!(whole > 0))
        return QString::fromUtf16(core::notKnown);
    return tr("%1 %").arg(std::lround(part / whole * 100));
}

Counts countsOf(const mesos::State &state, core::TimePoint now)
{
    Counts counts;
    for (const mesos::Agent &agent : state.agents) {
        if (agent.phase == mesos::AgentPhase::Unreachable || agent.phase == mesos::AgentPhase::Recovering)
            continue;
        ++counts.agents;
        counts.idleAgents += agent.phase == mesos::AgentPhase::Active && agent.liveTasks == 0;
    }
    for (const mesos::Task &task : state.tasks) {
        using enum mesos::TaskState;
        counts.running += task.list == mesos::TaskList::Live && task.state == Running;
        counts.starting += task.list == mesos::TaskList::Live && (task.state == Staging || task.state == Starting);
        counts.failedLately += (task.state == Failed || task.state == Error) && now - task.changed < 1h;
    }
    return counts;
}

QString statusLine(const QString &stackName, const mesos::State &state, const watch::Tally &needs, const QString &night,
                   core::TimePoint at, core::TimePoint now)
{
    const Counts counts = countsOf(state, now);
    const mesos::ResourceSum total = state.total();
    const mesos::ResourceSum used = state.used();
    QStringList parts;
    parts += counts.agents == 1 ? tr("1 agent") : tr("%1 agents").arg(core::formatCount(counts.agents));
    parts += counts.running == 1 ? tr("1 task running") : tr("%1 tasks running").arg(core::formatCount(counts.running));
    for (int kind = 0; kind < capacityKinds; ++kind) {
        const auto of = static_cast<Capacity>(kind);
        if (amount(total, of) > 0)
            parts += capacityName(of).toLower() + u' ' + percent(amount(used, of), amount(total, of));
    }
    if (needs.failures > 0)
        parts += needs.failures == 1 ? tr("1 failure") : tr("%1 failures").arg(needs.failures);
    if (needs.warnings > 0)
        parts += needs.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(needs.warnings);
    const QString line = tr("%1 at %2: %3").arg(stackName, core::formatClock(at, now), parts.join(u", "_s));
    return night.isEmpty() ? line : line + u". "_s + night;
}

} // namespace ui
