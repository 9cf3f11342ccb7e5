// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/calls.h"
#include "models/core/format.h"
#include "models/pools/board.h"
#include "models/watch/watcher.h"
#include "tests/gui/consolefixture.h"
#include "tests/gui/jobdriver.h"
#include "tests/support/wait.h"
#include "ui/plan/plandialog.h"
#include "ui/pools/scaledialog.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The page Pools by key and click. What went out is read from the simulator's own log of calls.
class tst_PoolActions : public QObject
{
    Q_OBJECT

private slots:
    void awsIsALayer_likeTheOthers();
    void grows_byClick();
    void shrinks_byKey_andEndsNoTask();
    void tellsNumbers_thatDoNotGoTogether();
    void machinesMenu_offersToHold();
    void machineOfAFailedJob_isHeld_fromTheJobsMenu();
    void refusedMachines_areAskedForElsewhere();
    void suspendedRebalancing_isShown_andResumedByClickAndByPalette();
    void machinesHeldForNothing_areTold_withWhatEndsTheirCost();
    void cycles_inBatches();
    void startsInstances_asTheStacksFileSays();

private:
    static ui::TableView *shown(ConsoleFixture &console, const QString &pool)
    {
        console.window().showPage(u"pools"_s);
        ui::TableView *const view = console.table("poolsTable");
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(view->select(pool.toUtf8()) && view->currentKey() == pool.toUtf8(), 20000);
            QTRY_VERIFY_WITH_TIMEOUT(console.stack().poolBoard()->pools()->pool(pool)->wanted.has_value(), 20000);
            // The page knows it for a group, too.
            QTRY_VERIFY_WITH_TIMEOUT(console.window().findChild<QPushButton *>(u"poolGrow"_s)->isVisible(), 20000);
        }();
        return view;
    }

    static ui::ScaleDialog *dialogOf(ConsoleFixture &console)
    {
        ui::ScaleDialog *dialog = nullptr;
        [&] { QTRY_VERIFY((dialog = console.window().findChild<ui::ScaleDialog *>()) != nullptr); }();
        return dialog;
    }

    static ui::PlanDialog *planOf(ConsoleFixture &console)
    {
        ui::PlanDialog *dialog = nullptr;
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT((dialog = console.window().findChild<ui::PlanDialog *>()) != nullptr, 20000);
            QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QWidget *>(u"planCalls"_s)->isVisible(), 20000);
        }();
        return dialog;
    }

    static int wanted(ConsoleFixture &console, const QString &pool)
    {
        return console.stack().poolBoard()->pools()->pool(pool)->wanted.value_or(-1);
    }

    static size_t callsOf(ConsoleFixture &console, QLatin1StringView method)
    {
        const auto calls = console.world().calls();
        return static_cast<size_t>(
            std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; }));
    }
};

void tst_PoolActions::awsIsALayer_likeTheOthers()
{
    ConsoleFixture console;
    const auto aws = [&] { return console.stack().layers().last(); };
    QTRY_COMPARE_WITH_TIMEOUT(aws().state, stack::Layer::State::Live, 20000);
    QCOMPARE(aws().name, u"AWS"_s);
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::Forbidden;
    faults.layer = u"aws"_s;
    console.world().setFaults(faults);
    console.press(Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(aws().state, stack::Layer::State::Refused, 20000);
}

void tst_PoolActions::grows_byClick()
{
    ConsoleFixture console;
    const QString pool = u"mesos-on-demand"_s;
    shown(console, pool);
    QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
    const int before = wanted(console, pool);
    auto *const grow = console.window().findChild<QPushButton *>(u"poolGrow"_s);
    QTRY_VERIFY(grow->isVisible());
    QTest::mouseClick(grow, Qt::LeftButton);
    ui::ScaleDialog *const form = dialogOf(console);
    QCOMPARE(form->findChild<QSpinBox *>(u"scaleWanted"_s)->value(), before + 1);
    form->findChild<QSpinBox *>(u"scaleWanted"_s)->setValue(before + 2);
    QTest::mouseClick(form->findChild<QPushButton *>(u"scalePlan"_s), Qt::LeftButton);
    ui::PlanDialog *const plan = planOf(console);
    auto *const act = plan->findChild<QPushButton *>(u"planAct"_s);
    QTRY_VERIFY(act->isEnabled());
    QVERIFY2(act->text().contains(u"Grow mesos-on-demand by 2 machines"_s), qPrintable(act->text()));
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "UpdateAutoScalingGroup"_L1), size_t{ 1 }, 20000);
}

