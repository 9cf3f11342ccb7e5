// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/arming.h"
#include "ui/plan/stackdialog.h"

class QComboBox;
class QLineEdit;

namespace ui {

/// Unlocks writing on one stack for a while, with a reason (ui.md §9). It sends nothing. Object name "unlockDialog".
/// GUI thread.
class UnlockDialog final : public StackDialog
{
    Q_OBJECT
public:
    UnlockDialog(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *parent = nullptr);

    /// Over `above`'s window; one at a time. `goesOn`: it says that what was clicked is done once it is accepted.
    static UnlockDialog *open(actions::Arming *arming, const QString &stack, config::Tier tier, QWidget *above,
                              bool goesOn = false);

private:
    bool goOn() override;

    actions::Arming *m_arming;
    QLineEdit *m_reason;
    QComboBox *m_span;
};

} // namespace ui
