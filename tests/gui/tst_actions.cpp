// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/agents/cordonverb.h"
#include "models/verbs/frameworks/teardownverb.h"
#include "tests/gui/consolefixture.h"
#include "tests/support/wait.h"
#include "ui/common/segments.h"
#include "ui/plan/plandialog.h"
#include "ui/plan/stopdialog.h"
#include "ui/plan/unlockdialog.h"
#include "ui/tablepage/inspectorsheet.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Kill, restart, cordon and teardown by key and click, against the demo's real sockets. What went out is read from the
/// simulator's own log of calls.
class tst_Actions : public QObject
{
    Q_OBJECT

private slots:
    void readOnly_sendsNothing_andOffersToUnlock();
    void unlockNeedsAReason_andLocksAgain();
    void killInProduction_asksForTheResultingNumber();
    void killTouchesThePlannedInstances_andNothingElse();
    void killSaysWhatItDoesToTheNight();
    void cancelWithinTheHold_sendsNothing();
    void enterNeverSends_escapeCancels();
    void pastingTheNumberIsOff();
    void untickedJob_isNotKilled();
    void protectedJob_isLeftOut_untilItsNameIsTyped();
    void restart_bringsANewTask();
    void cordon_goesThroughTheStrip_andCanBeUndone();
    void cordon_isInTheMenuOfAnAgent();
    void cordonWhileReadOnly_asksToUnlock_andGoesOn();
    void stopping_isAskedFirst();
    void pageOfActions_filters_exportsWhatIsShown_andHasAMenu();
    void teardown_isRefusedForTheLiveScheduler();
    void finishedActions_areOnThePage_withTheirJournal();

private:
    static ui::TableView *openJobs(ConsoleFixture &console)
    {
        console.window().showPage(u"jobs"_s);
        ui::TableView *const table = console.table("jobsTable");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->totalCount() > 0, 20000); }();
        return table;
    }

    static void unlock(ConsoleFixture &console)
    {
        QVERIFY(console.stack().actions()->arming()->arm(u"drill"_s).isEmpty());
    }

    static actions::Request killOf(const QList<QByteArray> &jobs)
    {
        QJsonArray parts;
        for (const QByteArray &job : jobs)
            parts.append(QJsonObject{ { u"job"_s, QString::fromUtf8(job) } });
        actions::Request request;
        request.verb = u"kill"_s;
        request.what = { { u"jobs"_s, parts } };
        return request;
    }

    /// The plan over the window, read and shown.
    static ui::PlanDialog *open(ConsoleFixture &console, const actions::Request &request)
    {
        auto *dialog = ui::PlanDialog::open(console.stack().actions(), request,
                                            { console.stack().name(), console.stack().config().tier },
                                            console.stack().clock(), &console.window());
        auto *calls = dialog->findChild<QWidget *>(u"planCalls"_s);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(calls->isVisible(), 20000); }();
        return dialog;
    }

    static qint64 expected(ConsoleFixture &console, const actions::Request &request)
    {
        std::optional<qint64> number;
        bool answered = false;
        QCoro::connect(console.stack().actions()->plan(request), &console.window(),
                       [&](const core::Result<actions::Plan> &plan) {
                           answered = true;
                           number = plan ? plan->expectedNumber() : std::nullopt;
                       });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answered, 20000); }();
        return number.value_or(-1);
    }

    static size_t callsOf(ConsoleFixture &console, QLatin1StringView method)
    {
        const auto calls = console.world().calls();
        return static_cast<size_t>(
            std::ranges::count_if(calls, [&](const sim::LoggedCall &call) { return call.method == method; }));
    }
};

