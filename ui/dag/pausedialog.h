// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "ui/plan/wishdialog.h"

class QComboBox;

namespace ui {

/// For how long a DAG is paused. Leads to a plan; sends nothing. GUI thread.
class PauseDialog final : public WishDialog
{
    Q_OBJECT
public:
    PauseDialog(const Place &place, const QString &dag, const core::Clock &clock, QWidget *parent = nullptr);

signals:
    void planRequested(core::TimePoint until); ///< not known: until somebody lets it go on

private:
    void plan() override;

    const core::Clock &m_clock;
    QComboBox *m_span;
};

} // namespace ui
