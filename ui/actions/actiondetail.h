// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/actioncenter.h"

#include <QWidget>

#include <functional>

class QLabel;
class QMenu;
class QPushButton;

namespace ui {

class TableView;

/// One action below the list of all (mock-up 05): what it is, how far it is and what it waits for, its steps, its
/// journal, and the ways on and back. Object name "actionDetail". GUI thread.
class ActionDetail final : public QWidget
{
    Q_OBJECT
public:
    ActionDetail(actions::ActionCenter *center, const core::Clock &clock, QWidget *parent = nullptr);
    void setAction(const QString &id);
    void refresh();
    void fillMenu(QMenu *menu); ///< what its buttons offer, its journal, and how comportactl does the same

signals:
    void planRequested(const actions::Request &request); ///< retry, undo or review, planned as any other
    void stopRequested(const QString &id); ///< of what is under way: to be asked first
    void armingRequested(const std::function<void()> &then); ///< writing is locked, and what was clicked writes
    void refused(const QString &sentence); ///< why it is not resumed or not left as it is

private:
    void show(const actions::Record &record);
    void readJournal();
    void resume();
    void askDismissal();
    void take(const core::Result<void> &answer);
    void readTheme();

    actions::ActionCenter *m_center;
    const core::Clock &m_clock;
    QString m_id;
    QLabel *m_title;
    QLabel *m_line;
    class ProgressBlocks *m_blocks;
    QPushButton *m_stop;
    QPushButton *m_resume;
    QPushButton *m_review;
    QPushButton *m_retry;
    QPushButton *m_undo;
    QPushButton *m_dismiss;
    TableView *m_steps;
    TableView *m_journal;
    int m_journalWish = 0; ///< answers to older wishes are dropped
};

} // namespace ui