void tst_Actions::readOnly_sendsNothing_andOffersToUnlock()
{
    ConsoleFixture console;
    openJobs(console);
    auto *dialog = open(console, killOf({ "jobs/prod/hyoga-model" }));
    auto *act = dialog->findChild<QPushButton *>(u"planAct"_s);
    QVERIFY(act->text().contains(u"Unlock"_s));
    QSignalSpy asked(dialog, &ui::PlanDialog::unlockRequested);
    QTest::mouseClick(act, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(callsOf(console, "killTasks"_L1), size_t{ 0 });
}

void tst_Actions::unlockNeedsAReason_andLocksAgain()
{
    ConsoleFixture console;
    console.press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = console.window().findChild<ui::UnlockDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *go = dialog->findChild<QPushButton *>(u"unlockGo"_s);
    QVERIFY(!go->isEnabled());
    dialog->findChild<QLineEdit *>(u"unlockReason"_s)->setFocus();
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"unlockReason"_s), u"the load stands still"_s);
    QVERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QVERIFY(console.stack().actions()->arming()->isArmed());
    QVERIFY(console.window().findChild<QWidget *>(u"armedStripe"_s)->isVisible());
    console.press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!console.stack().actions()->arming()->isArmed());
    QVERIFY(!console.window().findChild<QWidget *>(u"armedStripe"_s)->isVisible());
}

void tst_Actions::killInProduction_asksForTheResultingNumber()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    const actions::Request request = killOf({ "jobs/prod/hyoga-model" });
    const qint64 right = expected(console, request);
    QVERIFY(right >= 0);
    auto *dialog = open(console, request);
    auto *act = dialog->findChild<QPushButton *>(u"planAct"_s);
    auto *number = dialog->findChild<QLineEdit *>(u"planNumber"_s);
    auto *reason = dialog->findChild<QLineEdit *>(u"planReason"_s);
    QVERIFY(number->isVisible());
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(reason, u"frees machines for the re-run"_s);
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(number, QString::number(right + 1));
    QVERIFY(!act->isEnabled());
    const QString verdict = dialog->findChild<QLabel *>(u"planVerdict"_s)->text();
    QVERIFY2(verdict.startsWith(u"Not "_s), qPrintable(verdict));
    number->clear();
    QTest::keyClicks(number, QString::number(right));
    QVERIFY(act->isEnabled());
    QCOMPARE(callsOf(console, "killTasks"_L1), size_t{ 0 });
}

void tst_Actions::killTouchesThePlannedInstances_andNothingElse()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    const actions::Request request = killOf({ "jobs/prod/hyoga-model" });
    const qint64 right = expected(console, request);
    auto *dialog = open(console, request);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"drill"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planNumber"_s), QString::number(right));
    QSignalSpy started(dialog, &ui::PlanDialog::started);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planAct"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s); // the hold counts by the cluster's clock
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "killTasks"_L1), size_t{ 1 }, 20000);
    for (const sim::LoggedCall &call : console.world().calls())
        QCOMPARE(call.object, u"jobs/prod/hyoga-model"_s);
}

void tst_Actions::killSaysWhatItDoesToTheNight()
{
    ConsoleFixture console;
    openJobs(console);
    const dag::NightBoard *const board = console.stack().night();
    const auto isLearnt = [&] { return board->night() && board->history() && !board->isFilling(); };
    QTRY_VERIFY_WITH_TIMEOUT(isLearnt(), 60000);
    auto *dialog = open(console, killOf({ "jobs/prod/hyoga-model" }));
    const QString told = dialog->findChild<QWidget *>(u"planEffects"_s)->accessibleDescription();
    QVERIFY2(told.contains(u"Node hyoga-model: running before, fails after"_s), qPrintable(told));
    QVERIFY2(told.contains(u"Run ends"_s), qPrintable(told));
    QVERIFY2(told.contains(u"Chance of "_s), qPrintable(told));
    dialog->reject();
    // A job of no node leaves the night alone.
    dialog = open(console, killOf({ "jobs/prod/no-such-node" }));
    QVERIFY(!dialog->findChild<QWidget *>(u"planEffects"_s)->accessibleDescription().contains(u"Run ends"_s));
}

