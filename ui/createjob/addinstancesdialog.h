// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/jobkey.h"
#include "ui/plan/wishdialog.h"

class QComboBox;
class QSpinBox;

namespace ui {

/// "Add instances…": how many, and like which of those that run. Object name "addInstancesDialog". GUI thread.
class AddInstancesDialog final : public WishDialog
{
    Q_OBJECT
public:
    /// `active`: instances that run or wait, ascending, at least one; `like`: the one that is proposed.
    AddInstancesDialog(const Place &place, const aurora::JobKey &job, const QList<int> &active, int like,
                       QWidget *parent = nullptr);

signals:
    void planRequested(const aurora::InstanceKey &pattern, int count);

private:
    void plan() override;

    const aurora::JobKey m_job;
    QSpinBox *m_count;
    QComboBox *m_like;
};

} // namespace ui
