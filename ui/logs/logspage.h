// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace tasklogs {
struct Copy;
}

namespace ui {

class EmptyLogs;
class LogTab;
class NoteBox;

/// The logs that are open, a tab each (mock-up 12); they are there again after a restart. GUI thread.
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
    void askAnew() override; ///< the log that is shown
    QByteArray saveState() const override; ///< which logs are open, and which file of each
    void restoreState(const QByteArray &state) override;
    void setShown(bool shown) override;

    LogTab *current() const;
    int tabCount() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool showLog(const links::ObjectRef &object);
    LogTab *tab(int index) const;
    LogTab *addTab(const links::ObjectRef &object);
    void openCopy(const tasklogs::Copy &copy);
    void showMistakes();
    void closeTab(int index);
    void showTab(int index);
    void nameTab(LogTab *view);

    QWidget *m_bar;
    QTabBar *m_tabs;
    QToolButton *m_pin; ///< object name "logPin"
    QStackedWidget *m_views; ///< as many as tabs, in their order, and behind them what is shown without any
    EmptyLogs *m_empty;
    NoteBox *m_mistakes; ///< of the user's list of known failures
    bool m_shown = false;
    bool m_wraps = false; ///< long lines of logs that are opened are broken, as was chosen last
};

PageEntry logsPage();

} // namespace ui
