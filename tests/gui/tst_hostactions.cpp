// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "models/pools/board.h"
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "tests/gui/consolefixture.h"
#include "ui/actions/actiondetail.h"
#include "ui/plan/plandialog.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimeEdit>
#include <QToolButton>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Agents and frameworks by key and click, and plans whose server goes away. What went out is read from the simulator's
/// own log of calls.
class tst_HostActions : public QObject
{
    Q_OBJECT

private slots:
    void teardown_isCarriedOut_fromTheFrameworksPage();
    void teardown_isLocked_whileItsSchedulerIsConnected();
    void severalAgents_areCordonedByOnePlan();
    void agentsButtons_followItsState();
    void agentsButtons_sayWhatTheyNeed_whenMesosIsGone();
    void machineOfAnAgent_isHeldAndTerminated_fromItsMenu();
    void severalFrameworks_areTornDownByOnePlan();
    void cordonWithAnEnd_isToldAtTheAgent();
    void drain_namesWhatEnds_beforeItIsSent();
    void developmentStack_asksNoNumber();
    void serverKilledUnderAnOpenPlan_isSaidCalmly();
    void serverKilledDuringTheHold_leavesThePlanOpen();
    void voidAction_isReviewed_fromTheActionsPage();
    void headRoom_isShownForAJob();

private:
    static void unlock(stack::Stack &stack) { QVERIFY(stack.actions()->arming()->arm(u"drill"_s).isEmpty()); }

    static size_t callsOf(const sim::Demo &world, QLatin1StringView method)
    {
        const auto calls = world.calls();
        return static_cast<size_t>(
            std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; }));
    }

    static ui::TableView *shown(ConsoleFixture &console, const QString &page, const char *table)
    {
        console.window().showPage(page);
        ui::TableView *const view = console.table(table);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(view->tableModel()->totalCount() > 0, 20000); }();
        return view;
    }

    static QStringList activeAgents(ConsoleFixture &console, const QString &pool, qsizetype count)
    {
        const mesos::Snapshot picture = console.stack().mesos()->snapshot();
        QStringList ids;
        for (const mesos::Agent &agent : picture->agents) {
            if (ids.size() < count && agent.phase == mesos::AgentPhase::Active && agent.liveTasks > 0
                && picture->string(picture->attribute(agent, "slave-type")) == pool)
                ids << picture->string(agent.id);
        }
        return ids;
    }

    /// The entry of the context menu over the table's current row that begins so.
    static bool trigger(ui::TableView *table, const QString &text)
    {
        const QPoint at = table->visualRect(table->currentIndex()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
        QApplication::sendEvent(table->viewport(), &event);
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        const QList<QAction *> entries = menu->actions();
        const auto entry
            = std::ranges::find_if(entries, [&](const QAction *action) { return action->text().startsWith(text); });
        if (entry != entries.end())
            (*entry)->trigger();
        menu->close();
        return entry != entries.end();
    }

    /// The plan over the window once it is read.
    static ui::PlanDialog *plan(QWidget &window)
    {
        ui::PlanDialog *dialog = nullptr;
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT((dialog = window.findChild<ui::PlanDialog *>()) != nullptr, 20000);
            QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QWidget *>(u"planCalls"_s)->isVisible(), 20000);
        }();
        return dialog;
    }

    static QPushButton *act(ui::PlanDialog *dialog) { return dialog->findChild<QPushButton *>(u"planAct"_s); }

    static QPushButton *buttonOf(QWidget &window, const QString &text)
    {
        const QList<QPushButton *> buttons = window.findChildren<QPushButton *>();
        const auto found = std::ranges::find_if(
            buttons, [&](const QPushButton *button) { return button->isVisible() && button->text() == text; });
        return found == buttons.end() ? nullptr : *found;
    }

    static verbs::Selection one(const QString &job, const QList<int> &instances = {})
    {
        verbs::Selection selection;
        selection.parts.append({ *aurora::JobKey::parse(job), instances });
        return selection;
    }
};