void tst_Actions::cancelWithinTheHold_sendsNothing()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    const actions::Request request = killOf({ "jobs/prod/hyoga-model" });
    const qint64 right = expected(console, request);
    auto *dialog = open(console, request);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"drill"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planNumber"_s), QString::number(right));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planAct"_s), Qt::LeftButton);
    auto *cancel = dialog->findChild<QPushButton *>(u"planCancel"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cancel->text().startsWith(u"Sending in"_s), 10000);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty()
                                 && console.stack().actions()->records().first().state == actions::State::Cancelled,
                             10000);
    console.world().advance(20s);
    QCOMPARE(callsOf(console, "killTasks"_L1), size_t{ 0 });
}

void tst_Actions::enterNeverSends_escapeCancels()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    const actions::Request request = killOf({ "jobs/prod/hyoga-model" });
    const qint64 right = expected(console, request);
    QPointer<ui::PlanDialog> dialog = open(console, request);
    auto *number = dialog->findChild<QLineEdit *>(u"planNumber"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"drill"_s);
    number->setFocus();
    QTest::keyClicks(number, QString::number(right));
    QTest::keyClick(number, Qt::Key_Return);
    QVERIFY(dialog && dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog || !dialog->isVisible());
    QVERIFY(console.stack().actions()->records().isEmpty());
    QCOMPARE(callsOf(console, "killTasks"_L1), size_t{ 0 });
}

void tst_Actions::pastingTheNumberIsOff()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    auto *dialog = open(console, killOf({ "jobs/prod/hyoga-model" }));
    auto *number = dialog->findChild<QLineEdit *>(u"planNumber"_s);
    QApplication::clipboard()->setText(u"12"_s);
    QTest::keyClick(number, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(number->text().isEmpty());
}

void tst_Actions::untickedJob_isNotKilled()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    actions::Request request = killOf({ "jobs/prod/hyoga-model", "jobs/prod/fx-model" });
    auto *dialog = open(console, request);
    auto *rows = dialog->findChild<QTableView *>(u"planItems"_s);
    QCOMPARE(rows->model()->rowCount(), 2);
    rows->setFocus();
    rows->setCurrentIndex(rows->model()->index(1, 0));
    QTest::keyClick(rows, Qt::Key_Space);
    auto *calls = dialog->findChild<QPlainTextEdit *>(u"planCalls"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!calls->toPlainText().contains(u"fx-model"_s), 10000);
    QVERIFY(calls->toPlainText().contains(u"hyoga-model"_s));
}

void tst_Actions::protectedJob_isLeftOut_untilItsNameIsTyped()
{
    ConsoleFixture console;
    openJobs(console);
    const aurora::Snapshot picture = console.stack().aurora()->snapshot();
    QVERIFY(picture);
    const auto fixed = std::ranges::find_if(picture->jobs, [&](const aurora::JobRow &job) {
        return picture->view(picture->constraint(job, "slave-type")) == "mesos-fixed" && job.stats.active > 0;
    });
    QVERIFY(fixed != picture->jobs.end());
    const QByteArray key = picture->string(fixed->key).toUtf8();
    const actions::Request request = killOf({ "jobs/prod/hyoga-model", key });
    core::Result<actions::Plan> plan = core::failure({});
    const auto read = [&](const actions::Request &wanted) {
        bool answered = false;
        QCoro::connect(console.stack().actions()->plan(wanted), &console.window(),
                       [&](const core::Result<actions::Plan> &fresh) {
                           answered = true;
                           plan = fresh;
                       });
        QTRY_VERIFY_WITH_TIMEOUT(answered, 20000);
    };
    read(request);
    QVERIFY(plan);
    const auto stepsOfFixed = [&] {
        return std::ranges::count_if(plan->steps,
                                     [&](const actions::Step &step) { return step.object.toUtf8() == key; });
    };
    QCOMPARE(stepsOfFixed(), 0);
    actions::Request unlocked = request;
    unlocked.unlocked = { picture->string(fixed->name) };
    read(unlocked);
    QVERIFY(plan);
    QCOMPARE(stepsOfFixed(), 1);
}

