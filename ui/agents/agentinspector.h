// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/agents/agentactions.h"
#include "ui/tablepage/inspectorsheet.h"

namespace ui {

class AgentTasksView;

/// The sheet of one agent (features R7, R11): resources allocated and used, its tasks, maintenance, reservations,
/// attributes. GUI thread.
class AgentInspector final : public InspectorSheet
{
    Q_OBJECT
public:
    explicit AgentInspector(stack::Stack *stack, QWidget *parent = nullptr);

    /// Fills the sheet from the picture; an agent that has left it keeps its last figures and says so.
    void setAgent(const mesos::Snapshot &snapshot, const QByteArray &id);
    QByteArray agentId() const { return m_id; }

signals:
    void linkClicked(const QString &path);
    void actionRequested(ui::AgentActions::Action action, const QString &agent);

private:
    void fillGone(const mesos::GonePicture &gone, const mesos::Agent &agent);
    void fillResources(const mesos::State &state, const mesos::Agent &agent);
    void fillUse(const mesos::State &state, const mesos::Agent &agent);
    void fillTasks(const mesos::State &state, const mesos::Agent &agent);
    void fillMaintenance(const mesos::State &state, const mesos::Agent &agent);
    void fillCordon(core::TimePoint now);
    void fillReservations(const mesos::State &state, const mesos::Agent &agent);
    void fillMachine(); ///< the EC2 instance below it
    void fillFacts(const mesos::State &state, const mesos::Agent &agent);
    void addActions(const mesos::State &state, const mesos::Agent &agent);
    void addAction(AgentActions::Action action, const QString &icon, const QString &text);
    aurora::MaintenanceMode auroraModeOf(const QString &host) const;

    stack::Stack *m_stack;
    AgentTasksView *m_tasks;
    QByteArray m_id;
    QHash<QString, AgentActions::Action> m_actions; ///< by the text of their button
};

} // namespace ui
