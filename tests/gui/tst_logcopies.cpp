// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/killverb.h"
#include "tests/gui/logfixture.h"
#include "ui/common/labels.h"
#include "ui/dag/nightpage.h"
#include "ui/logs/tasklogview.h"
#include "ui/tables/tableview.h"

#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace {

/// That of Spark's stderr.
bool isSaved(ConsoleFixture &console, const QString &task)
{
    const auto copies = stack::logsOf(&console.stack())->copies()->copiesOf(task).result();
    return std::ranges::count(copies, u"run/0/stderr"_s, &tasklogs::Copy::file) == 1;
}

/// By one of the ways there are.
void goToTheLog(ConsoleFixture &console, const QString &from, const tasklogs::Place &place)
{
    using Kind = links::ObjectRef::Kind;
    ui::MainWindow &window = console.window();
    if (from == "job"_L1) {
        window.open({ Kind::Job, place.job.toUtf8() });
        const auto isShown = [&] { return window.page(u"jobs"_s)->currentObject().isValid(); };
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 20000);
        window.page(u"jobs"_s)->findChild<ui::TableView *>(u"jobsTable"_s)->setFocus();
        console.press(Qt::Key_L);
    } else if (from == "node"_L1) {
        window.open({ Kind::Node, place.node.id.toUtf8() });
        const auto *page = qobject_cast<ui::NightPage *>(window.page(u"night"_s));
        const auto isShown = [page] { return page->desk()->view() && page->currentObject().isValid(); };
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), 20000);
        page->graph()->setFocus();
        console.press(Qt::Key_L);
    } else if (from == "palette"_L1) {
        const auto isKnown = [&] { return !stack::logsOf(&console.stack())->savedTasks().isEmpty(); };
        QTRY_VERIFY_WITH_TIMEOUT(isKnown(), 10000);
        window.openPalette(place.task); // as it is pasted from a mail
        console.press(Qt::Key_Return);
    } else {
        const QByteArray object = from == "link to the task"_L1
            ? "task/" + place.framework.toUtf8() + '/' + place.task.toUtf8()
            : "instance/" + place.job.toUtf8() + '/' + QByteArray::number(place.instance);
        QVERIFY(window.openLink({ console.stack().name(), { Kind::Log, object } }));
    }
}

} // namespace

/// What was saved here of tasks that failed or were ended, when nobody else has it.
class tst_LogCopies : public QObject
{
    Q_OBJECT

private slots:
    /// A failed task's log is saved by itself, and is there when its machine is not any more.
    void rescuedLogOpens_whenTheMachineIsGone()
    {
        ConsoleFixture console;
        waitForPictures(console);
        const auto place = stack::logsOf(&console.stack())->find(failing);
        QVERIFY(place);
        const auto errorsAreSaved = [&] {
            const auto copies = stack::logsOf(&console.stack())->copies()->copiesOf(place->task).result();
            return std::ranges::count(copies, u"run/0/stderr"_s, &tasklogs::Copy::file) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(errorsAreSaved(), 20000);
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::Dropped;
        faults.layer = u"observer"_s;
        console.world().setFaults(faults);
        OpenLog log(console, { links::ObjectRef::Kind::Task, (u'/' + place->task).toUtf8() });
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 30000);
        QVERIFY2(log.shown().contains(u"spark"_s, Qt::CaseInsensitive) || log.shown().contains(u"executor"_s),
                 qPrintable(log.shown()));
    }

