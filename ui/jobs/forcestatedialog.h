// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/taskstatus.h"
#include "ui/plan/wishdialog.h"

class QComboBox;

namespace ui {

/// "Force state…" of a task, for administrators: which state Aurora's books are to say. The ended ones come first, as
/// the last resort is mostly for a task that is gone and still listed. Object name "forceStateDialog". GUI thread.
class ForceStateDialog final : public WishDialog
{
    Q_OBJECT
public:
    struct Task
    {
        QString id;
        QString name; ///< "hyoga-model/3"
        aurora::TaskStatus status = aurora::TaskStatus::Unknown; ///< not offered: it has it already
    };
    ForceStateDialog(const Place &place, Task task, QWidget *parent = nullptr);

signals:
    void planRequested(const QString &taskId, aurora::TaskStatus status);

private:
    void plan() override;

    const Task m_task;
    QComboBox *m_state;
};

} // namespace ui
