// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/pages.h"
#include "tests/gui/consolefixture.h"
#include "ui/createjob/createjobdialog.h"
#include "ui/plan/plandialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// How tests drive what is done to jobs: from the page over a dialog to the plan, as an operator does.
namespace jobdriver {

/// The window over the demo's cluster as if it were none of production's.
struct Staging
{
    Staging()
        : world(ConsoleFixture::frozen())
    {
        config::StackConfig config;
        config.name = u"cantareira-staging"_s;
        config.tier = config::Tier::Staging;
        config.poolAttribute = u"slave-type"_s;
        config.mesosMasters = world.masters();
        config.auroraSchedulers = world.auroraUrls();
        config.policy.interval = 500ms;
        config.hurry = 20;
        stack = std::make_unique<stack::Stack>(config, net::Credentials(), world.clock(), QString());
        window = std::make_unique<ui::MainWindow>(QList<stack::Stack *>{ stack.get() }, console::pages());
        window->resize(1600, 1000);
        window->show();
        stack->start();
        QApplication::setActiveWindow(window.get());
    }

    sim::Demo world;
    std::unique_ptr<stack::Stack> stack;
    std::unique_ptr<ui::MainWindow> window;
};

template <typename T>
T *find(QWidget *in, const char *name)
{
    T *widget = in->findChild<T *>(QLatin1StringView(name));
    if (!widget)
        qFatal("There is no %s.", name);
    return widget;
}

inline qsizetype callsOf(sim::Demo &world, QLatin1StringView method)
{
    const auto calls = world.calls();
    return std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; });
}

/// As soon as the button can be pressed and is where the layout wants it.
inline void click(QPushButton *button)
{
    const auto isThere = [button] {
        const QPoint centre = button->mapTo(button->window(), button->rect().center());
        return button->isVisible() && button->isEnabled() && button->window()->childAt(centre) == button;
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20000); }();
    QTest::mouseClick(button, Qt::LeftButton);
}

inline void unlock(stack::Stack &stack)
{
    QVERIFY(stack.actions()->arming()->arm(u"drill"_s).isEmpty());
}

inline ui::TableView *openJobs(ui::MainWindow &window)
{
    window.showPage(u"jobs"_s);
    auto *table = find<ui::TableView>(&window, "jobsTable");
    [&] { QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->totalCount() > 0, 20000); }();
    return table;
}

/// The plan that lies over the window, once it is read.
inline ui::PlanDialog *shownPlan(ui::MainWindow &window)
{
    ui::PlanDialog *dialog = nullptr;
    const auto isRead = [&] {
        dialog = window.findChild<ui::PlanDialog *>();
        return dialog && find<QWidget>(dialog, "planCalls")->isVisible();
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isRead(), 20000); }();
    return dialog;
}

inline ui::CreateJobDialog *shownDialog(ui::MainWindow &window)
{
    ui::CreateJobDialog *dialog = nullptr;
    const auto isShown = [&] {
        dialog = window.findChild<ui::CreateJobDialog *>();
        return dialog && dialog->isVisible();
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isShown(), 20000); }();
    return dialog;
}

inline void typeInto(ui::CreateJobDialog *dialog, const char *binding, const QString &text)
{
    auto *field = find<QLineEdit>(dialog, QByteArray("binding_").append(binding).constData());
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

/// Sends what is planned and runs the world until it is over.
inline actions::Record seeThrough(sim::Demo &world, stack::Stack &stack)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!stack.actions()->records().isEmpty(), 10000); }();
    const auto isOver = [&] {
        world.advance(500ms);
        return actions::isOver(stack.actions()->records().first().state);
    };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000); }();
    return stack.actions()->records().first();
}

/// The panel of that job, with its instances.
inline void openJob(ui::MainWindow &window, const QByteArray &key)
{
    ui::TableView *table = openJobs(window);
    [&] { QVERIFY(table->select(key)); }();
    const auto title = [&] { return find<QLabel>(&window, "jobTitle")->text().toUtf8(); };
    [&] { QTRY_COMPARE_WITH_TIMEOUT(title(), key, 10000); }();
    [&] { QTRY_VERIFY(!find<QLabel>(&window, "jobState")->text().isEmpty()); }(); // its row has come, too
}

/// Gives what the plan asks besides the click. The number is typed wrong first: it must not do.
inline void consent(ui::PlanDialog *plan, int number)
{
    auto *act = find<QPushButton>(plan, "planAct");
    auto *reason = find<QLineEdit>(plan, "planReason");
    auto *field = find<QLineEdit>(plan, "planNumber");
    if (reason->isVisible())
        QTest::keyClicks(reason, u"drill"_s);
    if (!field->isVisible())
        return;
    QTest::keyClicks(field, QString::number(number + 1));
    [&] { QVERIFY(!act->isEnabled()); }();
    field->clear();
    QTest::keyClicks(field, QString::number(number));
    [&] { QVERIFY(act->isEnabled()); }();
}

} // namespace jobdriver
