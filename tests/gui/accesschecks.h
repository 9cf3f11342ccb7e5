// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

/// What anybody may expect of a window or dialog, whatever is in it. Each answers with what is wrong, a line each;
/// empty: nothing.
namespace reach {

/// Controls that the keyboard reaches and that a screen reader could not name.
QStringList nameless(const QWidget *window);
/// Labels and buttons whose text has not the room it asks for. What is elided by design is not among them.
QStringList cutTexts(const QWidget *window);
/// Walks through with Tab: each control must be in sight when it has the focus, and the walk must come back to where it
/// began.
QStringList badTabWalk(QWidget *window);

} // namespace reach
