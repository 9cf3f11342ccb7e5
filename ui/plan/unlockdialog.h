// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/arming.h"
#include "models/config/stackconfig.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ui {

/// Unlocks writing on one stack for a while, with a reason (ui.md §9). It sends nothing. Object name "unlockDialog".
/// GUI thread.
class UnlockDialog final : public QDialog
{
    Q_OBJECT
public:
    UnlockDialog(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *parent = nullptr);

    /// Over `above`'s window; one at a time.
    static UnlockDialog *open(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *above);

private:
    void unlock();

    actions::Arming *m_arming;
    QLineEdit *m_reason;
    QComboBox *m_span;
    QPushButton *m_unlock;
};

} // namespace ui
