// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QMenu;

namespace ui {

/// What can be done to agents, from their menu and from the inspector. What is taken back at once is done through the
/// strip for one agent; several, a cordon with an end, and every drain, by a plan. GUI thread.
class AgentActions final : public QObject
{
    Q_OBJECT
public:
    enum class Action { Cordon, CordonUntil, Uncordon, StartMaintenance, EndMaintenance, DrainAurora, Drain };

    AgentActions(PageContext context, QObject *parent);

    void ask(Action action, const QStringList &agents); ///< `agents`: ids
    void fillMenu(QMenu *menu, const QStringList &agents);

private:
    void askUntil(const QStringList &agents);
    void addMachineActions(QMenu *menu, const QStringList &agents);
    void add(QMenu *menu, const QString &icon, const QString &text, Action action, const QStringList &agents);

    const PageContext m_context;
};

} // namespace ui
