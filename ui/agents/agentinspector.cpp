// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agentinspector.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/text.h"
#include "models/verbs/agents/hostmodes.h"
#include "ui/agents/agenttasks.h"
#include "ui/style/meter.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double scarceDisk = 0.95;

double share(float used, float total)
{
    return total > 0 ? static_cast<double>(used) / static_cast<double>(total)
                     : std::numeric_limits<double>::quiet_NaN();
}

/// How many ports "[31000-31999, 32500-32510]" names.
qint64 portCount(std::string_view ranges)
{
    qint64 count = 0;
    const QString text = core::toQString(ranges).remove(u'[').remove(u']');
    for (const QString &range : text.split(u',', Qt::SkipEmptyParts)) {
        const qint64 first = range.section(u'-', 0, 0).trimmed().toLongLong();
        const qint64 last = range.section(u'-', -1).trimmed().toLongLong();
        count += std::max<qint64>(0, last - first + 1);
    }
    return count;
}

} // namespace

AgentInspector::AgentInspector(stack::Stack *stack, QWidget *parent)
    : InspectorSheet(parent)
    , m_stack(stack)
    , m_tasks(new AgentTasksView(this))
{
    setObjectName(u"agentInspector"_s);
    setArming(stack->actions()->arming());
    m_tasks->hide();
    connect(m_tasks, &AgentTasksView::linkClicked, this, &AgentInspector::linkClicked);
    connect(this, &InspectorSheet::linkActivated, this, &AgentInspector::linkClicked);
    connect(this, &InspectorSheet::buttonClicked, this, [this](const QString &text) {
        if (const auto action = m_actions.constFind(text); action != m_actions.cend())
            emit actionRequested(*action, QString::fromUtf8(m_id));
    });
}

void AgentInspector::setAgent(const mesos::Snapshot &snapshot, const QByteArray &id)
{
    m_id = id;
    if (!snapshot)
        return;
    const mesos::State &state = *snapshot;
    const std::string_view wanted(id.constData(), static_cast<size_t>(id.size()));
    const auto found
        = std::ranges::find_if(state.agents, [&](const mesos::Agent &agent) { return state.view(agent.id) == wanted; });
    if (found == state.agents.end()) {
        const mesos::GoneAgentsPtr gone = m_stack->goneAgents()->picture();
        if (const mesos::Agent *agent = gone ? gone->agent(wanted) : nullptr)
            fillGone(*gone, *agent);
        return;
    }
    const mesos::Agent &agent = *found;
    const core::TimePoint now = m_stack->clock().now();
    begin();
    QStringList line{ core::toQString(mesos::word(agent.phase)) };
    if (core::isKnown(agent.registered))
        line += tr("registered %1").arg(core::formatAge(agent.registered, now));
    if (const core::TextId pool = state.attribute(agent, m_stack->config().poolAttribute.toStdString());
        !pool.isEmpty())
        line += state.string(pool);
    setHead(tr("Agent"), core::toQString(mesos::word(agent.phase)), state.string(agent.hostname), line.join(u" · "_s));
    const core::TimePoint fetched = m_stack->mesos()->freshness().fetchedAt;
    setAge(core::isKnown(fetched) ? tr("as of %1").arg(core::formatClockBare(fetched)) : QString());
    fillResources(state, agent);
    fillUse(state, agent);
    fillTasks(state, agent);
    fillMaintenance(state, agent);
    fillReservations(state, agent);
    fillMachine();
    fillFacts(state, agent);
    addActions(state, agent);
    end();
}

/// What is left of it: since when, and what ran there at last.
void AgentInspector::fillGone(const mesos::GonePicture &gone, const mesos::Agent &agent)
{
    const core::TimePoint now = m_stack->clock().now();
    const mesos::GonePicture::Facts &facts = gone.factsOf(agent);
    begin();
    QStringList line{ tr("gone since %1").arg(core::formatClock(facts.missed, now)) };
    if (const core::TextId pool = gone.state->attribute(agent, m_stack->config().poolAttribute.toStdString());
        !pool.isEmpty())
        line += gone.state->string(pool);
    setHead(tr("Agent"), u"gone"_s, gone.state->string(agent.hostname), line.join(u" · "_s));
    setAge({});
    addSentence(tr("It has left the master's lists: its machine ended, or it was marked gone."));
    if (core::isKnown(facts.lastSeen))
        addRow(tr("Last listed"), core::formatClock(facts.lastSeen, now));
    if (core::isKnown(agent.registered))
        addRow(tr("Registered"), core::formatClock(agent.registered, now));
    addRow(tr("It had"),
           tr("%1 CPUs, %2 GiB of memory, %3 GiB of disk")
               .arg(core::formatCpus(static_cast<double>(agent.total.cpus)),
                    core::formatGib(static_cast<double>(agent.total.mem)),
                    core::formatGib(static_cast<double>(agent.total.disk))));
    addSection(facts.ran.isEmpty() ? tr("Nothing ran there at last") : tr("Ran there at last"));
    constexpr qsizetype most = 40;
    for (const mesos::GonePicture::Facts::Ran &task : facts.ran.first(std::min(most, facts.ran.size())))
        addLink(tr("Task"), task.name, task.path);
    if (facts.ran.size() > most)
        addSentence(tr("And %1 more.").arg(facts.ran.size() - most));
    fillMachine();
    fillFacts(*gone.state, agent);
    m_actions.clear();
    end();
}

