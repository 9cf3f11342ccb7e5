// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "ui/plan/wishdialog.h"

class QComboBox;
class QLabel;
class QTimeEdit;

namespace ui {

/// Until when agents shall be cordoned: for a while, or until a time of day. The plan that follows asks why. Object
/// name "cordonDialog". GUI thread.
class CordonDialog final : public WishDialog
{
    Q_OBJECT
public:
    /// `clock`: outlives it.
    CordonDialog(const Place &place, qsizetype agents, const core::Clock &clock, QWidget *parent = nullptr);

signals:
    void chosen(core::TimePoint until);

private:
    core::TimePoint until() const;
    void check();
    void plan() override { emit chosen(until()); }

    const core::Clock &m_clock;
    QComboBox *m_span;
    QTimeEdit *m_time; ///< of the local zone
    QLabel *m_words;
};

} // namespace ui
