// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/wishdialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

WishDialog::WishDialog(const Place &place, const QString &title, QWidget *parent)
    : StackDialog(place, title, tr("&Plan…"), parent)
{
    button()->setObjectName(u"wishPlan"_s);
}

bool WishDialog::goOn()
{
    plan();
    return true;
}

} // namespace ui
