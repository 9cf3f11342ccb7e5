// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/state.h"
#include "models/stack/stack.h"
#include "models/verbs/jobs/selection.h"

#include <QWidget>

#include <optional>

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace ui {

class ConfigView;
class ElidedLabel;
class GlyphLabel;
class HeadRoomLine;
class JobActions;
class PastNights;
class Segments;
class TableView;
class UpdatesView;

/// One job below the table of all: head with what it does and what can be done, then its instances, its updates, its
/// configuration or its past nights. Object name "jobPanel". GUI thread.
class JobPanel final : public QWidget
{
    Q_OBJECT
public:
    JobPanel(stack::Stack *stack, JobActions *actions, QWidget *parent = nullptr);

    void setJob(std::optional<aurora::JobKey> job);
    void setPicture(const aurora::Snapshot &picture);
    void revealInstance(const aurora::InstanceKey &instance);
    void revealUpdate(const aurora::UpdateKey &update);
    QByteArray currentTask() const; ///< id of the task that is selected among the instances; empty: none

    void kill(); ///< as its button: what is chosen here
    void restart();

    QString
    logPath() const; ///< of the selected instance's task, else of the instance that failed, else of one that runs

signals:
    void linkClicked(const QString &path);
    void logRequested();
    void instanceChanged();

private:
    void buildHead();
    void refresh();
    void fillHead(const aurora::JobRow &job);
    void readTheme();
    void readSelection();
    void nameTargets(); ///< on the buttons: which instances they are for
    QList<int> chosenInstances(bool activeAlone) const;
    std::optional<int> chosenInstance() const; ///< of several the first
    verbs::Selection selection() const; ///< the chosen instances that are active, else the whole job
    void fillInstanceMenu(QMenu *menu);

    stack::Stack *m_stack;
    JobActions *m_actions;
    std::optional<aurora::JobKey> m_job;
    aurora::Snapshot m_picture;
    /// Tasks the user has selected; empty: the whole job is meant. What leaves the picture stays chosen: that a row is
    /// gone must not turn "kill this one" into "kill all".
    QList<QByteArray> m_chosen;
    std::optional<aurora::InstanceKey> m_wanted; ///< to be selected as soon as it is listed

    GlyphLabel *m_glyph;
    QLabel *m_title;
    QLabel *m_state;
    ElidedLabel *m_facts;
    HeadRoomLine *m_headRoom;
    QPushButton *m_why;
    QPushButton *m_startCron; ///< of a cron job
    QPushButton *m_change; ///< of a service or a cron job
    QPushButton *m_restart;
    QPushButton *m_clone;
    QPushButton *m_kill;
    Segments *m_tabs;
    QStackedWidget *m_pages;
    TableView *m_instances;
    UpdatesView *m_updates;
    ConfigView *m_configuration;
    PastNights *m_past;
};

} // namespace ui