void tst_Actions::restart_bringsANewTask()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    actions::Request request = killOf({ "jobs/prod/hyoga-model" });
    request.verb = u"restart"_s;
    request.what = {
        { u"jobs"_s,
          QJsonArray{ QJsonObject{ { u"job"_s, u"jobs/prod/hyoga-model"_s }, { u"instances"_s, QJsonArray{ 0 } } } } }
    };
    request.batching.size = 1;
    const qint64 right = expected(console, request);
    auto *dialog = open(console, request);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planReason"_s), u"it hangs"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"planNumber"_s), QString::number(right));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planAct"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "restartShards"_L1), size_t{ 1 }, 20000);
    // Slowly: the time limit of the watch is simulated too, and must not run out between two looks.
    const auto isOver = [&] {
        console.world().advance(200ms);
        return actions::isOver(console.stack().actions()->records().first().state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000);
    QCOMPARE(console.stack().actions()->records().first().state, actions::State::Done);
    QCOMPARE(callsOf(console, "restartShards"_L1), size_t{ 1 });
}

void tst_Actions::cordon_goesThroughTheStrip_andCanBeUndone()
{
    ConsoleFixture console;
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 20000);
    unlock(console);
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto agent = std::ranges::find(picture->agents, mesos::AgentPhase::Active, &mesos::Agent::phase);
    const QString id = picture->string(agent->id);
    bool accepted = false;
    QCoro::connect(console.stack().actions()->act(verbs::CordonVerb::request(verbs::CordonVerb::Way::Cordon, { id })),
                   &console.window(), [&](const core::Result<QString> &action) { accepted = action.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(accepted, 10000);
    QCOMPARE(callsOf(console, "DEACTIVATE_AGENT"_L1), size_t{ 0 });
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "DEACTIVATE_AGENT"_L1), size_t{ 1 }, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().first().state, actions::State::Done, 20000);
    const auto undo = console.stack().actions()->undoRequest(console.stack().actions()->records().first().id);
    QVERIFY(undo);
    QCOMPARE(undo->verb, u"uncordon"_s);
}

void tst_Actions::cordon_isInTheMenuOfAnAgent()
{
    ConsoleFixture console;
    console.window().showPage(u"agents"_s);
    ui::TableView *const table = console.table("agentsTable");
    QTRY_VERIFY_WITH_TIMEOUT(table->tableModel()->totalCount() > 0, 20000);
    unlock(console);
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto agent = std::ranges::find(picture->agents, mesos::AgentPhase::Active, &mesos::Agent::phase);
    QVERIFY(table->select(picture->string(agent->id).toUtf8()));
    const QPoint at = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &event);
    auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    const QList<QAction *> entries = menu->actions();
    const auto cordon = std::ranges::find(entries, u"Cordon"_s, &QAction::text);
    QVERIFY(cordon != entries.end());
    (*cordon)->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "DEACTIVATE_AGENT"_L1), size_t{ 1 }, 20000);
    QCOMPARE(console.world().calls().back().object, picture->string(agent->id));
}

/// One click more than when it is unlocked: the action is not to be looked for again.
void tst_Actions::cordonWhileReadOnly_asksToUnlock_andGoesOn()
{
    ConsoleFixture console;
    console.window().showPage(u"agents"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 20000);
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto agent = std::ranges::find(picture->agents, mesos::AgentPhase::Active, &mesos::Agent::phase);
    console.window().open({ links::ObjectRef::Kind::Agent, picture->string(agent->id).toUtf8() });
    console.press(Qt::Key_Space);
    QPushButton *cordon = nullptr;
    const auto isThere = [&] {
        auto *const sheet = console.window().findChild<ui::InspectorSheet *>(u"agentInspector"_s);
        const QList<QPushButton *> buttons = sheet ? sheet->findChildren<QPushButton *>() : QList<QPushButton *>();
        const auto found = std::ranges::find(buttons, u"Cordon"_s, &QPushButton::text);
        cordon = found == buttons.end() ? nullptr : *found;
        return cordon && cordon->isVisible();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20000);
    const auto drawn = [&] { return cordon->icon().pixmap(16, 16).toImage(); };
    const QImage locked = drawn();
    QTest::mouseClick(cordon, Qt::LeftButton);
    auto *dialog = console.window().findChild<ui::UnlockDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape); // thought better of it
    QApplication::setActiveWindow(&console.window());
    QVERIFY(console.stack().actions()->records().isEmpty());
    QTRY_VERIFY(!console.window().findChild<ui::UnlockDialog *>());
    QTest::mouseClick(cordon, Qt::LeftButton);
    dialog = console.window().findChild<ui::UnlockDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"unlockReason"_s), u"drill"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"unlockGo"_s), Qt::LeftButton);
    QApplication::setActiveWindow(&console.window());
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().size(), 1, 10000);
    QVERIFY(drawn() != locked); // the padlock is gone
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console, "DEACTIVATE_AGENT"_L1), size_t{ 1 }, 20000);
}

