// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/mesos/state.h"
#include "ui/tablepage/inspectorsheet.h"

namespace ui {

/// One task: state and since when, its message, where it runs, what it holds, its ids. GUI thread.
class TaskInspector final : public InspectorSheet
{
    Q_OBJECT
public:
    explicit TaskInspector(const core::Clock &clock, QWidget *parent = nullptr);
    /// `key`: "frameworkId/taskId". A task that is gone from the picture says so.
    void showTask(const mesos::State &state, const QByteArray &key);

private:
    void fillState(const mesos::State &state, const mesos::Task &task);
    void fillPlace(const mesos::State &state, const mesos::Task &task);
    void fillResources(const mesos::Task &task);
    void fillHistory(const mesos::State &state, const mesos::Task &task);

    const core::Clock &m_clock;
};

} // namespace ui
