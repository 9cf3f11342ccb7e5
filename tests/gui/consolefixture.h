// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/demo.h"
#include "ui/shell/mainwindow.h"
#include "ui/tables/tableview.h"

#include <QTemporaryDir>

#include <memory>

/// The whole product in one process: a simulated cluster behind loopback sockets, a stack over it, the window shown at
/// 1600×1000. Settings and history go into a folder of their own that ends with the fixture.
class ConsoleFixture
{
public:
    explicit ConsoleFixture(sim::Demo::Options options = frozen());
    ~ConsoleFixture();

    /// The demo's night standing still at 03:47:12, polled and streamed over real sockets.
    static sim::Demo::Options frozen();

    console::Demo &demo() { return *m_demo; }
    sim::Demo &world() { return *m_demo->world(); }
    stack::Stack &stack() { return *m_demo->stack(); }
    ui::MainWindow &window() { return *m_window; }

    core::Freshness::Phase phase() { return stack().mesos()->freshness().phase; }
    ui::TableView *table(const char *name); ///< "agentsTable"; fails the test when there is none
    void restartWindow(); ///< closes it, saving the session, and opens another one that restores it

    /// Keys go to whatever has the focus, as they would from a keyboard.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);

private:
    QTemporaryDir m_home;
    std::unique_ptr<console::Demo> m_demo;
    std::unique_ptr<ui::MainWindow> m_window;
};