/// "Stop…" promises a question.
void tst_Actions::stopping_isAskedFirst()
{
    ConsoleFixture console;
    openJobs(console);
    unlock(console);
    const actions::Request request = killOf({ "jobs/prod/hyoga-model" });
    const auto plan = test::wait(console.stack().actions()->plan(request));
    QVERIFY(plan);
    actions::Consent consent;
    consent.reason = u"drill"_s;
    consent.number = plan->expectedNumber();
    const auto id = test::wait(console.stack().actions()->confirm(*plan, consent));
    QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
    const auto state = [&] { return console.stack().actions()->record(*id)->state; };
    console.world().advance(6s); // the hold
    QTRY_VERIFY_WITH_TIMEOUT(state() != actions::State::Held, 20000);
    QVERIFY(actions::isUnderWay(state()));
    console.window().open({ links::ObjectRef::Kind::Action, id->toUtf8() });
    auto *const stop = console.window().findChild<QPushButton *>(u"actionStop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stop->isVisible() && stop->text() == u"Stop…"_s, 10000);
    const auto isInPlace
        = [&] { return console.window().childAt(stop->mapTo(&console.window(), stop->rect().center())) == stop; };
    QTRY_VERIFY_WITH_TIMEOUT(isInPlace(), 10000);
    QTest::mouseClick(stop, Qt::LeftButton);
    auto *dialog = console.window().findChild<ui::StopDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->findChild<QLabel *>(u"stopWords"_s)->text().contains(u"stay done"_s));
    QTest::keyClick(dialog, Qt::Key_Return); // lets it run
    QTRY_VERIFY(!console.window().findChild<ui::StopDialog *>());
    QVERIFY(state() != actions::State::Stopping && actions::isUnderWay(state()));
    QApplication::setActiveWindow(&console.window());
    QTest::mouseClick(stop, Qt::LeftButton);
    dialog = console.window().findChild<ui::StopDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"stopGo"_s), Qt::LeftButton);
    QVERIFY(state() == actions::State::Stopping || actions::isOver(state()));
}

