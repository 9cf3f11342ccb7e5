// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/aurora/state.h"
#include "models/stack/stack.h"
#include "ui/shell/page.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class ConfigView;
class GlyphLabel;
class HeadRoomLine;
class Segments;
class TableView;
class UpdatesView;

/// One job below the table of all: head with what it does and what can be done, then its instances, its updates or its
/// configuration. Object name "jobPanel". GUI thread.
class JobPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit JobPanel(stack::Stack *stack, QWidget *parent = nullptr);

    void setJob(std::optional<aurora::JobKey> job);
    void setPicture(const aurora::Snapshot &picture);
    void revealInstance(const aurora::InstanceKey &instance);
    QByteArray currentTask() const; ///< id of the task that is selected among the instances; empty: none

    QString logPath() const; ///< of the selected instance's task, else of the first instance

signals:
    void planRequested(const actions::Request &request);
    void cloneRequested(const aurora::JobKey &job, std::optional<int> instance);
    void addRequested(const aurora::JobKey &job, std::optional<int> like);
    void actRequested(const actions::Request &request); ///< grade 0: no dialog
    void explainRequested(const aurora::JobKey &job); ///< "Why pending…"
    void linkClicked(const QString &path);
    void logRequested();
    void instanceChanged();

private:
    void buildHead();
    void refresh();
    void fillHead(const aurora::JobRow &job);
    void readTheme();
    QList<int> selectedInstances() const;
    std::optional<int> selectedInstance() const; ///< of several the first
    void restart();
    void kill();

    stack::Stack *m_stack;
    std::optional<aurora::JobKey> m_job;
    aurora::Snapshot m_picture;
    std::optional<aurora::InstanceKey> m_wanted; ///< to be selected as soon as it is listed

    GlyphLabel *m_glyph;
    QLabel *m_title;
    QLabel *m_state;
    QLabel *m_facts;
    HeadRoomLine *m_headRoom;
    QPushButton *m_why;
    QPushButton *m_restart;
    QPushButton *m_clone;
    QPushButton *m_kill;
    Segments *m_tabs;
    QStackedWidget *m_pages;
    TableView *m_instances;
    UpdatesView *m_updates;
    ConfigView *m_configuration;
};

/// In the jobs page's place where the stack has no Aurora.
class NoAuroraPage final : public Page
{
    Q_OBJECT
public:
    explicit NoAuroraPage(PageContext context, QWidget *parent = nullptr);
};

} // namespace ui
