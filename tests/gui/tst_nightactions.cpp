// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/night/clearverb.h"
#include "models/verbs/night/markverb.h"
#include "models/verbs/night/pauseverb.h"
#include "models/verbs/night/stop/stopverb.h"
#include "models/verbs/night/unblockverb.h"
#include "tests/gui/consolefixture.h"
#include "ui/dag/nightpage.h"
#include "ui/dag/pauseband.h"
#include "ui/dag/pausedialog.h"
#include "ui/dag/triggerdialog.h"
#include "ui/plan/plandialog.h"
#include "ui/shell/elidedlabel.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What is done to the night from its page, by click and by key, in production. What went out is read from the
/// simulator's own log.
class tst_NightActions : public QObject
{
    Q_OBJECT

private slots:
    void theFirstFailure_isClearedWithAllBelowIt();
    void theFirstFailure_isUnblocked();
    void aNode_isMarked_fromItsMenu();
    void aNode_isStopped_fromItsMenu();
    void theUnitOfAPool_isOne_inTheMenuOfEachOfIt();
    void allOfTheRun_runsAgain();
    void theRun_isStopped_andResumed();
    void theDag_isPaused_andTheBandSaysWhoAndWhy();
    void aRun_isTriggered_withCheckedParameters();
    void theNode_isCleared_byKey();
    void severalNodes_areMarkedByOnePlan_fromTheList();
    void theMachineOfTheFirstFailure_isHeld_fromTheBar();

private:
    static void openNight(ConsoleFixture &console)
    {
        console.window().showPage(u"night"_s);
        QTRY_VERIFY_WITH_TIMEOUT(console.window().findChild<QPushButton *>(u"nightClear"_s) != nullptr, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(console.window().findChild<QPushButton *>(u"nightClear"_s)->isVisible(), 20000);
    }

    /// The entry of the page's menu about the run; null: there is none of that name.
    static QAction *runAction(ConsoleFixture &console, const QString &text)
    {
        QMenu *const menu = console.window().findChild<QToolButton *>(u"nightOrders"_s)->menu();
        emit menu->aboutToShow();
        const QList<QAction *> all = menu->actions();
        const auto found = std::ranges::find_if(all, [&](QAction *action) { return action->text().startsWith(text); });
        return found == all.end() ? nullptr : *found;
    }

    /// Clicks on the entry of that name in the menu that is open.
    static void clickEntry(const QString &text)
    {
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        const QList<QAction *> all = menu->actions();
        const auto found = std::ranges::find_if(all, [&](QAction *entry) { return entry->text().startsWith(text); });
        QVERIFY2(found != all.end(), qPrintable(text));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(*found).center());
    }

