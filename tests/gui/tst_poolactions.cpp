// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pools/board.h"
#include "tests/gui/consolefixture.h"
#include "ui/plan/plandialog.h"
#include "ui/pools/scaledialog.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
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

QTEST_MAIN(tst_PoolActions)
#include "tst_poolactions.moc"