void tst_HostActions::teardown_isCarriedOut_fromTheFrameworksPage()
{
    ConsoleFixture console;
    ui::TableView *const table = shown(console, u"frameworks"_s, "frameworksTable");
    unlock(console.stack());
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto orphan
        = std::ranges::find(picture->frameworks, mesos::FrameworkPhase::Disconnected, &mesos::Framework::phase);
    QVERIFY(orphan != picture->frameworks.end());
    const QString id = picture->string(orphan->id);
    console.window().open({ links::ObjectRef::Kind::Framework, id.toUtf8() });
    QTRY_COMPARE(table->currentKey(), id.toUtf8());
    QVERIFY(trigger(table, u"Tear down…"_s));
    ui::PlanDialog *const dialog = plan(console.window());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"its scheduler never comes back"_s);
    QVERIFY(!act(dialog)->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planNumber"_s), u"0"_s);
    QVERIFY(act(dialog)->isEnabled());
    QTest::mouseClick(act(dialog), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "TEARDOWN"_L1), size_t{ 1 }, 20000);
    QCOMPARE(console.world().calls().back().object, id);
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().first().state, actions::State::Done, 20000);
}

void tst_HostActions::teardown_isLocked_whileItsSchedulerIsConnected()
{
    ConsoleFixture console;
    shown(console, u"frameworks"_s, "frameworksTable");
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto live = std::ranges::find(picture->frameworks, mesos::FrameworkPhase::Active, &mesos::Framework::phase);
    console.window().open({ links::ObjectRef::Kind::Framework, picture->string(live->id).toUtf8() });
    console.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Tear down…"_s), 10000);
    QPushButton *const button = buttonOf(console.window(), u"Tear down…"_s);
    QVERIFY(button->toolTip().startsWith(u"Its scheduler is connected."_s));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!console.window().findChild<ui::PlanDialog *>());
}

void tst_HostActions::severalAgents_areCordonedByOnePlan()
{
    ConsoleFixture console;
    ui::TableView *const table = shown(console, u"agents"_s, "agentsTable");
    unlock(console.stack());
    const QStringList agents = activeAgents(console, u"mesos-on-demand"_s, 3);
    QCOMPARE(agents.size(), 3);
    QItemSelection rows;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, 0);
        if (agents.contains(QString::fromUtf8(index.data(tables::TableModel::KeyRole).toByteArray())))
            rows.select(index, index);
    }
    const QModelIndex first = rows.indexes().first();
    table->scrollTo(first);
    table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(table->selectedKeys().size(), 3);
    QVERIFY(trigger(table, u"Cordon 3 agents…"_s));
    ui::PlanDialog *const dialog = plan(console.window());
    QCOMPARE(dialog->findChild<QTableView *>(u"planItems"_s)->model()->rowCount(), 3);
    QVERIFY(!dialog->findChild<QLineEdit *>(u"planNumber"_s)->isVisible()); // taken back at once: no number
    QTest::mouseClick(act(dialog), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "DEACTIVATE_AGENT"_L1), size_t{ 3 }, 20000);
    QStringList sent;
    for (const sim::LoggedCall &call : console.world().calls())
        sent << call.object;
    sent.sort();
    QStringList wanted = agents;
    wanted.sort();
    QCOMPARE(sent, wanted);
}

void tst_HostActions::agentsButtons_followItsState()
{
    ConsoleFixture console;
    shown(console, u"agents"_s, "agentsTable");
    unlock(console.stack());
    const QString agent = activeAgents(console, u"mesos-on-demand"_s, 1).value(0);
    console.window().open({ links::ObjectRef::Kind::Agent, agent.toUtf8() });
    console.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Cordon"_s), 10000);
    QVERIFY(buttonOf(console.window(), u"Drain…"_s));
    QVERIFY(buttonOf(console.window(), u"Maintenance"_s));
    QTest::mouseClick(buttonOf(console.window(), u"Cordon"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "DEACTIVATE_AGENT"_L1), size_t{ 1 }, 20000);
    console.stack().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Uncordon"_s), 20000);
    QVERIFY(!buttonOf(console.window(), u"Cordon"_s));
}

void tst_HostActions::agentsButtons_sayWhatTheyNeed_whenMesosIsGone()
{
    ConsoleFixture console;
    shown(console, u"agents"_s, "agentsTable");
    const QString agent = activeAgents(console, u"mesos-on-demand"_s, 1).value(0);
    console.window().open({ links::ObjectRef::Kind::Agent, agent.toUtf8() });
    console.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Cordon"_s), 10000);
    sim::Faults gone;
    gone.answer = sim::Faults::Answer::Dropped;
    gone.layer = u"mesos"_s;
    console.world().setFaults(gone);
    console.stack().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Cordon: needs Mesos"_s), 60000);
    QVERIFY(!buttonOf(console.window(), u"Cordon: needs Mesos"_s)->isEnabled());
    QVERIFY(buttonOf(console.window(), u"Drain: needs Mesos"_s));
    console.world().setFaults({});
    console.stack().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Cordon"_s), 60000);
    QVERIFY(buttonOf(console.window(), u"Cordon"_s)->isEnabled());
}