void tst_PoolActions::shrinks_byKey_andEndsNoTask()
{
    ConsoleFixture console;
    const QString pool = u"mesos-on-demand"_s;
    ui::TableView *const table = shown(console, pool);
    QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
    const int before = wanted(console, pool);
    const QPoint at = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &event);
    auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    const QList<QAction *> entries = menu->actions();
    const auto shrink = std::ranges::find(entries, u"Shrink…"_s, [](const QAction *entry) { return entry->text(); });
    QVERIFY(shrink != entries.end());
    (*shrink)->trigger();
    menu->close();
    ui::ScaleDialog *const form = dialogOf(console);
    auto *const count = form->findChild<QSpinBox *>(u"scaleWanted"_s);
    QVERIFY(count->value() < before);
    count->setFocus();
    count->selectAll();
    QTest::keyClicks(count, QString::number(before - 1));
    QTest::keyClick(form, Qt::Key_Return); // opens a plan and sends nothing
    ui::PlanDialog *const plan = planOf(console);
    auto *const act = plan->findChild<QPushButton *>(u"planAct"_s);
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(plan->findChild<QLineEdit *>(u"planReason"_s), u"the peak is over"_s);
    QTest::keyClicks(plan->findChild<QLineEdit *>(u"planNumber"_s), QString::number(before - 1));
    QVERIFY(act->isEnabled());
    QVERIFY2(act->text().contains(u"Scale in mesos-on-demand by 1 machine"_s), qPrintable(act->text()));
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "DEACTIVATE_AGENT"_L1), size_t{ 1 }, 20000);
    QCOMPARE(console.world().tasksEndedWithMachines(), 0);
}

void tst_PoolActions::tellsNumbers_thatDoNotGoTogether()
{
    pools::Pool pool;
    pool.name = u"mesos-on-demand"_s;
    pool.kind = pools::Pool::Kind::OnDemand;
    pool.min = 2;
    pool.max = 8;
    pool.wanted = 4;
    ui::ScaleDialog dialog({ u"stable"_s, config::Tier::Production }, pool, 1, true);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto *plan = dialog.findChild<QPushButton *>(u"scalePlan"_s);
    const auto *words = dialog.findChild<QLabel *>(u"scaleWords"_s);
    QVERIFY(plan->isEnabled());
    QVERIFY(words->text().startsWith(u"4 → 5 machines."_s));
    auto *count = dialog.findChild<QSpinBox *>(u"scaleWanted"_s);
    count->setValue(9);
    QVERIFY(!plan->isEnabled());
    QCOMPARE(words->text(), u"9 is not between 2 and 8."_s);
    count->setValue(4);
    QCOMPARE(words->text(), u"mesos-on-demand wants 4 machines already."_s);
    count->setValue(3);
    QVERIFY(plan->isEnabled());
    QVERIFY(words->text().contains(u"No task is ended"_s));
    QVERIFY(!dialog.findChild<QWidget *>(u"scaleMarket"_s)->isEnabled());
}

void tst_PoolActions::machinesMenu_offersToHold()
{
    ConsoleFixture console;
    shown(console, u"mesos-on-demand"_s);
    ui::TableView *const machines = console.table("poolMachineTable");
    const auto firstKey
        = [machines] { return machines->model()->index(0, 0).data(tables::TableModel::KeyRole).toByteArray(); };
    QTRY_VERIFY_WITH_TIMEOUT(firstKey().startsWith("i-"), 20000); // before AWS is read, agents alone stand there
    machines->clearSelection();
    machines->setCurrentIndex(machines->model()->index(0, 0));
    const QPoint at = machines->visualRect(machines->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, machines->viewport()->mapToGlobal(at));
    QApplication::sendEvent(machines->viewport(), &event);
    auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QStringList texts;
    for (const QAction *entry : menu->actions())
        texts << entry->text();
    menu->close();
    for (const QString &text : { u"Hold"_s, u"Release"_s, u"Replace…"_s, u"Terminate and shrink by one…"_s })
        QVERIFY2(texts.contains(text), qPrintable(text + u" in "_s + texts.join(u", "_s)));
}

void tst_PoolActions::machineOfAFailedJob_isHeld_fromTheJobsMenu()
{
    ConsoleFixture console;
    jobdriver::openJob(console.window(), "jobs/prod/itaipu-dimensional-modeling");
    const ui::TableView *const jobs = console.table("jobsTable");
    QMenu *holding = nullptr;
    const auto isOffered = [&] { // once AWS has told which machine is behind the agent
        const QPoint at = jobs->visualRect(jobs->currentIndex()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, at, jobs->viewport()->mapToGlobal(at));
        QApplication::sendEvent(jobs->viewport(), &event);
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        holding = menu ? menu->findChild<QMenu *>(u"jobHold"_s) : nullptr;
        if (menu && !holding)
            menu->close();
        return holding != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOffered(), 30000);
    QCOMPARE(holding->actions().first()->text(), u"for 2 hours…"_s);
    holding->actions().first()->trigger();
    if (QWidget *const open = QApplication::activePopupWidget())
        open->close();
    const ui::PlanDialog *const plan = planOf(console);
    QVERIFY2(plan->windowTitle().startsWith(u"Hold 1 machine of mesos-on-demand"_s), qPrintable(plan->windowTitle()));
}