void AgentInspector::fillResources(const mesos::State &state, const mesos::Agent &agent)
{
    addSection(tr("Resources"));
    const auto gib = [](float mebibytes) { return core::formatGib(static_cast<double>(mebibytes)); };
    const auto cores = [](float cpus) { return core::formatCpus(static_cast<double>(cpus)); };
    const mesos::Resources &used = agent.used;
    const mesos::Resources &total = agent.total;
    const auto said = m_stack->agentUsage()->reading(m_id).use;
    const auto addUsed = [this](const QString &name, const std::optional<double> &use, float of, const QString &text) {
        if (use)
            addMeter(name, of > 0 ? *use / static_cast<double>(of) : std::numeric_limits<double>::quiet_NaN(), text);
    };
    addMeter(tr("CPUs"), share(used.cpus, total.cpus), tr("%1 / %2").arg(cores(used.cpus), cores(total.cpus)));
    if (said)
        addUsed(tr("used"), said->cpus, total.cpus, tr("%1 CPUs").arg(core::formatCpus(said->cpus.value_or(0))));
    addMeter(tr("Memory"), share(used.mem, total.mem), tr("%1 / %2 GiB").arg(gib(used.mem), gib(total.mem)));
    if (said)
        addUsed(tr("used"), said->memory, total.mem, tr("%1 GiB").arg(core::formatGib(said->memory.value_or(0))));
    const double disk = share(used.disk, total.disk);
    addMeter(tr("Disk"), disk, tr("%1 / %2 GiB").arg(gib(used.disk), gib(total.disk)), disk >= failingDiskShare);
    if (said)
        addUsed(tr("used"), said->disk, total.disk, tr("%1 GiB").arg(core::formatGib(said->disk.value_or(0))));
    if (total.gpus > 0)
        addMeter(tr("GPUs"), share(used.gpus, total.gpus), tr("%1 / %2").arg(used.gpus).arg(total.gpus));
    const qint64 ports = portCount(state.view(agent.ports));
    const qint64 usedPorts = portCount(state.view(agent.usedPorts));
    if (ports > 0) {
        addMeter(tr("Ports"), static_cast<double>(usedPorts) / static_cast<double>(ports),
                 tr("%1 / %2").arg(core::formatCount(usedPorts), core::formatCount(ports)));
    }
    if (agent.offered.cpus > 0 || agent.offered.mem > 0)
        addRow(tr("Offered"), tr("%1 cpus, %2 GiB").arg(cores(agent.offered.cpus), gib(agent.offered.mem)));
    if (agent.revocable.cpus > 0 || agent.revocable.mem > 0)
        addRow(tr("Revocable"), tr("%1 cpus, %2 GiB").arg(cores(agent.revocable.cpus), gib(agent.revocable.mem)));
    if (disk >= scarceDisk) {
        const QString left = gib(total.disk - used.disk);
        addSentence(left == gib(0) ? tr("No disk is left to allocate.")
                                   : tr("%1 GiB of disk are left to allocate.").arg(left),
                    disk >= failingDiskShare ? Look::Failure : Look::Warning);
    }
}

/// How old the used figures are, or why there are none. A refusal is told, not hidden behind zeros.
void AgentInspector::fillUse(const mesos::State &state, const mesos::Agent &agent)
{
    if (agent.phase == mesos::AgentPhase::Unreachable || agent.phase == mesos::AgentPhase::Recovering) {
        addSentence(tr("Used: not asked, it is %1.").arg(core::toQString(mesos::word(agent.phase))));
        return;
    }
    const mesos::AgentUsage::Reading reading = m_stack->agentUsage()->reading(m_id);
    const QString told = core::formatClockBare(reading.at);
    if (reading.error) {
        const core::ErrorText words = core::errorText(*reading.error, tr("agent %1").arg(state.string(agent.hostname)));
        addSentence(reading.use ? tr("Used: as of %1; since then the agent does not tell.").arg(told)
                                : tr("Used: the agent does not tell."),
                    Look::Warning);
        addSentence(words.next.isEmpty() ? words.what : words.what + u' ' + words.next);
    } else if (!reading.use) {
        addSentence(tr("Used: asking the agent…"));
    } else if (!reading.use->cpus) {
        addSentence(tr("Used: as the agent counted at %1; its CPUs follow with the next look.").arg(told));
    } else {
        addSentence(tr("Used: as the agent counted at %1.").arg(told));
    }
}

