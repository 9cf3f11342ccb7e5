// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/shortcuts.h"

class QMenuBar;

namespace ui {

/// Makes the window's actions, gives them their keys in `shortcuts` and sorts them into the menu bar. What they do is
/// connected by the window, by id (see windowactions.cpp for the list).
void makeWindowActions(QWidget *window, Shortcuts *shortcuts, QMenuBar *bar, const QList<PageEntry> &pages);

} // namespace ui
