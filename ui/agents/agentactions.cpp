// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agentactions.h"

#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/agents/drainverb.h"
#include "models/verbs/agents/maintenanceverb.h"
#include "ui/agents/cordondialog.h"
#include "ui/style/icons.h"

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
}

} // namespace ui
