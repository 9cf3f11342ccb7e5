// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/rows/agentrows.h"
#include "models/stack/stack.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <memory>

namespace ui {

class TableView;

/// What agents said last that they use: written by the window, read where rows are made, in the pool.
class UsageBoard
{
public:
    void set(const QByteArray &agent, std::shared_ptr<const mesos::AgentUse> use);
    mesos::AgentUsageTable table() const;

private:
    mutable QMutex m_mutex;
    mesos::AgentUsageTable m_table;
};

/// Tells the stack which agents the page looks at: the one in the inspector while that is open, and those on the screen
/// while the table shows a column of what they use. GUI thread.
class UsageWatch final : public QObject
{
    Q_OBJECT
public:
    /// `inspector` counts as looked at while it is visible.
    UsageWatch(stack::Stack *stack, TableView *table, QWidget *inspector, std::shared_ptr<UsageBoard> board,
               QObject *parent);

    void setShown(bool shown); ///< of the page
    void setPicture(const mesos::Snapshot &picture);
    void setInspected(const QByteArray &agent);

signals:
    void inspectedChanged(); ///< the agent in the inspector has said something
    void rowsChanged(); ///< so have agents whose figures the table shows; at most once a second

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    void onReading(const QByteArray &agent);
    bool showsUse() const;
    void addAgent(QList<mesos::AgentUsage::Agent> &agents, const QByteArray &id) const;

    stack::Stack *m_stack;
    TableView *m_table;
    QWidget *m_inspector;
    std::shared_ptr<UsageBoard> m_board;
    mesos::Snapshot m_picture;
    QByteArray m_inspected;
    QTimer m_settle; ///< while one scrolls
    QTimer m_rows;
    bool m_shown = false;
};

} // namespace ui
