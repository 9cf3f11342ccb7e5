// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace ui {

class LogTab;

/// The logs that are open, a tab each (mock-up 12). GUI thread.
class LogsPage final : public Page
{
    Q_OBJECT
public:
    explicit LogsPage(PageContext context, QWidget *parent = nullptr);

    QString counts() const override;
    /// The log of a task, an instance, a node, or of all instances of a job is opened, or shown where it is open.
    bool reveal(const links::ObjectRef &ref) override;
    links::ObjectRef currentObject() const override; ///< the log that is shown
    void focusFilter() override;
    void setShown(bool shown) override;

    LogTab *current() const;
    int tabCount() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void closeTab(int index);
    void showTab(int index);
    void nameTab(LogTab *view);
    void fillEmpty();

    QTabBar *m_tabs;
    QStackedWidget *m_views; ///< as many as tabs, in their order, and behind them what is shown without any
    QLabel *m_empty;
    bool m_shown = false;
};

PageEntry logsPage();

} // namespace ui
