// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/explain/verdict.h"
#include "models/verbs/jobs/selection.h"
#include "ui/shell/page.h"

#include <optional>

class QMenu;

namespace ui {

class NewJob;

/// What can be done to jobs, their instances and roles, from menus, buttons and keys. Each way ends in a plan, some
/// over a dialog that asks what the plan needs to know. A stack with an Aurora and a navigator only. GUI thread.
class JobActions final : public QObject
{
    Q_OBJECT
public:
    /// Dialogs open over the window of `page`.
    JobActions(PageContext context, QWidget *page);

    void setPicture(const aurora::Snapshot &picture); ///< by it menus offer what fits

    void create();
    void clone(const aurora::JobKey &job, std::optional<int> instance = std::nullopt);
    void change(const aurora::JobKey &job); ///< a service by an update, a cron job by another definition
    void addInstances(const aurora::JobKey &job, std::optional<int> like = std::nullopt);
    void kill(const verbs::Selection &selection);
    void restart(const verbs::Selection &selection);
    void startCron(const aurora::JobKey &job);
    void setQuota(const QString &role);
    void forceState(const aurora::JobKey &job, const QByteArray &taskId);
    void explain(const aurora::JobKey &job); ///< why it waits

    void plan(const actions::Request &request);
    void act(const actions::Request &request); ///< grade 0: no dialog

    /// Entries of one job or of several; the destructive ones last.
    void fillMenu(QMenu *menu, const QList<aurora::JobKey> &jobs);
    /// Entries of a role, for its group; `environment` empty: the role as a whole.
    void fillRoleMenu(QMenu *menu, const QString &role, const QString &environment);
    /// What a job can become: "Update…", "Change schedule…"; empty: Aurora changes no such job.
    QString changeText(const aurora::JobRow &job) const;

private:
    void take(const aurora::JobKey &job, const explain::WayOut &way);
    std::optional<int> waitingInstance(const aurora::JobKey &job) const;
    void addExplain(QMenu *menu, const aurora::JobKey &job);
    void addOneJob(QMenu *menu, const aurora::JobKey &job);
    void addUpdate(QMenu *menu, const aurora::JobKey &job, const aurora::JobRow &row);

    const PageContext m_context;
    QWidget *m_page;
    NewJob *m_newJob;
    aurora::Snapshot m_picture;
};

verbs::Selection selectionOf(const QList<aurora::JobKey> &jobs); ///< whole jobs

} // namespace ui