void AgentInspector::fillTasks(const mesos::State &state, const mesos::Agent &agent)
{
    const core::TimePoint now = m_stack->clock().now();
    QList<AgentTask> tasks = tasksOn(state, agent.id, now);
    addUse(tasks, m_stack->agentUsage()->reading(m_id).use.get());
    const auto failed = std::ranges::count_if(tasks, &AgentTask::failed);
    const qsizetype holding = tasks.size() - failed;
    if (tasks.isEmpty()) {
        addSection(tr("Tasks here: none"));
        m_tasks->setTasks({});
        return;
    }
    core::TimePoint latest{};
    for (const AgentTask &task : tasks)
        latest = task.failed ? std::max(latest, task.changed) : latest;
    addSection(failed > 0 ? tr("Tasks here: %1, and %2 failed, last at %3")
                                .arg(core::formatCount(holding), core::formatCount(failed),
                                     core::formatClockBare(latest).left(5))
                          : tr("Tasks here: %1").arg(core::formatCount(holding)));
    m_tasks->setTasks(tasks);
    addWidget(m_tasks);
}

aurora::MaintenanceMode AgentInspector::auroraModeOf(const QString &host) const
{
    const aurora::Snapshot picture = m_stack->aurora() ? m_stack->aurora()->snapshot() : nullptr;
    if (!picture)
        return aurora::MaintenanceMode::None;
    const auto row = std::ranges::find_if(
        picture->maintenance, [&](const aurora::HostRow &each) { return picture->string(each.host) == host; });
    return row == picture->maintenance.end() ? aurora::MaintenanceMode::None : row->mode;
}

void AgentInspector::addAction(AgentActions::Action action, const QString &icon, const QString &text)
{
    using Action = AgentActions::Action;
    const bool isAuroras = action == Action::StartMaintenance || action == Action::EndMaintenance;
    const core::Freshness &freshness = isAuroras ? m_stack->aurora()->freshness() : m_stack->mesos()->freshness();
    if (freshness.isOld()) { // nobody answers who could do it
        QString word = text;
        word.remove(u'…');
        return addUnavailable(tr("%1: needs %2").arg(word, isAuroras ? u"Aurora"_s : u"Mesos"_s));
    }
    m_actions.insert(text, action);
    addButton(icon, text);
}

/// What can be done to it in this state.
void AgentInspector::addActions(const mesos::State &state, const mesos::Agent &agent)
{
    using enum mesos::AgentPhase;
    using Action = AgentActions::Action;
    m_actions.clear();
    if (agent.phase == Unreachable || agent.phase == Recovering)
        return; // the master takes no orders about what it does not list
    const bool cordoned = agent.phase == Deactivated || agent.phase == Draining || agent.phase == Drained;
    if (cordoned)
        addAction(Action::Uncordon, u"play"_s, tr("Uncordon"));
    else
        addAction(Action::Cordon, u"cordon"_s, tr("Cordon"));
    if (agent.phase == Active || agent.phase == Deactivated)
        addAction(Action::CordonUntil, u"clock"_s, tr("Cordon until…"));
    if (m_stack->aurora()) {
        const bool maintained = auroraModeOf(state.string(agent.hostname)) != aurora::MaintenanceMode::None;
        if (maintained)
            addAction(Action::EndMaintenance, u"play"_s, tr("End maintenance"));
        else
            addAction(Action::StartMaintenance, u"clock"_s, tr("Maintenance"));
    }
    if (agent.phase != Draining && agent.phase != Drained)
        addAction(Action::Drain, u"drain"_s, tr("Drain…"));
}

void AgentInspector::fillMaintenance(const mesos::State &state, const mesos::Agent &agent)
{
    const core::TimePoint now = m_stack->clock().now();
    const bool planned = core::isKnown(agent.unavailableFrom);
    const aurora::MaintenanceMode mode = auroraModeOf(state.string(agent.hostname));
    if (agent.phase == mesos::AgentPhase::Active && !planned && mode == aurora::MaintenanceMode::None)
        return;
    addSection(tr("Maintenance"));
    using enum mesos::AgentPhase;
    switch (agent.phase) {
    case Active:
        break;
    case Disconnected:
        addSentence(tr("The master has lost the connection and waits for it to come back."), Look::Warning);
        break;
    case Deactivated:
        addSentence(tr("Cordoned: it gets no new tasks; what runs goes on."));
        fillCordon(now);
        break;
    case Draining:
        addSentence(tr("Draining: its tasks are told to end."));
        break;
    case Drained:
        addSentence(tr("Drained: nothing runs here until it is reactivated."));
        break;
    case Unreachable:
        addSentence(tr("It does not answer the master. The figures are from before."), Look::Failure);
        break;
    case Recovering:
        addSentence(tr("Known from before the change of leader; it has not registered again."), Look::Warning);
        break;
    case Gone:
        break; // has a sheet of its own
    }
    if (mode != aurora::MaintenanceMode::None)
        addRow(tr("In Aurora"), verbs::modeText(mode));
    if (core::isKnown(agent.drainStarted))
        addRow(
            tr("Drain began"),
            tr("%1, %2 ago").arg(core::formatClock(agent.drainStarted, now), core::formatAge(agent.drainStarted, now)));
    if (planned) {
        addRow(tr("Planned from"), core::formatClock(agent.unavailableFrom, now));
        addRow(tr("For"),
               agent.unavailableFor > core::Duration::zero() ? core::formatSpan(agent.unavailableFor) : tr("open end"));
    }
}

} // namespace ui
