// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/killverb.h"
#include "tests/gui/logfixture.h"
#include "ui/logs/tasklogview.h"

#include <QListWidget>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

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