void tst_PoolActions::refusedMachines_areAskedForElsewhere()
{
    ConsoleFixture console;
    shown(console, u"mesos-spot-1c"_s);
    const pools::Pool pool = *console.stack().poolBoard()->pools()->pool(u"mesos-spot-1c"_s);
    auto *const button = console.window().findChild<QPushButton *>(u"poolTryElsewhere"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 20000);
    const auto entries = [&] {
        QTest::mouseClick(button, Qt::LeftButton);
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        return menu ? menu->actions() : QList<QAction *>();
    };
    const auto trigger = [](QAction *entry) {
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        entry->trigger();
        menu->close();
    };
    const QList<QAction *> ways = entries();
    QVERIFY(ways.size() >= 2);
    const int missing = *pool.wanted - pool.launched;
    QVERIFY2(ways.first()->text().contains(u" by %1, in us-east-1"_s.arg(missing)), qPrintable(ways.first()->text()));
    trigger(ways.first());
    ui::ScaleDialog *const form = dialogOf(console); // the same request, changed
    QVERIFY(form->windowTitle() != u"Scale mesos-spot-1c"_s);
    QVERIFY(form->findChild<QLabel *>(u"scaleNote"_s)->isVisible());
    QTest::keyClick(form, Qt::Key_Escape);
    QTRY_VERIFY(!console.window().findChild<ui::ScaleDialog *>());

    trigger(entries().last());
    ui::PlanDialog *const plan = planOf(console);
    const QString calls = plan->findChild<QPlainTextEdit *>(u"planCalls"_s)->toPlainText();
    QVERIFY2(calls.contains(u"UpdateAutoScalingGroup mesos-spot-1c VPCZoneIdentifier=subnet-0a1b2c3d,"_s),
             qPrintable(calls));
    QCOMPARE(console.world().calls().size(), size_t{ 0 });
    shown(console, u"mesos-on-demand"_s);
    QTRY_VERIFY(!button->isVisible()); // nothing is refused there
}

void tst_PoolActions::suspendedRebalancing_isShown_andResumedByClickAndByPalette()
{
    ConsoleFixture console;
    const QString pool = u"mesos-on-demand"_s;
    shown(console, pool);
    auto *const button = console.window().findChild<QPushButton *>(u"poolResume"_s);
    QVERIFY(!button->isVisible());
    // Somebody else did it.
    QVERIFY(test::wait(console.stack().aws()->client()->order(aws::calls::suspend(pool, { u"AZRebalance"_s }))));
    console.press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), 20000);
    QVERIFY(button->toolTip().contains(u"AZRebalance"_s));
    QTest::mouseClick(button, Qt::LeftButton);
    ui::PlanDialog *plan = planOf(console);
    const auto calls = [&] { return plan->findChild<QPlainTextEdit *>(u"planCalls"_s)->toPlainText(); };
    QVERIFY2(calls().contains(u"ResumeProcesses mesos-on-demand AZRebalance"_s), qPrintable(calls()));
    QTest::keyClick(plan, Qt::Key_Escape);
    QTRY_VERIFY(!console.window().findChild<ui::PlanDialog *>());
    QApplication::setActiveWindow(&console.window()); // as a desktop does when a dialog goes
    console.press(Qt::Key_K, Qt::ControlModifier);
    console.type(u">resume what aws"_s);
    auto *const list = console.window().findChild<QAbstractItemView *>(u"paletteList"_s);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    console.press(Qt::Key_Return);
    plan = planOf(console);
    QVERIFY2(calls().contains(u"ResumeProcesses mesos-on-demand AZRebalance"_s), qPrintable(calls()));
    QCOMPARE(callsOf(console, "ResumeProcesses"_L1), size_t{ 0 });
}

