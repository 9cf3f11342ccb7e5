// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace ui {

class TaskLogView;

/// The logs that are open, a tab each (mock-up 12). GUI thread.
class LogsPage final : public Page
{
    Q_OBJECT
public:
    explicit LogsPage(PageContext context, QWidget *parent = nullptr);

    QString counts() const override;
    /// The path of a task or an instance, "task/frameworkId/taskId": its log is opened, or shown where it is open.
    void setFilterText(const QString &path) override;
    void focusFilter() override;
    void setShown(bool shown) override;

    TaskLogView *current() const;
    int tabCount() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void closeTab(int index);
    void showTab(int index);
    void nameTab(TaskLogView *view);
    void fillEmpty();

    QTabBar *m_tabs;
    QStackedWidget *m_views; ///< as many as tabs, in their order, and behind them what is shown without any
    QLabel *m_empty;
    bool m_shown = false;
};

PageEntry logsPage();

} // namespace ui