    /// Opens a node's menu in the graph and clicks.
    static void clickInMenu(ConsoleFixture &console, const QByteArray &node, const QString &text)
    {
        auto *const graph = console.window().findChild<ui::NightPage *>()->graph();
        console.window().open({ links::ObjectRef::Kind::Node, node });
        QTRY_COMPARE_WITH_TIMEOUT(graph->current(), node, 20000);
        QApplication::processEvents(); // the inspector takes its room
        const QPoint at = graph->boxOf(node).center().toPoint();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, graph->viewport()->mapToGlobal(at));
        QApplication::sendEvent(graph->viewport(), &event);
        clickEntry(text);
    }

    /// Opens the menu about the run by a click, and clicks in it.
    static void clickInRunMenu(ConsoleFixture &console, const QString &text)
    {
        QTimer::singleShot(0, qApp, [text] { clickEntry(text); }); // the menu keeps the click until it is closed
        QTest::mouseClick(console.window().findChild<QToolButton *>(u"nightOrders"_s), Qt::LeftButton);
    }

    static QString callsOf(ui::PlanDialog *dialog)
    {
        return dialog->findChild<QPlainTextEdit *>(u"planCalls"_s)->toPlainText();
    }

    /// The plan that is open now, once it has been read.
    static ui::PlanDialog *readyPlan(ConsoleFixture &console)
    {
        ui::PlanDialog *dialog = nullptr;
        const auto isReady = [&] {
            const QList<ui::PlanDialog *> all = console.window().findChildren<ui::PlanDialog *>();
            dialog = all.isEmpty() || !all.last()->isVisible() ? nullptr : all.last();
            return dialog && dialog->findChild<QWidget *>(u"planCalls"_s)->isVisible();
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isReady(), 30000); }();
        return dialog;
    }

    static qint64 numberOf(ConsoleFixture &console, const actions::Request &request)
    {
        std::optional<core::Result<actions::Plan>> plan;
        QCoro::connect(console.stack().actions()->plan(request), qApp,
                       [&](core::Result<actions::Plan> planned) { plan = std::move(planned); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(plan.has_value(), 30000); }();
        return *plan ? (*plan)->expectedNumber().value_or(0) : 0;
    }

    /// Gives what the dialog asks for, by key, and clicks; then lets the world go on until the action is over.
    static void carryOut(ConsoleFixture &console, ui::PlanDialog *dialog, qint64 number)
    {
        if (!console.stack().actions()->arming()->isArmed())
            QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"a drill"_s);
        if (auto *edit = dialog->findChild<QLineEdit *>(u"planNumber"_s); edit->isVisible())
            QTest::keyClicks(edit, QString::number(number));
        if (auto *edit = dialog->findChild<QLineEdit *>(u"planStackName"_s); edit->isVisible())
            QTest::keyClicks(edit, console.stack().name());
        auto *const act = dialog->findChild<QPushButton *>(u"planAct"_s);
        QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 5000);
        const qsizetype before = console.stack().actions()->records().size();
        QTest::mouseClick(act, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().actions()->records().size() > before, 20000);
    }

    static void seeThrough(ConsoleFixture &console)
    {
        const auto isOver = [&] {
            console.world().advance(500ms);
            return actions::isOver(console.stack().actions()->records().first().state);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), 90000);
        const actions::Record record = console.stack().actions()->records().first();
        QVERIFY2(record.state == actions::State::Done, qPrintable(record.outcome));
    }

    static const dag::NodeRun *nodeOf(ConsoleFixture &console, const QString &id)
    {
        const dag::NightPtr &night = console.stack().night()->night();
        const auto found = std::ranges::find(night->graph->nodes, id, &dag::Node::id);
        return found == night->graph->nodes.end()
            ? nullptr
            : &night->nodes[static_cast<size_t>(found - night->graph->nodes.begin())];
    }

    static qsizetype orders(const sim::Demo &world, const QString &method)
    {
        const auto calls = world.calls();
        return std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method.contains(method); });
    }

    static qsizetype clearings(const sim::Demo &world)
    {
        const auto calls = world.calls();
        return std::ranges::count_if(calls, [](const sim::LoggedCall &call) {
            return call.server == u"airflow"_s && call.method.contains(u"clearTaskInstances"_s)
                && !call.arguments.toObject().value("dry_run"_L1).toBool(true);
        });
    }
};

void tst_NightActions::theFirstFailure_isClearedWithAllBelowIt()
{
    ConsoleFixture console;
    console.window().showPage(u"night"_s);
    QPushButton *clear = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((clear = console.window().findChild<QPushButton *>(u"nightClear"_s)) != nullptr, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(clear->isVisible(), 20000);
    const int below = clear->text().split(u' ').value(2).toInt(); // "Clear with 20 downstream…"
    QVERIFY2(below > 0, qPrintable(clear->text()));
    QTest::mouseClick(clear, Qt::LeftButton);

    ui::PlanDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = console.window().findChild<ui::PlanDialog *>()) != nullptr, 20000);
    auto *const act = dialog->findChild<QPushButton *>(u"planAct"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QWidget *>(u"planCalls"_s)->isVisible(), 20000);
    QVERIFY(dialog->windowTitle().contains(QString::number(below + 1))
            || act->text().contains(QString::number(below + 1))); // the button promised what the plan lists
    QCOMPARE(clearings(console.world()), 0); // the dry run is no clearing

    QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"the disk was made larger"_s);
    if (auto *number = dialog->findChild<QLineEdit *>(u"planNumber"_s); number && number->isVisible())
        QTest::keyClicks(number, QString::number(117 - below - 1)); // nodes that stay as they are
    QTRY_VERIFY_WITH_TIMEOUT(act->isEnabled(), 5000);
    QTest::mouseClick(act, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s); // the hold
    QTRY_VERIFY_WITH_TIMEOUT(clearings(console.world()) > 0, 20000);
}

