// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agentactions.h"

#include "models/pools/board.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "models/verbs/pools/retireverb.h"
#include "ui/agents/cordondialog.h"
#include "ui/style/icons.h"
#include "ui/tablepage/holdmenu.h"

#include <QMap>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Action = AgentActions::Action;

actions::Request requestOf(Action action, const QStringList &agents)
{
    using verbs::CordonVerb;
    using verbs::DrainVerb;
    using verbs::MaintenanceVerb;
    switch (action) {
    case Action::Cordon:
    case Action::CordonUntil:
        return CordonVerb::request(CordonVerb::Way::Cordon, agents);
    case Action::Uncordon:
        return CordonVerb::request(CordonVerb::Way::Uncordon, agents);
    case Action::StartMaintenance:
        return MaintenanceVerb::request(MaintenanceVerb::Way::Start, agents);
    case Action::EndMaintenance:
        return MaintenanceVerb::request(MaintenanceVerb::Way::End, agents);
    case Action::DrainAurora:
        return DrainVerb::request(DrainVerb::By::Aurora, agents);
    case Action::Drain:
        return DrainVerb::request(DrainVerb::By::Mesos, agents);
    }
    Q_UNREACHABLE();
}

bool isDrain(Action action)
{
    return action == Action::Drain || action == Action::DrainAurora;
}

} // namespace

AgentActions::AgentActions(PageContext context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

void AgentActions::ask(Action action, const QStringList &agents)
{
    Navigator *navigator = m_context.navigator;
    if (!navigator || agents.isEmpty())
        return;
    if (action == Action::CordonUntil)
        askUntil(agents);
    else if (agents.size() == 1 && !isDrain(action))
        navigator->act(requestOf(action, agents));
    else
        navigator->plan(requestOf(action, agents));
}

/// Asks for the end of the cordon; the plan asks why.
void AgentActions::askUntil(const QStringList &agents)
{
    const config::StackConfig &stack = m_context.stack->config();
    auto *dialog = new CordonDialog({ stack.name, stack.tier }, agents.size(), m_context.stack->clock(),
                                    qobject_cast<QWidget *>(parent()));
    connect(dialog, &CordonDialog::chosen, this, [this, agents](core::TimePoint until) {
        m_context.navigator->plan(verbs::CordonVerb::request(verbs::CordonVerb::Way::Cordon, agents, until));
    });
    dialog->show();
}

void AgentActions::add(QMenu *menu, const QString &icon, const QString &text, Action action, const QStringList &agents)
{
    menu->addAction(ui::icon(icon), text, this, [this, action, agents] { ask(action, agents); });
}

void AgentActions::fillMenu(QMenu *menu, const QStringList &agents)
{
    const auto count = agents.size();
    const bool one = count == 1;
    menu->addSeparator();
    add(menu, u"cordon"_s, one ? tr("Cordon") : tr("Cordon %1 agents…").arg(count), Action::Cordon, agents);
    add(menu, u"clock"_s, one ? tr("Cordon until…") : tr("Cordon %1 agents until…").arg(count), Action::CordonUntil,
        agents);
    add(menu, u"play"_s, one ? tr("Uncordon") : tr("Uncordon %1 agents…").arg(count), Action::Uncordon, agents);
    if (m_context.stack->aurora()) {
        add(menu, u"clock"_s,
            one ? tr("Start maintenance in Aurora") : tr("Start maintenance of %1 in Aurora…").arg(count),
            Action::StartMaintenance, agents);
        add(menu, u"play"_s, one ? tr("End maintenance in Aurora") : tr("End maintenance of %1 in Aurora…").arg(count),
            Action::EndMaintenance, agents);
    }
    menu->addSeparator(); // both drains kill: apart from what is taken back at once
    if (m_context.stack->aurora()) {
        add(menu, u"drain"_s,
            one ? tr("Drain of Aurora's tasks…") : tr("Drain %1 agents of Aurora's tasks…").arg(count),
            Action::DrainAurora, agents);
    }
    add(menu, u"drain"_s, one ? tr("Drain of all tasks…") : tr("Drain %1 agents of all tasks…").arg(count),
        Action::Drain, agents);
    addMachineActions(menu, agents);
}

/// What is done to the machines below them, pool by pool, as each knows how its machines come and go.
void AgentActions::addMachineActions(QMenu *menu, const QStringList &agents)
{
    const pools::Snapshot picture = m_context.stack->poolBoard()->pools();
    if (!picture || !m_context.stack->aws())
        return;
    QMap<QString, QStringList> instances; // by pool
    for (const pools::Machine &machine : picture->machines) {
        if (!machine.instance.isEmpty() && agents.contains(QString::fromUtf8(machine.agentId)))
            instances[machine.pool] << machine.instance;
    }
    menu->addSeparator();
    for (auto it = instances.cbegin(); it != instances.cend(); ++it) {
        const pools::Pool *const pool = picture->pool(it.key());
        if (!pool || pool->kind == pools::Pool::Kind::Outside)
            continue;
        addMachineHolds(menu, m_context, it.key(), it.value());
        const actions::Request request = pool->isGroup() ? verbs::RetireVerb::terminate(it.key(), it.value(), false)
                                                         : verbs::RetireVerb::stop(it.key(), it.value());
        const auto count = it.value().size();
        menu->addAction(ui::icon(u"shrink"_s),
                        count == 1 ? tr("Terminate once its tasks have ended…")
                                   : tr("Terminate %1 of %2 once their tasks have ended…").arg(count).arg(it.key()),
                        this, [this, request] {
                            if (Navigator *navigator = m_context.navigator)
                                navigator->plan(request);
                        });
    }
}

} // namespace ui
