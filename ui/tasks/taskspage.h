// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tablepage/tablepage.h"

namespace ui {

class TaskInspector;

/// All Mesos tasks, live and completed, with what befell them; jumps to their agents and frameworks.
class TasksPage final : public TablePageOf<mesos::State>
{
    Q_OBJECT
public:
    explicit TasksPage(PageContext context, QWidget *parent = nullptr);

protected:
    QWidget *inspectorFor(const QByteArray &key) override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    void keyPressEvent(QKeyEvent *event) override;
    QString countsDetail(const mesos::State &state) const override;

private:
    void openLog(const QByteArray &key);
    TaskInspector *m_inspector;
};

PageEntry tasksPage();

} // namespace ui
