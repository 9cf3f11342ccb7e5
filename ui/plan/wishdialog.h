// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plan/stackdialog.h"

namespace ui {

/// The small dialog between an entry that ends in "…" and its plan. Sends nothing: whoever derives from it hands the
/// wish on. GUI thread.
class WishDialog : public StackDialog
{
    Q_OBJECT
public:
    WishDialog(const Place &place, const QString &title, QWidget *parent);

protected:
    QPushButton *planButton() const { return button(); } ///< "wishPlan": it opens a plan and sends nothing
    virtual void plan() = 0; ///< Plan… was pressed; the dialog closes after

private:
    bool goOn() final;
};

} // namespace ui