    /// A copy leads to the file itself where that is still there.
    void aCopyLeadsToItsKeeper()
    {
        ConsoleFixture console;
        waitForPictures(console);
        const tasklogs::Place place = *stack::logsOf(&console.stack())->find(failing);
        QTRY_VERIFY_WITH_TIMEOUT(isSaved(console, place.task), 20000);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        auto *keeper = log.page->current()->findChild<QPushButton *>(u"logKeeper"_s);
        QVERIFY(!keeper->isVisible()); // it is read where it is
        log.page->current()->want(u"run/0/stderr"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(keeper->isVisible(), 15000);
        QCOMPARE(keeper->text(), u"Read from observer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        QTest::mouseClick(keeper, Qt::LeftButton);
        QVERIFY(!keeper->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(log.shown().contains(u"Deleting directory"_s), 15000);
    }

    /// After a failover of Mesos' master, and without the machine, the copy opens from wherever one comes.
    void afterAFailover_theCopyOpens_data()
    {
        QTest::addColumn<QString>("from");
        for (const char *from : { "job", "node", "link to the task", "link to the instance", "palette" })
            QTest::newRow(from) << QString::fromLatin1(from);
    }
    void afterAFailover_theCopyOpens()
    {
        QFETCH(QString, from);
        ConsoleFixture console;
        waitForPictures(console);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night(), 20000);
        tasklogs::TaskLogs *const taskLogs = stack::logsOf(&console.stack());
        const tasklogs::Place place = *taskLogs->find(failing);
        QTRY_VERIFY_WITH_TIMEOUT(isSaved(console, place.task), 20000);
        console.world().loseMachine(place.host);
        console.world().failOver();
        const auto isForgotten = [&] {
            const mesos::Snapshot state = console.stack().mesos()->snapshot();
            return !tasklogs::placeOfTask(*state, {}, place.task)
                && std::ranges::none_of(state->agents, [&](const mesos::Agent &agent) {
                       return state->string(agent.hostname) == place.host;
                   });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isForgotten(), 30000);
        goToTheLog(console, from, place);
        QTRY_COMPARE_WITH_TIMEOUT(console.window().currentPage(), u"logs"_s, 10000);
        const auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        const auto lines = [page] { return page->current()->pane()->view()->shownLines(); };
        QTRY_VERIFY_WITH_TIMEOUT(!lines().isEmpty(), 30000);
        QVERIFY2(lines().last().contains(u"Deleting directory /mnt/spark/spark-2f0c9d1e"_s),
                 qPrintable(lines().last()));
        QVERIFY2(page->current()->title().endsWith(u"run/0/stderr"_s), qPrintable(page->current()->title()));
        bool isCopy = false; // the foot says where it is from
        for (const ui::TokenLabel *each : page->current()->pane()->findChildren<ui::TokenLabel *>())
            isCopy = isCopy || each->text().contains(u"rescued copy"_s);
        QVERIFY(isCopy);
    }

    /// What was saved is found from wherever one comes, when nobody lists the task any more.
    void copiesOfForgottenTasksOpen_data()
    {
        QTest::addColumn<links::ObjectRef>("ref");
        using Kind = links::ObjectRef::Kind;
        QTest::newRow("task") << links::ObjectRef{ Kind::Task, "f-gone/jobs-prod-gone-model-3-5d1c" };
        QTest::newRow("instance") << links::ObjectRef{ Kind::Instance, "jobs/prod/gone-model/3" };
        QTest::newRow("node") << links::ObjectRef{ Kind::Node, "gone-node" };
        QTest::newRow("job") << links::ObjectRef{ Kind::Job, "jobs/prod/gone-model" };
    }
    void copiesOfForgottenTasksOpen()
    {
        QFETCH(links::ObjectRef, ref);
        ConsoleFixture console;
        waitForPictures(console);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night(), 20000);
        stack::logsOf(&console.stack())->copies()->keep(forgottenCopy(), "the last words\n");
        OpenLog log(console, ref);
        QTRY_VERIFY_WITH_TIMEOUT(log.shown().contains(u"the last words"_s), 20000);
        if (ref.kind == links::ObjectRef::Kind::Job)
            return;
        QCOMPARE(log.page->current()->title(), u"gone-model/3 train/0/stderr"_s);
        QVERIFY(label(log, "logTaskState")->text().startsWith(u"not listed any more"_s));
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        QVERIFY(!files->findItems(u"train/0/stderr"_s, Qt::MatchExactly | Qt::MatchRecursive)
                     .isEmpty()); // by its whole name
    }

    void copiesOpenFromTheEmptyPage_byKeyAndClick()
    {
        ConsoleFixture console;
        waitForPictures(console);
        console.window().showPage(u"logs"_s);
        auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        tasklogs::Copy newest = forgottenCopy();
        newest.savedAt += std::chrono::hours(1);
        stack::logsOf(&console.stack())->copies()->keep(newest, "the last words\n");
        auto *list = page->findChild<QListWidget *>(u"logCopies"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->item(0)->text().contains(u"gone-model/3"_s), 15000);
        QVERIFY2(list->item(0)->text().contains(u"train/0/stderr"_s), qPrintable(list->item(0)->text()));
        list->setFocus();
        list->setCurrentRow(0);
        console.press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page->tabCount(), 1, 15000);
        const auto shown = [page] { return page->current()->pane()->view()->shownLines().join(u'\n'); };
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(u"the last words"_s), 15000);
        console.press(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->hasFocus(), 15000);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(page->tabCount(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(shown().contains(u"the last words"_s), 15000);
    }

    /// What is about to be killed is kept during the hold, before anything is sent.
    void logsAreSavedBeforeAKill()
    {
        ConsoleFixture console;
        waitForPictures(console);
        const auto place = *stack::logsOf(&console.stack())->find(running);
        verbs::Selection selection;
        selection.parts = { { *aurora::JobKey::parse(place.job), { 0 } } };
        actions::ActionCenter *center = console.stack().actions();
        const auto plan = QCoro::waitFor(center->plan(verbs::KillVerb::request(selection)));
        QVERIFY(plan);
        QVERIFY2(plan->cannotBeUndone.contains(u"saved here"_s), qPrintable(plan->cannotBeUndone));
        QVERIFY(center->arming()->arm(u"drill"_s).isEmpty());
        actions::Consent consent;
        consent.reason = u"drill"_s;
        consent.number = plan->expectedNumber();
        const auto id = QCoro::waitFor(center->confirm(*plan, consent));
        QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
        const auto isSaved = [&] {
            const auto copies = stack::logsOf(&console.stack())->copies()->copiesOf(place.task).result();
            return std::ranges::count(copies, u"train/0/stdout"_s, &tasklogs::Copy::file) == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSaved(), 20000);
        QCOMPARE(center->record(*id)->state, actions::State::Held); // the world's clock stands: nothing was sent
        center->cancel(*id);
    }
};

QTEST_MAIN(tst_LogCopies)
#include "tst_logcopies.moc"