void tst_NightActions::theFirstFailure_isUnblocked()
{
    ConsoleFixture console;
    openNight(console);
    const qsizetype before = clearings(console.world());
    QTest::mouseClick(console.window().findChild<QPushButton *>(u"nightUnblock"_s), Qt::LeftButton);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    QCOMPARE(clearings(console.world()), before);
    const dag::Run run = console.stack().night()->night()->run;
    carryOut(console, dialog,
             numberOf(console, verbs::UnblockVerb::request(run.dag, run.id, { u"itaipu-dimensional-modeling"_s, -1 })));
    seeThrough(console);
    QCOMPARE(clearings(console.world()), before); // Airflow has cleared with the mark what it blocked
    QTRY_VERIFY_WITH_TIMEOUT(nodeOf(console, u"itaipu-dimensional-modeling"_s)->state == dag::NodeState::Done, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(nodeOf(console, u"itaipu-finance"_s)->state != dag::NodeState::Blocked, 20000);
}

void tst_NightActions::aNode_isMarked_fromItsMenu()
{
    ConsoleFixture console;
    openNight(console);
    const dag::Run run = console.stack().night()->night()->run;
    clickInMenu(console, "scale-ec2-model", u"Mark success"_s);
    ui::PlanDialog *dialog = readyPlan(console);
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape); // nothing is sent
    QTRY_VERIFY(!dialog->isVisible());
    QCOMPARE(console.stack().actions()->records().size(), 0);
    clickInMenu(console, "scale-ec2-model", u"Mark success"_s);
    dialog = readyPlan(console);
    QVERIFY(dialog);
    carryOut(console, dialog,
             numberOf(console,
                      verbs::MarkVerb::request(verbs::MarkVerb::Way::Success, run.dag, run.id,
                                               { { u"scale-ec2-model"_s, -1 } })));
    seeThrough(console);
    QTRY_VERIFY_WITH_TIMEOUT(nodeOf(console, u"scale-ec2-model"_s)->state == dag::NodeState::Done, 20000);
    const auto calls = console.world().calls();
    QVERIFY(std::ranges::any_of(calls, [](const sim::LoggedCall &call) {
        return call.server == u"airflow"_s
            && call.arguments.toObject().value("note"_L1).toString().startsWith(u"a drill"_s);
    }));
}

void tst_NightActions::aNode_isStopped_fromItsMenu()
{
    ConsoleFixture console;
    openNight(console);
    const dag::Run run = console.stack().night()->night()->run;
    clickInMenu(console, "hyoga-model", u"Stop it"_s);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    QCOMPARE(orders(console.world(), u"killTasks"_s), 0);
    carryOut(console, dialog, numberOf(console, verbs::StopVerb::request({ run.dag, run.id, { u"hyoga-model"_s } })));
    seeThrough(console);
    QCOMPARE(orders(console.world(), u"killTasks"_s), 1);
    QTRY_VERIFY_WITH_TIMEOUT(nodeOf(console, u"hyoga-model"_s)->state == dag::NodeState::Failed, 20000);
    QVERIFY(nodeOf(console, u"fraud-signals"_s)->state == dag::NodeState::Running); // beside it
    QVERIFY(console.stack().night()->night()->run.state == dag::RunState::Running);
}

void tst_NightActions::theUnitOfAPool_isOne_inTheMenuOfEachOfIt()
{
    ConsoleFixture console;
    openNight(console);
    clickInMenu(console, "fx-scores", u"Clear all 4 of pool ec2-model"_s);
    ui::PlanDialog *dialog = readyPlan(console);
    QVERIFY(dialog);
    for (const QString &node : { u"scale-ec2-model"_s, u"fx-scores"_s, u"hyoga-scores"_s, u"downscale-ec2-model"_s })
        QVERIFY2(callsOf(dialog).contains(node), qPrintable(callsOf(dialog)));
    QVERIFY(!callsOf(dialog).contains(u"databricks_load-scores"_s)); // what waits for them stays as it is
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isVisible());
    clickInMenu(console, "scale-ec2-model", u"Stop all of pool ec2-model"_s);
    dialog = readyPlan(console);
    QVERIFY(dialog);
    QVERIFY(callsOf(dialog).contains(u"hyoga-scores"_s) && callsOf(dialog).contains(u" scale-ec2-model"_s));
    QVERIFY(!callsOf(dialog).contains(u"downscale-ec2-model"_s)); // it gives the machines back
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isVisible());
    QCOMPARE(console.stack().actions()->records().size(), 0);
}

