// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "tests/gui/consolefixture.h"
#include "ui/common/notebox.h"
#include "ui/logs/filetree.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logspage.h"
#include "ui/logs/logview.h"
#include "ui/logs/saving.h"
#include "ui/logs/tasklogview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

/// The window with the log of one object open.
struct OpenLog
{
    OpenLog(ConsoleFixture &console, const links::ObjectRef &object)
    {
        console.window().showPage(u"logs"_s);
        console.window().page(u"logs"_s)->setFilterText(links::toPath(object));
        page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
    }
    ui::LogPane *pane() const { return page->current()->pane(); }
    ui::LogView *view() const { return pane()->view(); }
    QString shown() const { return view()->shownLines().join(u'\n'); }
    QString count() const { return pane()->findChild<QLabel *>(u"logCount"_s)->text(); }

    ui::LogsPage *page = nullptr;
};

const links::ObjectRef failing{ links::ObjectRef::Kind::Instance, "jobs/prod/itaipu-dimensional-modeling/0" };
const links::ObjectRef running{ links::ObjectRef::Kind::Instance, "jobs/prod/hyoga-model/0" };

void waitForPictures(ConsoleFixture &console)
{
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().aurora()->snapshot(), 15000);
    QTRY_VERIFY_WITH_TIMEOUT(stack::logsOf(&console.stack())->find(running), 15000);
}

} // namespace

/// From something red to the last line of its log, by keyboard.
class tst_Logs : public QObject
{
    Q_OBJECT

private slots:
    void oneKeyLeadsFromATaskToItsLog()
    {
        ConsoleFixture console;
        waitForPictures(console);
        console.window().showPage(u"tasks"_s);
        console.window().page(u"tasks"_s)->setFilterText(u"state:failed dimensional"_s);
        ui::TableView *const table = console.table("tasksTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), 1, 15000);
        table->setFocus();
        QVERIFY(table->select(table->tableModel()->keyAt(0)));
        console.press(Qt::Key_L);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        QVERIFY(page);
        const auto lines = [page] { return page->current()->pane()->view()->shownLines(); };
        QTRY_VERIFY_WITH_TIMEOUT(!lines().isEmpty(), 15000);
        QVERIFY(lines().last().contains(u"Deleting directory /mnt/spark/spark-2f0c9d1e"_s)); // stderr, at its end
        auto *known = page->current()->findChild<ui::NoteBox *>(u"logKnownFailure"_s);
        QTRY_VERIFY(known->isVisible());
        QVERIFY(known->text().contains(u"disk full"_s));
    }

    void searchesTheWholeFile()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        log.page->focusFilter();
        console.type(u"No space left"_s);
        QTRY_COMPARE_WITH_TIMEOUT(log.count(), u"6 lines"_s, 15000);
        console.press(Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(log.count(), u"6 of 6"_s);
        console.press(Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(log.count(), u"5 of 6"_s);
        console.press(Qt::Key_Return);
        console.press(Qt::Key_Return); // behind the last one comes the first
        QTRY_COMPARE(log.count(), u"1 of 6"_s);
        QVERIFY(log.shown().contains(u"No space left on device"_s));
        console.press(Qt::Key_Escape);
        QTRY_COMPARE(log.count(), QString());
    }

    void firstError_andLevels()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        log.view()->setFocus();
        console.press(Qt::Key_E);
        QTRY_VERIFY(log.shown().contains(u"Uncaught exception while reverting partial writes"_s));
        auto *levels = log.pane()->findChild<QWidget *>(u"logLevel"_s);
        const auto buttons = levels->findChildren<QAbstractButton *>();
        buttons.last()->click(); // ERROR
        QTRY_VERIFY(log.shown().startsWith(u"26/"_s) && !log.shown().contains(u" INFO "_s) && !log.shown().isEmpty());
        QVERIFY(log.shown().contains(u"at java.io.FileOutputStream.writeBytes"_s)); // goes with its error
        buttons.first()->click();
        QTRY_VERIFY(log.shown().contains(u" INFO "_s));
    }

    void filtersBothWays()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        auto *filter = log.pane()->findChild<QLineEdit *>(u"logFilter"_s);
        filter->setFocus();
        console.type(u"executor !stage"_s);
        const auto fits = [&log] {
            const QStringList lines = log.view()->shownLines();
            return !lines.isEmpty() && std::ranges::all_of(lines, [](const QString &line) {
                return line.contains(u"executor"_s, Qt::CaseInsensitive)
                    && !line.contains(u"stage"_s, Qt::CaseInsensitive);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(fits() || log.pane()->state().contains(u"0 lines shown"_s), 15000);
    }

    void followsAndPauses()
    {
        sim::Demo::Options options;
        options.speed = 30;
        ConsoleFixture console(options);
        waitForPictures(console);
        OpenLog log(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        QVERIFY(log.pane()->state().startsWith(u"Following"_s));
        const QString before = log.view()->shownLines().last();
        QTRY_VERIFY_WITH_TIMEOUT(log.view()->shownLines().last() != before, 15000);
        log.view()->setFocus();
        console.press(Qt::Key_PageUp);
        QVERIFY(!log.view()->isAtEnd());
        const QString top = log.view()->shownLines().first();
        auto *more = log.pane()->findChild<QPushButton *>(u"logMore"_s);
        QTRY_VERIFY_WITH_TIMEOUT(more->isVisible() && more->text().contains(u"new lines"_s), 15000);
        QCOMPARE(log.view()->shownLines().first(), top); // stays where it is
        console.press(Qt::Key_End);
        QVERIFY(log.view()->isAtEnd());
        QTRY_VERIFY(!more->isVisible());
    }

    void opensTenGibibytesAtTheirEnd()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, { links::ObjectRef::Kind::Instance, "jobs/prod/itaipu-datasets-driver/0" });
        auto *files = log.page->current()->files();
        const auto big = [files]() -> QTreeWidgetItem * {
            const auto items = files->findItems(u"events.log"_s, Qt::MatchExactly | Qt::MatchRecursive);
            return items.isEmpty() ? nullptr : items.first();
        };
        QTRY_VERIFY_WITH_TIMEOUT(big(), 15000);
        files->scrollToItem(big());
        QTest::mouseClick(files->viewport(), Qt::LeftButton, {}, files->visualItemRect(big()).center());
        QTRY_VERIFY_WITH_TIMEOUT(log.shown().contains(u"replayed event"_s), 15000);
        console.press(Qt::Key_Home);
        QTRY_VERIFY_WITH_TIMEOUT(log.shown().contains(u"replayed event 0."_s), 15000);
        console.press(Qt::Key_PageDown);
        QVERIFY(!log.view()->shownLines().isEmpty());
        console.press(Qt::Key_End);
        QVERIFY(log.view()->isAtEnd());
    }

    void savesTheFile()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"saved.log"_s);
        ui::askPath() = [path](QWidget *, const QString &, const QString &, bool) { return path; };
        log.pane()->findChild<QToolButton *>(u"logSave"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 15000);
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().contains("java.io.IOException: No space left on device\n\tat "));
    }

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
};

QTEST_MAIN(tst_Logs)
#include "tst_logs.moc"
