// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/agentstatistics.h"
#include "models/mesos/state.h"

#include <QAbstractListModel>
#include <QListView>

namespace ui {

/// One task in the inspector of its agent.
struct AgentTask
{
    QByteArray key; ///< "frameworkId/taskId"
    QString name;
    QString glyph; ///< "TASK_RUNNING"
    QString state; ///< "running", for readers and hover
    QByteArray framework; ///< id
    QByteArray executor; ///< id; a command task's is its own
    double cpus = 0; ///< allocated
    double mem = 0; ///< MiB, allocated
    std::optional<double> cpusUsed; ///< where the executor is this task's alone
    std::optional<double> memUsed; ///< MiB
    QString shared; ///< what is used together with others: "executor pod, 2 tasks: …"
    core::TimePoint changed{};
    bool failed = false;
    bool operator==(const AgentTask &) const = default;
};

/// The tasks an agent runs, and those it lost within the last hour; failed ones first, then by name. Pure.
QList<AgentTask> tasksOn(const mesos::State &state, core::TextId agent, core::TimePoint now);

/// What their executors use. Several tasks in one executor cannot be told apart: then it is said of all of them. Pure.
void addUse(QList<AgentTask> &tasks, const mesos::AgentUse *use);

class AgentTasksModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { GlyphRole = Qt::UserRole, CpusRole, MemoryRole, FailedRole, LinkRole };
    using QAbstractListModel::QAbstractListModel;

    void setTasks(const QList<AgentTask> &tasks); ///< row by row where the same tasks stay
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<AgentTask> m_tasks;
};

/// The small table "Task · CPUs · GiB" of the inspector, with what is used before what is allocated: a click or Enter
/// leads to the task. As high as its rows, up to a dozen. GUI thread.
class AgentTasksView final : public QListView
{
    Q_OBJECT
public:
    explicit AgentTasksView(QWidget *parent = nullptr);
    void setTasks(const QList<AgentTask> &tasks);

signals:
    void linkClicked(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
    AgentTasksModel *m_model;
    QWidget *m_heads;
};

} // namespace ui