void tst_PoolActions::machinesHeldForNothing_areTold_withWhatEndsTheirCost()
{
    ConsoleFixture console;
    const QString pool = u"mesos-on-demand"_s;
    shown(console, pool);
    auto *const remedy = console.window().findChild<QPushButton *>(u"poolRemedy"_s);
    QVERIFY(remedy && !remedy->isVisible());
    const core::TimePoint now = console.stack().clock().now();
    const QString machine = console.stack().poolBoard()->pools()->machinesOf(pool).first().instance;
    const aws::Call hold = aws::calls::tag({ machine },
                                           { { pools::heldByTag(), u"ana@ops"_s },
                                             { pools::heldSinceTag(), core::formatIso(now - 8h) },
                                             { pools::heldUntilTag(), core::formatIso(now - 2h) } });
    QVERIFY(test::wait(console.stack().aws()->client()->order(hold)));
    console.press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(remedy->isVisible(), 20000);
    QCOMPARE(remedy->text(), u"Release 1…"_s);
    const pools::Pool &held = *console.stack().poolBoard()->pools()->pool(pool);
    QCOMPARE(held.unneeded, 1);
    QVERIFY(held.unneededSpent > held.unneededPrice); // since two hours
    const auto needsLook = [&] {
        const QList<watch::Finding> &findings = watch::Watcher::of(&console.stack())->findings();
        return std::ranges::any_of(findings, [&](const watch::Finding &each) {
            return each.subject == u"1 machine of %1 still held"_s.arg(pool);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(needsLook(), 20000);
    QTest::mouseClick(remedy, Qt::LeftButton);
    QVERIFY(planOf(console)->windowTitle().contains(u"Release 1 machine of mesos-on-demand"_s));
}

void tst_PoolActions::cycles_inBatches()
{
    ConsoleFixture console;
    const QString pool = u"mesos-on-demand"_s;
    shown(console, pool);
    const int launched = console.stack().poolBoard()->pools()->pool(pool)->launched;
    QTest::mouseClick(console.window().findChild<QPushButton *>(u"poolCycle"_s), Qt::LeftButton);
    auto *const form = console.window().findChild<QDialog *>(u"cycleDialog"_s);
    QVERIFY(form);
    auto *const words = form->findChild<QLabel *>(u"cycleWords"_s);
    QCOMPARE(words->text(), u"%1 machines in %1 batches."_s.arg(launched));
    QTest::keyClicks(form->findChild<QSpinBox *>(u"cycleAtOnce"_s), u"4"_s);
    QCOMPARE(words->text(), u"%1 machines in %2 batches."_s.arg(launched).arg((launched + 3) / 4));
    QTest::keyClick(form, Qt::Key_Return); // opens a plan and sends nothing
    const ui::PlanDialog *const plan = planOf(console);
    QVERIFY(plan->windowTitle().contains(pool));
    QCOMPARE(console.world().calls().size(), size_t{ 0 });
}

void tst_PoolActions::startsInstances_asTheStacksFileSays()
{
    ConsoleFixture console;
    console.window().showPage(u"pools"_s);
    ui::TableView *const table = console.table("poolsTable");
    auto *const button = console.window().findChild<QPushButton *>(u"poolStart"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->select("model") && button->isVisible(), 20000);
    QTest::mouseClick(button, Qt::LeftButton);
    auto *const form = console.window().findChild<QDialog *>(u"launchDialog"_s);
    QVERIFY(form);
    QCOMPARE(form->findChild<QComboBox *>(u"launchPool"_s)->currentText(), u"model"_s);
    QCOMPARE(form->findChild<QComboBox *>(u"launchType"_s)->currentText(), u"r5.4xlarge"_s);
    auto *const words = form->findChild<QLabel *>(u"launchWords"_s);
    auto *const go = form->findChild<QPushButton *>(u"wishPlan"_s);
    form->findChild<QSpinBox *>(u"launchCount"_s)->setValue(3);
    QVERIFY2(words->text().contains(u"$3.02/h"_s), qPrintable(words->text()));
    auto *const tags = form->findChild<QLineEdit *>(u"launchTags"_s);
    tags->setText(u"ana"_s);
    QVERIFY(!go->isEnabled());
    tags->setText(u"owner=ana"_s);
    form->findChild<QComboBox *>(u"launchType"_s)->setCurrentText(u"big"_s);
    QVERIFY(!go->isEnabled());
    form->findChild<QComboBox *>(u"launchType"_s)->setCurrentText(u"r5.2xlarge"_s);
    form->findChild<QSpinBox *>(u"launchDisk"_s)->setValue(400);
    QVERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    ui::PlanDialog *const plan = planOf(console);
    const QString calls = plan->findChild<QPlainTextEdit *>(u"planCalls"_s)->toPlainText();
    for (const QString &part : { u"RunInstances 2 × r5.2xlarge, ami-03cf127a, 400 GiB gp3 in subnet-0a1b2c3d"_s,
                                 u"RunInstances 1 × "_s, u"owner=ana, team=itaipu, slave-type=model"_s })
        QVERIFY2(calls.contains(part), qPrintable(calls));
    QCOMPARE(console.world().calls().size(), size_t{ 0 });
}

QTEST_MAIN(tst_PoolActions)
#include "tst_poolactions.moc"