void tst_NightActions::allOfTheRun_runsAgain()
{
    ConsoleFixture console;
    openNight(console);
    const dag::Run run = console.stack().night()->night()->run;
    clickInRunMenu(console, u"Run all of it again"_s);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    QCOMPARE(clearings(console.world()), 0);
    airflow::calls::Clearing whole;
    whole.dagId = run.dag;
    whole.runId = run.id;
    carryOut(console, dialog, numberOf(console, verbs::ClearVerb::request(whole)));
    seeThrough(console);
    QCOMPARE(clearings(console.world()), 1);
    // What was done runs once more, from the start.
    const auto isAnew = [&] { return nodeOf(console, u"publish-metapod"_s)->state == dag::NodeState::Waiting; };
    QTRY_VERIFY_WITH_TIMEOUT(isAnew(), 20000);
    QVERIFY(dag::countsOf(*console.stack().night()->night()).done < 20);
}

void tst_NightActions::theRun_isStopped_andResumed()
{
    ConsoleFixture console;
    openNight(console);
    QVERIFY(!runAction(console, u"Resume what was stopped"_s));
    QAction *const stop = runAction(console, u"Stop the run"_s);
    QVERIFY(stop);
    stop->trigger();
    ui::PlanDialog *dialog = readyPlan(console);
    QVERIFY(dialog);
    QCOMPARE(orders(console.world(), u"killTasks"_s), 0);
    const dag::Run run = console.stack().night()->night()->run;
    carryOut(console, dialog, numberOf(console, verbs::StopVerb::request({ run.dag, run.id, {} })));
    seeThrough(console);
    QVERIFY(orders(console.world(), u"killTasks"_s) > 0);
    QVERIFY(orders(console.world(), u"TEARDOWN"_s) > 0);
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night()->run.state == dag::RunState::Failed, 20000);

    QAction *const resume = runAction(console, u"Resume what was stopped"_s);
    QVERIFY(resume);
    const auto back = console.stack().actions()->undoRequest(console.stack().actions()->records().first().id);
    QVERIFY(back);
    resume->trigger();
    dialog = readyPlan(console);
    QVERIFY(dialog);
    carryOut(console, dialog, numberOf(console, *back));
    seeThrough(console);
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night()->run.state == dag::RunState::Running, 20000);
}

void tst_NightActions::theDag_isPaused_andTheBandSaysWhoAndWhy()
{
    ConsoleFixture console;
    openNight(console);
    auto *const band = console.window().findChild<QWidget *>(u"nightPaused"_s);
    QVERIFY(band && !band->isVisible());
    runAction(console, u"Pause the DAG"_s)->trigger();
    ui::PauseDialog *pause = nullptr;
    QTRY_VERIFY((pause = console.window().findChild<ui::PauseDialog *>()) != nullptr);
    QTest::mouseClick(pause->findChild<QPushButton *>(u"wishPlan"_s), Qt::LeftButton);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    carryOut(console, dialog, 0);
    console.world().advance(6s); // the hold
    QTRY_VERIFY_WITH_TIMEOUT(band->isVisible(), 30000);
    const QString words = band->findChild<ui::ElidedLabel *>(u"nightPausedWords"_s)->text();
    QVERIFY2(words.contains(u"a drill"_s) && words.contains(u"until"_s), qPrintable(words));
    // Half an hour later it goes on by itself.
    console.world().advance(31min);
    seeThrough(console);
    QTRY_VERIFY_WITH_TIMEOUT(!band->isVisible(), 30000);
}

