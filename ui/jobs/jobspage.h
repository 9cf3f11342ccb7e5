// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/aurora/store.h"
#include "ui/tablepage/tablepage.h"

class QPushButton;

namespace ui {

class InstanceInspector;
class JobActions;
class JobPanel;

/// Aurora's jobs, by role and environment (mock-up 06), and below them the one that is looked at: its instances,
/// updates and configuration, with what can be done to it. GUI thread.
class JobsPage final : public TablePageOf<aurora::State>
{
    Q_OBJECT
public:
    explicit JobsPage(PageContext context, QWidget *parent = nullptr);

    bool reveal(const links::ObjectRef &ref) override;
    void trigger(const QString &action) override;

protected:
    QWidget *inspectorFor(const QByteArray &key) override;
    QString countsDetail(const aurora::State &state) const override;
    void pictureShown(const Picture &picture) override;
    void fillMenu(QMenu *menu, const QByteArray &key) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showJob(const QByteArray &key);
    void openLog();
    void openMergedLog(const aurora::JobKey &job); ///< of all instances
    QList<aurora::JobKey> selectedJobs() const;
    void addKillMatching(QMenu *menu);

    JobActions *m_actions;
    JobPanel *m_panel;
    InstanceInspector *m_inspector;
    QPushButton *m_newJobButton;
    QByteArray m_current;
    aurora::Store::Watch m_watch; ///< keeps the ended tasks of the current job in the picture
};

PageEntry jobsPage();

} // namespace ui
