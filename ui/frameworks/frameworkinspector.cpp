// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frameworks/frameworkinspector.h"

#include "models/core/format.h"
#include "models/core/text.h"

#include <algorithm>
#include <limits>
#include <map>

using namespace Qt::StringLiterals;
using mesos::FrameworkPhase;

namespace ui {

namespace {

const mesos::Framework *findFramework(const mesos::State &state, const QByteArray &id)
{
    const std::string_view wanted(id.constData(), static_cast<size_t>(id.size()));
    const auto found
        = std::find_if(state.frameworks.begin(), state.frameworks.end(),
                       [&](const mesos::Framework &framework) { return state.view(framework.id) == wanted; });
    return found == state.frameworks.end() ? nullptr : &*found;
}

bool isWithoutScheduler(const mesos::Framework &framework)
{
    return framework.phase == FrameworkPhase::Disconnected || framework.phase == FrameworkPhase::Recovering;
}

QString joined(const mesos::State &state, std::span<const mesos::TextId> ids)
{
    QStringList texts;
    for (const mesos::TextId id : ids)
        texts << state.string(id);
    return texts.join(u", "_s);
}

} // namespace

FrameworkInspector::FrameworkInspector(stack::Stack *stack, QWidget *parent)
    : InspectorSheet(parent)
    , m_stack(stack)
{
    setArming(stack->actions()->arming());
    connect(this, &InspectorSheet::buttonClicked, this, [this] { emit teardownRequested(m_id); });
}

void FrameworkInspector::showFramework(const mesos::State &state, const QByteArray &id)
{
    m_id = QString::fromUtf8(id);
    begin();
    const mesos::Framework *framework = findFramework(state, id);
    if (!framework) {
        setHead(tr("Framework"), u"gone"_s, QString::fromUtf8(id), tr("gone from Mesos' lists"));
        addSentence(tr("Mesos keeps a bounded number of completed frameworks; this one is no more among them."));
        end();
        return;
    }
    const core::TimePoint now = m_stack->clock().now();
    const QString word = core::toQString(mesos::word(framework->phase));
    const bool since = framework->phase != FrameworkPhase::Active && core::isKnown(framework->unregistered);
    setHead(tr("Framework"), word, state.string(framework->name),
            since ? tr("%1 for %2").arg(word, core::formatAge(framework->unregistered, now)) : word,
            state.string(framework->id));
    if (isWithoutScheduler(*framework)) {
        addSentence(
            tr("Its scheduler is gone. It holds %1 cpus and %2 GiB until it comes back or its failover time is over.")
                .arg(core::formatCpus(static_cast<double>(framework->used.cpus)),
                     core::formatGib(static_cast<double>(framework->used.mem))),
            Look::Warning);
    }
    fillTasks(state, *framework);
    fillHolds(state, *framework);
    fillScheduler(state, *framework);
    fillTimes(*framework);
    addSection(tr("Ids"));
    addRow(tr("Framework id"), state.string(framework->id), Look::Mono);
    if (framework->phase != FrameworkPhase::Completed && m_stack->mesos()->freshness().isOld()) {
        addUnavailable(tr("Tear down: needs Mesos"));
    } else if (framework->phase != FrameworkPhase::Completed) {
        const bool connected = !isWithoutScheduler(*framework);
        addButton(u"kill"_s, tr("Tear down…"),
                  connected ? tr("Its scheduler is connected. Only a framework whose scheduler is gone is torn down.")
                            : QString());
    }
    end();
}

void FrameworkInspector::fillTasks(const mesos::State &state, const mesos::Framework &framework)
{
    std::map<mesos::TaskState, qint64> byState;
    for (const mesos::Task &task : state.tasks) {
        if (task.framework == framework.id)
            ++byState[task.state];
    }
    const QString id = state.string(framework.id);
    addSection(tr("Tasks"));
    if (byState.empty()) {
        addSentence(tr("Mesos knows no task of it."));
        return;
    }
    for (const auto &[taskState, count] : byState) {
        QString word = core::toQString(mesos::word(taskState));
        if (word.startsWith("TASK_"_L1))
            word = word.mid(5);
        addLink(word, core::formatCount(count), u"tasks?framework-id=%1 state=%2"_s.arg(id, word));
    }
    addLink(tr("All"), tr("Show its tasks"), u"tasks?framework-id="_s + id);
}

void FrameworkInspector::fillHolds(const mesos::State &state, const mesos::Framework &framework)
{
    addSection(tr("Holds of the cluster"));
    const mesos::ResourceSum total = state.total();
    const auto add = [this](const QString &name, float used, double whole, const QString &text) {
        const double share = whole > 0 ? static_cast<double>(used) / whole : std::numeric_limits<double>::quiet_NaN();
        addMeter(name, share, text);
    };
    const auto gib = [](double used, double whole) {
        return tr("%1 / %2 GiB").arg(core::formatGib(used), core::formatGib(whole));
    };
    const mesos::Resources &used = framework.used;
    add(tr("CPUs"), used.cpus, total.cpus,
        tr("%1 / %2").arg(core::formatCpus(static_cast<double>(used.cpus)), core::formatCpus(total.cpus)));
    add(tr("Memory"), used.mem, total.mem, gib(static_cast<double>(used.mem), total.mem));
    add(tr("Disk"), used.disk, total.disk, gib(static_cast<double>(used.disk), total.disk));
    if (total.gpus > 0) {
        add(tr("GPUs"), used.gpus, total.gpus,
            tr("%1 / %2").arg(core::formatCount(static_cast<qint64>(used.gpus)),
                              core::formatCount(static_cast<qint64>(total.gpus))));
    }
}

void FrameworkInspector::fillScheduler(const mesos::State &state, const mesos::Framework &framework)
{
    addSection(tr("Scheduler"));
    const auto add = [&](const QString &name, mesos::TextId text, Look look = Look::Plain) {
        if (!text.isEmpty())
            addRow(name, state.string(text), look);
    };
    add(tr("Host"), framework.host);
    add(tr("Address"), framework.address, Look::Mono);
    add(tr("User"), framework.user);
    add(tr("Principal"), framework.principal);
    add(tr("Web page"), framework.webUi, Look::Mono);
    for (const mesos::TextId role : state.rolesOf(framework))
        addLink(tr("Role"), state.string(role), u"role/"_s + state.string(role));
    const QString capabilities = joined(state, state.capabilitiesOf(framework));
    if (!capabilities.isEmpty())
        addRow(tr("Capabilities"), capabilities, Look::Quiet);
    addRow(tr("Checkpoint"), framework.checkpoint ? tr("yes, tasks survive an agent's restart") : tr("no"));
    addRow(tr("Failover"),
           framework.failoverTimeout > core::Duration::zero()
               ? tr("its tasks outlive it by %1").arg(core::formatSpan(framework.failoverTimeout))
               : tr("its tasks end with it"));
}

void FrameworkInspector::fillTimes(const mesos::Framework &framework)
{
    addSection(tr("Times"));
    const auto add = [this](const QString &name, core::TimePoint at) {
        if (core::isKnown(at))
            addRow(name, core::formatMoment(at));
    };
    add(tr("Registered"), framework.registered);
    add(tr("Re-registered"), framework.reregistered);
    add(framework.phase == FrameworkPhase::Completed ? tr("Ended") : tr("Left"), framework.unregistered);
}

} // namespace ui