void tst_HostActions::machineOfAnAgent_isHeldAndTerminated_fromItsMenu()
{
    ConsoleFixture console;
    ui::TableView *const table = shown(console, u"agents"_s, "agentsTable");
    const auto isKnown = [&] {
        const pools::Snapshot picture = console.stack().poolBoard()->pools();
        return picture && std::ranges::any_of(picture->machines, [](const pools::Machine &machine) {
                   return !machine.instance.isEmpty() && !machine.agentId.isEmpty();
               });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(), 30000);
    const QString agent = activeAgents(console, u"mesos-on-demand"_s, 1).value(0);
    console.window().open({ links::ObjectRef::Kind::Agent, agent.toUtf8() });
    QTRY_COMPARE(table->currentKey(), agent.toUtf8());
    QVERIFY(trigger(table, u"Terminate once its tasks have ended…"_s));
    ui::PlanDialog *const dialog = plan(console.window());
    QVERIFY2(dialog->windowTitle().startsWith(u"Terminate i-"_s), qPrintable(dialog->windowTitle()));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!console.window().findChild<ui::PlanDialog *>());
    QApplication::setActiveWindow(&console.window());
    unlock(console.stack());
    const QPoint at = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &event);
    auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    auto *const hold = menu->findChild<QMenu *>(u"machineHold"_s);
    QVERIFY(hold);
    hold->actions().first()->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    QVERIFY(console.stack().actions()->records().first().plan->title.full().startsWith(u"Hold"_s));
}

void tst_HostActions::severalFrameworks_areTornDownByOnePlan()
{
    ConsoleFixture console;
    ui::TableView *const table = shown(console, u"frameworks"_s, "frameworksTable");
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    QStringList wanted;
    for (const mesos::Framework &framework : picture->frameworks) {
        if (framework.phase == mesos::FrameworkPhase::Disconnected
            || (framework.phase == mesos::FrameworkPhase::Active && wanted.size() < 2))
            wanted << picture->string(framework.id);
    }
    QVERIFY(wanted.size() >= 2);
    table->clearSelection();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, 0);
        if (wanted.contains(QString::fromUtf8(index.data(tables::TableModel::KeyRole).toByteArray()))) {
            table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
            table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        }
    }
    QVERIFY(trigger(table, u"Tear down %1 frameworks…"_s.arg(wanted.size())));
    const ui::PlanDialog *const dialog = plan(console.window());
    const int orphans = static_cast<int>(
        std::ranges::count(picture->frameworks, mesos::FrameworkPhase::Disconnected, &mesos::Framework::phase));
    QCOMPARE(dialog->findChild<QTableView *>(u"planItems"_s)->model()->rowCount(),
             orphans); // the live ones are left out
}

void tst_HostActions::cordonWithAnEnd_isToldAtTheAgent()
{
    ConsoleFixture console;
    shown(console, u"agents"_s, "agentsTable");
    unlock(console.stack());
    const QString agent = activeAgents(console, u"mesos-on-demand"_s, 1).value(0);
    console.window().open({ links::ObjectRef::Kind::Agent, agent.toUtf8() });
    console.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(buttonOf(console.window(), u"Cordon until…"_s), 10000);
    QTest::mouseClick(buttonOf(console.window(), u"Cordon until…"_s), Qt::LeftButton);
    auto *const wish = console.window().findChild<QDialog *>(u"cordonDialog"_s);
    QVERIFY(wish);
    auto *const span = wish->findChild<QComboBox *>(u"cordonSpan"_s);
    auto *const words = wish->findChild<QLabel *>(u"cordonWords"_s);
    QVERIFY2(words->text().endsWith(u", in 30 min"_s), qPrintable(words->text()));
    span->setCurrentIndex(span->count() - 1);
    wish->findChild<QTimeEdit *>(u"cordonTime"_s)->setTime({ 8, 30 });
    QCOMPARE(words->text(), u"08:30:00 BRT, in 4 h 42"_s);
    wish->findChild<QTimeEdit *>(u"cordonTime"_s)->setTime({ 3, 30 }); // it is 03:47: tomorrow's
    QVERIFY2(words->text().endsWith(u", in 23 h 42"_s), qPrintable(words->text()));
    wish->findChild<QTimeEdit *>(u"cordonTime"_s)->setTime({ 8, 30 });
    QTest::mouseClick(wish->findChild<QPushButton *>(u"wishPlan"_s), Qt::LeftButton);
    ui::PlanDialog *const dialog = plan(console.window());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"kernel update"_s);
    QCOMPARE(callsOf(console.world(), "DEACTIVATE_AGENT"_L1), size_t{ 0 });
    QTest::mouseClick(act(dialog), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "DEACTIVATE_AGENT"_L1), size_t{ 1 }, 20000);
    console.stack().refresh();
    const auto says = [&](const QString &text) {
        const QList<QLabel *> labels
            = console.window().findChild<QWidget *>(u"agentInspector"_s)->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(text); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(u"kernel update"_s), 20000);
    QVERIFY(says(u"08:30:00 BRT, in 4 h"_s));
}

