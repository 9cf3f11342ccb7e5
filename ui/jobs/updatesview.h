// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/aurora/state.h"
#include "models/core/error.h"
#include "models/stack/stack.h"

#include <QWidget>

#include <optional>
#include <stop_token>

class QLabel;
class QPushButton;

namespace ui {

class GlyphLabel;
class TableView;

/// The updates of one job, in flight and ended (features J11): the list of them, how far the current one is, what can
/// be done to it as its state allows, and what happened in it, instance by instance. Asked for while it is looked at:
/// with each picture while one is in flight, else when the job changes. A failed look leaves the list, with its age.
/// Object name "jobUpdates". GUI thread.
class UpdatesView final : public QWidget
{
    Q_OBJECT
public:
    explicit UpdatesView(stack::Stack *stack, QWidget *parent = nullptr);

    void setJob(std::optional<aurora::JobKey> job);
    void setPicture(const aurora::Snapshot &picture);
    void reveal(const QString &id); ///< of an update; chosen as soon as it is listed
    QSize sizeHint() const override; ///< of one table, as the panel's other tabs: the jobs above keep their room

signals:
    void planRequested(const actions::Request &request);
    void actRequested(const actions::Request &request); ///< grade 0: no dialog

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void read();
    void take(const core::Result<QList<aurora::UpdateDetails>> &updates);
    void showCurrent();
    void readTheme();
    void ask(const actions::Request &request, bool held);
    bool anyActive() const;
    const aurora::UpdateDetails *current() const;

    stack::Stack *m_stack;
    std::optional<aurora::JobKey> m_job;
    QList<aurora::UpdateDetails> m_updates; ///< newest first
    QString m_wanted; ///< id of the one that is to be chosen
    core::TimePoint m_readAt{}; ///< when they were told; not known: not yet
    std::optional<core::Error> m_error; ///< of the last look
    bool m_reading = false;
    std::stop_source m_stop;

    TableView *m_list;
    GlyphLabel *m_glyph;
    QLabel *m_line;
    QList<QPushButton *> m_buttons; ///< one an updateActions(), in their order
    TableView *m_events;
};

} // namespace ui
