// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ui {
class MainWindow;
}

namespace console {

class StackSet;

/// The window shows the set's stacks as they come and go, tells the mistakes of its file, and adds clusters to it. It
/// ends when either goes.
void joinTogether(StackSet *set, ui::MainWindow *window);

/// The desktop tells what needs somebody in the set's stacks while nobody looks at the window.
void notifyOf(StackSet *set, ui::MainWindow *window);

} // namespace console
