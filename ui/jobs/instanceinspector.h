// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/stack/stack.h"
#include "ui/tablepage/inspectorsheet.h"

#include <optional>

namespace ui {

class ProcessView;
class ProcessWatch;

/// The inspector's sheet for one task of a job: state, message, the history of every transition with the time spent in
/// each (features J13), its Thermos processes (T13), how it ended in words (T14), ids. The history is asked for when
/// the task is looked at. GUI thread.
class InstanceInspector final : public InspectorSheet
{
    Q_OBJECT
public:
    explicit InstanceInspector(stack::Stack *stack, QWidget *parent = nullptr);
    void showTask(const aurora::State &state, const QByteArray &taskId);

private:
    void fill(const aurora::State &state, const aurora::TaskRow &task);
    QString endOf(const aurora::State &state, const aurora::TaskRow &task, const aurora::JobRow *job) const;
    void fillProcesses(const aurora::State &state, const aurora::TaskRow &task);
    void fillHistory();
    void refill(); ///< with what was asked for meanwhile
    void readHistory();

    stack::Stack *m_stack;
    QByteArray m_id;
    core::TimePoint m_since{}; ///< last event of the picture: a newer one asks for the history again
    std::optional<aurora::Task> m_task;
    ProcessView *m_processes;
    ProcessWatch *m_observer;
    QString m_failure; ///< why there is no history
    std::stop_source m_reading;
};

} // namespace ui