void tst_NightActions::aRun_isTriggered_withCheckedParameters()
{
    ConsoleFixture console;
    openNight(console);
    const auto isRead = [&] { // some are read of their own, one by one
        const QList<dag::Parameter> &all = console.stack().night()->night()->run.parameters;
        return std::ranges::all_of(console.stack().config().airflow.parameters, [&](const auto &rule) {
            return std::ranges::find(all, rule.name, &dag::Parameter::name) != all.end();
        });
    };
    QTRY_VERIFY(isRead());
    runAction(console, u"Trigger a run"_s)->trigger();
    ui::TriggerDialog *trigger = nullptr;
    QTRY_VERIFY((trigger = console.window().findChild<ui::TriggerDialog *>()) != nullptr);
    auto *const conf = trigger->findChild<QPlainTextEdit *>(u"triggerConf"_s);
    auto *const verdict = trigger->findChild<QLabel *>(u"triggerVerdict"_s);
    auto *const plan = trigger->findChild<QPushButton *>(u"wishPlan"_s);
    QVERIFY(conf->toPlainText().contains(u"transaction"_s)); // of the last run
    QCOMPARE(verdict->text(), u"As in the last run."_s);
    conf->setFocus();
    conf->selectAll();
    QTest::keyClicks(conf, u"{ \"transaction\": "_s);
    QVERIFY(!plan->isEnabled());
    QVERIFY2(verdict->text().contains(u"Line 1"_s), qPrintable(verdict->text()));
    QTest::keyClicks(conf, u"\"other\" }"_s);
    QVERIFY(plan->isEnabled());
    QVERIFY2(verdict->text().contains(u"Another transaction"_s), qPrintable(verdict->text()));
    QTest::mouseClick(plan, Qt::LeftButton);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    carryOut(console, dialog, 0);
    seeThrough(console);
    QCOMPARE(orders(console.world(), u"POST dagRuns"_s), 1);
}

void tst_NightActions::theNode_isCleared_byKey()
{
    ConsoleFixture console;
    openNight(console);
    auto *const page = console.window().findChild<ui::NightPage *>();
    QVERIFY(page);
    page->graph()->setFocus();
    QTest::mouseClick(console.window().findChild<QPushButton *>(u"nightShowFailure"_s), Qt::LeftButton);
    QTRY_COMPARE(console.table("nightTable")->currentKey(), QByteArray("itaipu-dimensional-modeling"));
    QTest::keyClick(&console.window(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    QVERIFY(dialog->windowTitle().contains(u"Clear"_s)
            || dialog->findChild<QPushButton *>(u"planAct"_s)->text().contains(u"Clear"_s));
    QTest::keyClick(dialog, Qt::Key_Return); // never sends
    QCOMPARE(console.stack().actions()->records().size(), 0);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isVisible());
}

void tst_NightActions::severalNodes_areMarkedByOnePlan_fromTheList()
{
    ConsoleFixture console;
    openNight(console);
    auto *const page = console.window().findChild<ui::NightPage *>();
    page->setView(ui::NightPage::View::List);
    ui::TableView *const table = console.table("nightTable");
    QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && table->tableModel()->shownCount() > 10, 20000);
    const QList<QByteArray> wanted{ "scale-ec2-model", "fx-scores" };
    table->clearSelection();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, 0);
        if (!wanted.contains(index.data(tables::TableModel::KeyRole).toByteArray()))
            continue;
        table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    QCOMPARE(table->selectedKeys().size(), 2);
    table->scrollTo(table->currentIndex());
    const QPoint at = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &event);
    clickEntry(u"Mark these 2 success"_s);
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    for (const QByteArray &node : wanted)
        QVERIFY2(callsOf(dialog).contains(QString::fromUtf8(node)), qPrintable(callsOf(dialog)));
}

void tst_NightActions::theMachineOfTheFirstFailure_isHeld_fromTheBar()
{
    ConsoleFixture console;
    openNight(console);
    auto *const hold = console.window().findChild<QPushButton *>(u"nightHold"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hold->isVisible(), 20000);
    QMenu *holding = nullptr;
    const auto isOffered = [&] { // once AWS has told which machine is behind the agent
        emit hold->menu()->aboutToShow();
        holding = hold->menu()->findChild<QMenu *>(u"jobHold"_s);
        return holding != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOffered(), 30000);
    holding->actions().first()->trigger();
    ui::PlanDialog *const dialog = readyPlan(console);
    QVERIFY(dialog);
    QVERIFY2(dialog->windowTitle().startsWith(u"Hold 1 machine of mesos-on-demand"_s),
             qPrintable(dialog->windowTitle()));
}

QTEST_MAIN(tst_NightActions)
#include "tst_nightactions.moc"
