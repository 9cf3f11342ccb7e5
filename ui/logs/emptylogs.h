// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tasklogs/copystore.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace ui {

/// The logs' page without any log: how to open one, and the copies that were saved here, which open by click and Enter.
/// GUI thread.
class EmptyLogs final : public QWidget
{
    Q_OBJECT
public:
    EmptyLogs(tasklogs::CopyStore *copies, const core::Clock &clock, QWidget *parent = nullptr);
    void refresh();

signals:
    void chosen(const tasklogs::Copy &copy);

private:
    void show(const QList<tasklogs::Copy> &copies);
    void readTheme();

    tasklogs::CopyStore *m_copies;
    const core::Clock &m_clock;
    QLabel *m_words; ///< object name "logsEmpty"
    QLabel *m_head;
    QListWidget *m_list; ///< object name "logCopies"
    QList<tasklogs::Copy> m_shown;
};

} // namespace ui
