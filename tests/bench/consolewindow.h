// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"
#include "ui/shell/mainwindow.h"

namespace bench {

/// What the stacks file would say.
config::StackConfig benchConfig(const QList<QUrl> &masters);

/// The console as its main() builds it, over one stack. GUI thread.
class ConsoleWindow
{
public:
    /// `dataDir`: where the stack keeps its last picture; empty: nowhere.
    ConsoleWindow(const QList<QUrl> &masters, const QString &dataDir);
    ConsoleWindow(const config::StackConfig &config, const QString &dataDir);

    stack::Stack stack;
    ui::MainWindow window;
};

/// The file that a stack under `dataDir` takes for its last picture, with the picture of a generated state in it.
void storePicture(const QString &dataDir, const QString &state);

} // namespace bench