void tst_HostActions::drain_namesWhatEnds_beforeItIsSent()
{
    ConsoleFixture console;
    ui::TableView *const table = shown(console, u"agents"_s, "agentsTable");
    unlock(console.stack());
    const QString agent = activeAgents(console, u"mesos-on-demand"_s, 1).value(0);
    QVERIFY(table->select(agent.toUtf8()));
    QVERIFY(trigger(table, u"Drain of all tasks…"_s));
    ui::PlanDialog *const dialog = plan(console.window());
    QVERIFY(dialog->findChild<QPlainTextEdit *>(u"planCalls"_s)->toPlainText().contains(u"DRAIN_AGENT "_s + agent));
    const QAbstractItemModel *const rows = dialog->findChild<QTableView *>(u"planItems"_s)->model();
    QCOMPARE(rows->rowCount(), 1);
    QVERIFY(rows->index(0, 2).data().toInt() > 0);
    QCOMPARE(rows->index(0, 3).data().toString().split(u", "_s).size(), rows->index(0, 2).data().toInt());
    QVERIFY(dialog->findChild<QLineEdit *>(u"planNumber"_s)->isVisible());
    QVERIFY(!act(dialog)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(console.world().calls().size(), size_t{ 0 });
}

void tst_HostActions::developmentStack_asksNoNumber()
{
    QTemporaryDir home;
    for (const char *variable : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME" })
        qputenv(variable, home.path().toLocal8Bit());
    sim::Demo world(ConsoleFixture::frozen());
    config::StackConfig config;
    config.name = u"cantareira-dev"_s;
    config.tier = config::Tier::Development;
    config.poolAttribute = u"slave-type"_s;
    config.mesosMasters = world.masters();
    config.auroraSchedulers = world.auroraUrls();
    config.hurry = 20;
    stack::Stack stack(config, {}, world.clock(), home.path());
    ui::MainWindow window(QList<stack::Stack *>{ &stack }, console::pages());
    window.show();
    stack.start();
    unlock(stack);
    auto *dialog
        = ui::PlanDialog::open(stack.actions(), verbs::RestartVerb::request(one(u"jobs/prod/hyoga-model"_s, { 0 })),
                               { stack.name(), config.tier }, stack.clock(), &window);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QWidget *>(u"planCalls"_s)->isVisible(), 20000);
    QVERIFY(!dialog->findChild<QLineEdit *>(u"planNumber"_s)->isVisible());
    QVERIFY(act(dialog)->isEnabled()); // a click is enough
    QTest::mouseClick(act(dialog), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!stack.actions()->records().isEmpty(), 10000);
    world.advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(world, "restartShards"_L1), size_t{ 1 }, 20000);
}

void tst_HostActions::serverKilledUnderAnOpenPlan_isSaidCalmly()
{
    ConsoleFixture console;
    shown(console, u"jobs"_s, "jobsTable");
    unlock(console.stack());
    verbs::Selection two = one(u"jobs/prod/hyoga-model"_s);
    two.parts += one(u"jobs/prod/fx-model"_s).parts;
    ui::PlanDialog::open(console.stack().actions(), verbs::KillVerb::request(two),
                         { console.stack().name(), console.stack().config().tier }, console.stack().clock(),
                         &console.window());
    ui::PlanDialog *const dialog = plan(console.window());
    sim::Faults faults;
    faults.auroraDown = true;
    console.world().setFaults(faults);
    auto *const rows = dialog->findChild<QTableView *>(u"planItems"_s);
    rows->setFocus();
    rows->setCurrentIndex(rows->model()->index(1, 0));
    QTest::keyClick(rows, Qt::Key_Space); // is planned anew, and nobody answers
    auto *const words = dialog->findChild<QLabel *>(u"planWords"_s);
    QTRY_VERIFY_WITH_TIMEOUT(words->isVisible() && words->text().contains(u"nothing listens"_s), 30000);
    QVERIFY(dialog->isVisible());
    QCOMPARE(console.world().calls().size(), size_t{ 0 });
}