void tst_Actions::pageOfActions_filters_exportsWhatIsShown_andHasAMenu()
{
    ConsoleFixture console;
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 20000);
    unlock(console);
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto agent = std::ranges::find(picture->agents, mesos::AgentPhase::Active, &mesos::Agent::phase);
    const auto id = test::wait(console.stack().actions()->act(
        verbs::CordonVerb::request(verbs::CordonVerb::Way::Cordon, { picture->string(agent->id) })));
    QVERIFY(id);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().first().state, actions::State::Done, 20000);
    console.window().open({ links::ObjectRef::Kind::Action, id->toUtf8() });
    ui::TableView *const table = console.table("actionsTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), 1, 10000);
    QWidget &window = console.window();
    const auto chip = [&](const QString &name) { return window.findChild<QToolButton *>(u"quick-"_s + name); };
    chip(u"half done"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), 0, 10000);
    chip(u"mine"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), 1, 10000);

    // What is exported, and whose columns are chosen, is what is shown.
    ui::Page *const page = console.window().page(u"actions"_s);
    const auto named = [&](const char *name) {
        const QList<QWidget *> widgets = page->barWidgetsRight();
        const auto found = std::ranges::find(widgets, QLatin1StringView(name), &QObject::objectName);
        return qobject_cast<QToolButton *>(*found);
    };
    const auto exported = [&] {
        named("exportButton")->click();
        auto *const dialog = named("exportButton")->findChild<QFileDialog *>(u"exportDialog"_s);
        const QString title = dialog->windowTitle();
        delete dialog;
        QApplication::setActiveWindow(&console.window());
        return title;
    };
    QCOMPARE(exported(), u"Export actions"_s);
    auto *const view = window.findChild<ui::Segments *>(u"actionsView"_s);
    view->setCurrent(1);
    QCOMPARE(exported(), u"Export audit log"_s);
    QVERIFY(!chip(u"mine"_s)->isVisible());
    view->setCurrent(0);

    QVERIFY(table->select(id->toUtf8()));
    const QPoint at = table->visualRect(table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, table->viewport()->mapToGlobal(at));
    QApplication::sendEvent(table->viewport(), &event);
    auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    const QList<QAction *> entries = menu->actions();
    const auto entry = [&](const QString &text) {
        const auto found = std::ranges::find(entries, text, &QAction::text);
        return found == entries.end() ? nullptr : *found;
    };
    QVERIFY(entry(u"Open journal"_s) && entry(u"Undo…"_s) && entry(u"Copy as command"_s));
    entry(u"Copy as command"_s)->trigger();
    QVERIFY2(QApplication::clipboard()->text().contains(u"host cordon"_s),
             qPrintable(QApplication::clipboard()->text()));
    entry(u"Undo…"_s)->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(console.window().findChild<ui::PlanDialog *>() != nullptr, 10000);
}

void tst_Actions::teardown_isRefusedForTheLiveScheduler()
{
    ConsoleFixture console;
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 20000);
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto live = std::ranges::find(picture->frameworks, mesos::FrameworkPhase::Active, &mesos::Framework::phase);
    QVERIFY(live != picture->frameworks.end());
    std::optional<core::Error> refusal;
    bool answered = false;
    QCoro::connect(console.stack().actions()->plan(verbs::TeardownVerb::request({ picture->string(live->id) })),
                   &console.window(), [&](const core::Result<actions::Plan> &plan) {
                       answered = true;
                       if (!plan)
                           refusal = plan.error();
                   });
    QTRY_VERIFY_WITH_TIMEOUT(answered, 20000);
    QVERIFY(refusal);
    QVERIFY2(refusal->detail.contains(u"connected"_s), qPrintable(refusal->detail));
    QCOMPARE(callsOf(console, "TEARDOWN"_L1), size_t{ 0 });
}

void tst_Actions::finishedActions_areOnThePage_withTheirJournal()
{
    ConsoleFixture console;
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 20000);
    unlock(console);
    const mesos::Snapshot picture = console.stack().mesos()->snapshot();
    const auto agent = std::ranges::find(picture->agents, mesos::AgentPhase::Active, &mesos::Agent::phase);
    QCoro::connect(console.stack().actions()->act(
                       verbs::CordonVerb::request(verbs::CordonVerb::Way::Cordon, { picture->string(agent->id) })),
                   &console.window(), [](const core::Result<QString> &) {});
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().first().state, actions::State::Done, 20000);
    console.window().open({ links::ObjectRef::Kind::Action, console.stack().actions()->records().first().id.toUtf8() });
    QCOMPARE(console.window().currentPage(), u"actions"_s);
    QTRY_COMPARE_WITH_TIMEOUT(console.table("actionsTable")->tableModel()->totalCount(), 1, 10000);
    QTRY_VERIFY_WITH_TIMEOUT(console.table("actionJournalTable")->tableModel()->totalCount() >= 3, 10000);
}

QTEST_MAIN(tst_Actions)
#include "tst_actions.moc"
