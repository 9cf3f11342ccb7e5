// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/explain/explain.h"
#include "models/stack/stack.h"

#include <QToolButton>

#include <optional>

namespace ui {

/// How many more instances of a job fit now, in one line; a click tells where (features R6). Computed in the pool from
/// the newest picture of Mesos, only while it is seen. Object name "jobHeadRoom". GUI thread.
class HeadRoomLine final : public QToolButton
{
    Q_OBJECT
public:
    explicit HeadRoomLine(stack::Stack *stack, QWidget *parent = nullptr);

    void setJob(const aurora::Snapshot &picture, const std::optional<aurora::JobKey> &job);

signals:
    void linkClicked(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void show(const explain::HeadRoom &room);
    void fillMenu();

    stack::Stack *m_stack;
    aurora::Snapshot m_picture;
    std::optional<aurora::JobKey> m_job;
    explain::HeadRoom m_room;
    bool m_isComputing = false;
    bool m_isStale = false; ///< something newer came meanwhile
};

} // namespace ui