void tst_HostActions::serverKilledDuringTheHold_leavesThePlanOpen()
{
    ConsoleFixture console;
    shown(console, u"jobs"_s, "jobsTable");
    unlock(console.stack());
    ui::PlanDialog::open(console.stack().actions(), verbs::KillVerb::request(one(u"jobs/prod/hyoga-model"_s, { 0 })),
                         { console.stack().name(), console.stack().config().tier }, console.stack().clock(),
                         &console.window());
    QPointer<ui::PlanDialog> dialog = plan(console.window());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"drill"_s);
    for (int number = 0; number < 1000 && !act(dialog)->isEnabled(); ++number) {
        dialog->findChild<QLineEdit *>(u"planNumber"_s)->clear();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planNumber"_s), QString::number(number));
    }
    QVERIFY(act(dialog)->isEnabled());
    QTest::mouseClick(act(dialog), Qt::LeftButton);
    auto *const cancel = dialog->findChild<QPushButton *>(u"planCancel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cancel->text().startsWith(u"Sending in"_s), 10000);
    sim::Faults faults;
    faults.auroraDown = true;
    console.world().setFaults(faults);
    console.world().advance(6s);
    QTRY_VERIFY_WITH_TIMEOUT(dialog && dialog->findChild<QLabel *>(u"planWords"_s)->isVisible(), 30000);
    const QString said = dialog->findChild<QLabel *>(u"planWords"_s)->text();
    QVERIFY2(said.contains(u"nothing was sent"_s), qPrintable(said));
    QVERIFY(dialog->isVisible());
    QCOMPARE(console.world().calls().size(), size_t{ 0 });
}

void tst_HostActions::voidAction_isReviewed_fromTheActionsPage()
{
    ConsoleFixture console;
    shown(console, u"jobs"_s, "jobsTable");
    unlock(console.stack());
    actions::ActionCenter *const center = console.stack().actions();
    std::optional<actions::Plan> drawn;
    QCoro::connect(center->plan(verbs::RestartVerb::request(one(u"jobs/prod/hyoga-model"_s, { 0 }))), &console.window(),
                   [&](const core::Result<actions::Plan> &fresh) {
                       if (fresh)
                           drawn = *fresh;
                   });
    QTRY_VERIFY_WITH_TIMEOUT(drawn, 20000);
    actions::Consent consent;
    consent.reason = u"drill"_s;
    consent.number = drawn->expectedNumber();
    QString id;
    QCoro::connect(center->confirm(*drawn, consent), &console.window(),
                   [&](const core::Result<QString> &begun) { id = begun.value_or(QString()); });
    QTRY_VERIFY_WITH_TIMEOUT(!id.isEmpty(), 10000);
    console.world().advance(3h); // the hold is over, and so is the night's job
    QTRY_COMPARE_WITH_TIMEOUT(center->record(id)->state, actions::State::Void, 30000);
    console.window().open({ links::ObjectRef::Kind::Action, id.toUtf8() });
    auto *const review = console.window().findChild<QPushButton *>(u"actionReview"_s);
    QTRY_VERIFY_WITH_TIMEOUT(review && review->isVisible() && review->height() > 0, 10000);
    QSignalSpy asked(console.window().findChild<ui::ActionDetail *>(), &ui::ActionDetail::planRequested);
    QTest::mouseClick(review, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(console.window().findChild<ui::PlanDialog *>(), 10000);
    QCOMPARE(callsOf(console.world(), "restartShards"_L1), size_t{ 0 });
}

void tst_HostActions::headRoom_isShownForAJob()
{
    ConsoleFixture console;
    ui::TableView *const table = shown(console, u"jobs"_s, "jobsTable");
    QVERIFY(table->select("services/prod/capivara-clj") || table->select("jobs/prod/kafka-to-s3"));
    auto *const line = console.window().findChild<QToolButton *>(u"jobHeadRoom"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        line && line->isVisible() && line->text().contains(u"fit"_s) && !line->text().endsWith(u'…'), 20000);
    if (!line->isEnabled())
        return; // none fits: said in the line
    emit line->menu()->aboutToShow();
    QVERIFY(!line->menu()->actions().isEmpty());
    int named = 0;
    for (const QAction *action : line->menu()->actions())
        named += action->text().section(u' ', 0, 0).toInt();
    QVERIFY(named > 0 && line->text().section(u' ', 0, 0).remove(u',').toInt() >= named);
}

QTEST_MAIN(tst_HostActions)
#include "tst_hostactions.moc"
