// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskinspector.h"

#include "models/aurora/executor/exitwords.h"
#include "models/core/format.h"
#include "models/core/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const mesos::Task *findTask(const mesos::State &state, const QByteArray &key)
{
    const qsizetype slash = key.indexOf('/');
    if (slash < 0)
        return nullptr;
    const std::string_view framework(key.constData(), static_cast<size_t>(slash));
    const std::string_view id(key.constData() + slash + 1, static_cast<size_t>(key.size() - slash - 1));
    const auto found = std::find_if(state.tasks.begin(), state.tasks.end(), [&](const mesos::Task &task) {
        return state.view(task.id) == id && state.view(task.framework) == framework;
    });
    return found == state.tasks.end() ? nullptr : &*found;
}

QString wordOf(const mesos::State &state, const mesos::Task &task)
{
    const std::string_view word
        = task.state == mesos::TaskState::Unknown ? state.view(task.stateWord) : mesos::word(task.state);
    return core::toQString(word);
}

InspectorSheet::Look lookOf(const mesos::Task &task)
{
    using enum mesos::TaskState;
    if (task.state == Failed || task.state == Error)
        return InspectorSheet::Look::Failure;
    if (task.state == Lost || task.state == Unreachable || task.state == Dropped)
        return InspectorSheet::Look::Warning;
    return InspectorSheet::Look::Plain;
}

} // namespace

TaskInspector::TaskInspector(const core::Clock &clock, QWidget *parent)
    : InspectorSheet(parent)
    , m_clock(clock)
{
}

void TaskInspector::showTask(const mesos::State &state, const QByteArray &key)
{
    begin();
    const mesos::Task *task = findTask(state, key);
    if (!task) {
        setHead(tr("Task"), u"gone"_s, QString::fromUtf8(key.mid(key.indexOf('/') + 1)), tr("gone from Mesos' lists"));
        addSentence(tr("Mesos keeps a bounded number of completed tasks; this one is no more among them."));
        end();
        return;
    }
    const QString word = wordOf(state, *task);
    const core::TimePoint now = m_clock.now();
    QString line = word.startsWith("TASK_"_L1) ? word.mid(5) : word;
    if (core::isKnown(task->changed))
        line = tr("%1 since %2").arg(line, core::formatAge(task->changed, now));
    if (const mesos::Agent *agent = state.agent(task->agent))
        line += u" · "_s + state.string(agent->hostname);
    setHead(tr("Mesos task"), word, state.string(task->name.isEmpty() ? task->id : task->name), line);

    fillState(state, *task);
    fillPlace(state, *task);
    fillResources(*task);
    fillHistory(state, *task);
    addSection(tr("Ids"));
    addRow(tr("Task id"), state.string(task->id), Look::Mono);
    addRow(tr("Framework id"), state.string(task->framework), Look::Mono);
    addRow(tr("Agent id"), state.string(task->agent), Look::Mono);
    if (!task->executor.isEmpty())
        addRow(tr("Executor id"), state.string(task->executor), Look::Mono);
    end();
}

void TaskInspector::fillState(const mesos::State &state, const mesos::Task &task)
{
    addSection(tr("State"));
    addRow(tr("State"), wordOf(state, task), lookOf(task));
    if (task.list != mesos::TaskList::Live)
        addRow(tr("Listed as"), task.list == mesos::TaskList::Completed ? tr("completed") : tr("unreachable"));
    if (task.health != mesos::Health::NotKnown) {
        const bool healthy = task.health == mesos::Health::Healthy;
        addRow(tr("Health check"), healthy ? tr("healthy") : tr("unhealthy"), healthy ? Look::Plain : Look::Warning);
    }
    if (mesos::isTerminal(task.state)) {
        aurora::executor::Exit exit;
        exit.status = wordOf(state, task);
        exit.reason = state.string(task.reason);
        exit.message = state.string(task.message);
        exit.ram = static_cast<qint64>(task.resources.mem) * core::mebibyte;
        exit.disk = static_cast<qint64>(task.resources.disk) * core::mebibyte;
        if (const mesos::Agent *agent = state.agent(task.agent))
            exit.host = state.string(agent->hostname);
        const QString words = aurora::executor::exitInWords(exit);
        if (!exit.message.simplified().startsWith(words)) // else the server's own, which stand below
            addSentence(words + u'.', lookOf(task));
    }
    if (!task.reason.isEmpty())
        addRow(tr("Reason"), state.string(task.reason));
    if (!task.message.isEmpty())
        addSentence(state.string(task.message), lookOf(task) == Look::Plain ? Look::Quiet : lookOf(task));
}

void TaskInspector::fillPlace(const mesos::State &state, const mesos::Task &task)
{
    addSection(tr("Where"));
    const QString agentId = state.string(task.agent);
    if (const mesos::Agent *agent = state.agent(task.agent))
        addLink(tr("Agent"), state.string(agent->hostname), u"agent/"_s + agentId);
    else
        addRow(tr("Agent"), agentId.isEmpty() ? tr("none") : tr("not listed any more"), Look::Quiet);
    const QString frameworkId = state.string(task.framework);
    const mesos::Framework *framework = state.framework(task.framework);
    addLink(tr("Framework"), framework ? state.string(framework->name) : frameworkId, u"framework/"_s + frameworkId);
    if (!task.role.isEmpty())
        addLink(tr("Role"), state.string(task.role), u"role/"_s + state.string(task.role));
    if (!task.ports.isEmpty())
        addRow(tr("Ports"), state.string(task.ports));
}

void TaskInspector::fillResources(const mesos::Task &task)
{
    addSection(mesos::isTerminal(task.state) ? tr("Held until it ended") : tr("Holds"));
    addRow(tr("CPUs"), core::formatCpus(static_cast<double>(task.resources.cpus)));
    addRow(tr("Memory"), tr("%1 GiB").arg(core::formatGib(static_cast<double>(task.resources.mem))));
    addRow(tr("Disk"), tr("%1 GiB").arg(core::formatGib(static_cast<double>(task.resources.disk))));
    if (task.resources.gpus > 0)
        addRow(tr("GPUs"), core::formatCount(static_cast<qint64>(task.resources.gpus)));
}

void TaskInspector::fillHistory(const mesos::State &state, const mesos::Task &task)
{
    addSection(tr("Times"));
    addRow(tr("First ran"), core::isKnown(task.started) ? core::formatMoment(task.started) : tr("never"));
    addRow(tr("Last status"), core::isKnown(task.changed) ? core::formatMoment(task.changed) : tr("not known"));
    if (core::isKnown(task.started) && core::isKnown(task.changed) && mesos::isTerminal(task.state))
        addRow(tr("Took"), core::formatSpan(task.changed - task.started));
    const mesos::Framework *framework = state.framework(task.framework);
    if (framework && framework->phase == mesos::FrameworkPhase::Completed)
        addSentence(tr("Its framework has ended."));
}

} // namespace ui
