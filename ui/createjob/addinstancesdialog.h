// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/jobkey.h"
#include "models/config/stackconfig.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace ui {

/// "Add instances…": how many, and like which of those that run. Sends nothing: Plan… hands the wish on. Object name
/// "addInstancesDialog". GUI thread.
class AddInstancesDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString stack;
        config::Tier tier = config::Tier::Production;
    };
    /// `active`: instances that run or wait, ascending, at least one; `like`: the one that is proposed.
    AddInstancesDialog(Place place, const aurora::JobKey &job, const QList<int> &active, int like,
                       QWidget *parent = nullptr);

signals:
    void planRequested(const aurora::InstanceKey &pattern, int count);

private:
    void plan();

    const aurora::JobKey m_job;
    QSpinBox *m_count;
    QComboBox *m_like;
};

} // namespace ui
