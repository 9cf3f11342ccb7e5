// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/shortcuts.h"

#include <array>

class QMenuBar;

namespace ui {

/// Where Alt+1 to Alt+7 lead from the current object, from the night down (ui.md §11).
inline constexpr std::array chainKeys{ links::ObjectRef::Kind::Node,    links::ObjectRef::Kind::Job,
                                       links::ObjectRef::Kind::Task,    links::ObjectRef::Kind::Agent,
                                       links::ObjectRef::Kind::Machine, links::ObjectRef::Kind::Pool,
                                       links::ObjectRef::Kind::Log };

/// Makes the window's actions, gives them their keys in `shortcuts` and sorts them into the menu bar. What they do is
/// connected by the window, by id (see windowactions.cpp for the list).
void makeWindowActions(QWidget *window, Shortcuts *shortcuts, QMenuBar *bar, const QList<PageEntry> &pages);

} // namespace ui
