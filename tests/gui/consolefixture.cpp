// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/consolefixture.h"

#include "app/console/pages.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;

ConsoleFixture::ConsoleFixture(sim::Demo::Options options)
{
    for (const char *variable : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME" })
        qputenv(variable, m_home.path().toLocal8Bit());
    if (!ui::Theme::instance())
        ui::Theme::install(qobject_cast<QApplication *>(QCoreApplication::instance()), ui::ColourScheme::Light);
    m_demo = std::make_unique<console::Demo>(options, std::chrono::milliseconds(200), 20);
    m_window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ m_demo->stack() }, console::pages());
    m_window->resize(1600, 1000);
    m_window->show();
    m_demo->stack()->start();
    QApplication::setActiveWindow(m_window.get());
}

ConsoleFixture::~ConsoleFixture()
{
    m_window.reset();
}

sim::Demo::Options ConsoleFixture::frozen()
{
    sim::Demo::Options options;
    options.speed = 0;
    return options;
}

ui::TableView *ConsoleFixture::table(const char *name)
{
    return m_window->findChild<ui::TableView *>(QLatin1StringView(name));
}

void ConsoleFixture::restartWindow()
{
    m_window->close();
    m_window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ m_demo->stack() }, console::pages());
    m_window->restoreSession();
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
}

void ConsoleFixture::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *const target = QApplication::focusWidget();
    QTest::keyClick(target ? target : m_window.get(), key, modifiers);
}

void ConsoleFixture::type(const QString &text)
{
    QWidget *const target = QApplication::focusWidget();
    QTest::keyClicks(target ? target : m_window.get(), text);
}
