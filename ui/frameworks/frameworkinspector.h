// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/state.h"
#include "models/stack/stack.h"
#include "ui/tablepage/inspectorsheet.h"

namespace ui {

/// One framework: whether its scheduler is there, its tasks by state, what it holds of the cluster, who it is.
/// GUI thread.
class FrameworkInspector final : public InspectorSheet
{
    Q_OBJECT
public:
    explicit FrameworkInspector(stack::Stack *stack, QWidget *parent = nullptr);
    void showFramework(const mesos::State &state, const QByteArray &id);

signals:
    void teardownRequested(const QString &framework);

private:
    void fillTasks(const mesos::State &state, const mesos::Framework &framework);
    void fillHolds(const mesos::State &state, const mesos::Framework &framework);
    void fillScheduler(const mesos::State &state, const mesos::Framework &framework);
    void fillTimes(const mesos::Framework &framework);

    stack::Stack *m_stack;
    QString m_id;
};

} // namespace ui
