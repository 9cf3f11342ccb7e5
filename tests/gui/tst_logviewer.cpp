// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "models/core/paths.h"
#include "models/logs/knownfailures.h"
#include "models/logs/linetext.h"
#include "tests/gui/browser.h"
#include "tests/gui/logfixture.h"
#include "ui/common/labels.h"
#include "ui/common/notebox.h"
#include "ui/logs/logcolours.h"
#include "ui/logs/tasklogview.h"
#include "ui/style/theme.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// One log that is read: found in, filtered, followed.
class tst_LogViewer : public QObject
{
    Q_OBJECT

private slots:
    /// Nothing of it is squeezed, also while the count is long.
    void theBarIsWhole_whereThereIsLittleRoom()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        console.window().resize(1024, 600);
        log.pane()->findChild<QLineEdit *>(u"logFind"_s)->setText(u"No space left"_s);
        QTRY_COMPARE_WITH_TIMEOUT(log.count(), u"6 lines"_s, 15000);
        log.pane()->findNext();
        QTRY_COMPARE(log.count(), u"1 of 6"_s);
        const auto *bar = log.pane()->findChild<QWidget *>(u"logBar"_s);
        const auto isWhole = [bar] {
            const QList<QWidget *> parts = bar->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
            return std::ranges::all_of(parts, [bar](const QWidget *part) {
                return part->isHidden()
                    || (part->width() >= std::max(part->minimumWidth(), part->minimumSizeHint().width())
                        && part->geometry().right() < bar->width());
            });
        };
        QTRY_VERIFY(isWhole());
        console.window().resize(1600, 1000);
        QTRY_COMPARE(log.pane()->findChild<QToolButton *>(u"logWrap"_s)->toolButtonStyle(),
                     Qt::ToolButtonTextBesideIcon);
        QTRY_VERIFY(isWhole());
    }

    void anInstanceThatWaits_hasNoLogYet_andSaysSo()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, { links::ObjectRef::Kind::Instance, "jobs/prod/fx-model/4" });
        QTRY_VERIFY2_WITH_TIMEOUT(log.pane()->state().contains(u"fx-model/4 waits for a machine"_s),
                                  qPrintable(log.pane()->state()), 15000);
        QVERIFY2(label(log, "logTaskState")->text().startsWith(u"PENDING "_s),
                 qPrintable(label(log, "logTaskState")->text()));
    }

    void whoHasEnded_isNotFollowed()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY2_WITH_TIMEOUT(log.pane()->state().startsWith(u"Ended "_s), qPrintable(log.pane()->state()), 15000);
    }

    void listsTheMatches()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        auto *list = log.pane()->findChild<ui::LogView *>(u"logMatches"_s);
        log.pane()->findChild<QToolButton *>(u"logList"_s)->click();
        QVERIFY(!list->isVisible()); // nothing is looked for
        log.page->focusFilter();
        console.type(u"No space left"_s);
        QTRY_COMPARE_WITH_TIMEOUT(log.count(), u"6 lines"_s, 15000);
        QVERIFY(list->isVisible());
        QTRY_COMPARE(list->shownLines().size(), 6);
        for (const QString &line : list->shownLines())
            QVERIFY2(line.contains(u"No space left"_s), qPrintable(line));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(200, 4));
        QTRY_COMPARE(log.count(), u"1 of 6"_s);
        list->setFocus();
        console.press(Qt::Key_Down);
        QTRY_COMPARE(log.count(), u"2 of 6"_s);
        console.press(Qt::Key_Return);
        QVERIFY(log.view()->hasFocus());
        log.page->focusFilter();
        console.press(Qt::Key_Escape);
        QTRY_VERIFY(!list->isVisible());
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

    /// Whoever breaks long lines in one log wants the next one so, too, and after a restart.
    void breaksLinesOfTheNextLog_asOfTheLast()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        QVERIFY(!log.view()->wrap());
        QTest::mouseClick(log.pane()->findChild<QToolButton *>(u"logWrap"_s), Qt::LeftButton);
        QVERIFY(log.view()->wrap());
        OpenLog other(console, failing);
        QCOMPARE(other.page->tabCount(), 2);
        QVERIFY(other.view()->wrap());
        QVERIFY(other.pane()->findChild<QToolButton *>(u"logWrap"_s)->isChecked());
        console.restartWindow();
        OpenLog anew(console, failing);
        QVERIFY(anew.view()->wrap());
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
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        const auto big = [files] { return fileItem(files, u"events.log"_s); };
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

    /// Times with a zone are the window's; others are as they are written. The foot says which.
    void theFootSaysWhichZoneTimesAreIn()
    {
        ConsoleFixture console;
        waitForPictures(console);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night(), 20000);
        const auto zone
            = [](const OpenLog &log) { return log.pane()->findChild<ui::TokenLabel *>(u"logTimes"_s)->text(); };
        OpenLog spark(console, failing);
        QTRY_COMPARE_WITH_TIMEOUT(zone(spark), u"times as written, without a zone"_s, 15000);
        stack::logsOf(&console.stack())
            ->copies()
            ->keep(forgottenCopy(),
                   "2026-11-23T06:37:41.206Z INFO with its zone\n26/11/23 03:37:42 WARN Main: without\n");
        OpenLog both(console, { links::ObjectRef::Kind::Instance, "jobs/prod/gone-model/3" });
        QTRY_COMPARE_WITH_TIMEOUT(zone(both), u"times in BRT; without a zone as written"_s, 15000);
        QCOMPARE(both.view()->shownRows()[0].clock, u"03:37:41.206"_s); // the window's zone
        QCOMPARE(both.view()->shownRows()[1].clock, u"03:37:42"_s);
        tasklogs::Copy zoned = forgottenCopy();
        zoned.task = u"jobs-prod-gone-model-4-5d1c"_s;
        stack::logsOf(&console.stack())->copies()->keep(zoned, "2026-11-23T06:37:41.206Z INFO with its zone\n");
        OpenLog alone(console, { links::ObjectRef::Kind::Instance, "jobs/prod/gone-model/4" });
        QTRY_COMPARE_WITH_TIMEOUT(zone(alone), u"times in BRT"_s, 15000);
    }

    /// Where the stack's file tells what times without a zone mean, they are the window's, too.
    void theStacksFileTellsTheZone()
    {
        ConsoleFixture console;
        waitForPictures(console);
        config::StackConfig config = console.stack().config();
        config.logZone = "UTC";
        stack::Stack other(config, {}, console.stack().clock(), {});
        ui::MainWindow window({ &other }, console::pages());
        window.resize(1600, 1000);
        window.show();
        other.start();
        QTRY_VERIFY_WITH_TIMEOUT(other.mesos()->snapshot(), 20000);
        stack::logsOf(&other)->copies()->keep(forgottenCopy(), "26/11/23 06:37:42 WARN Main: without\n");
        window.open({ links::ObjectRef::Kind::Log, "instance/jobs/prod/gone-model/3" });
        const auto *page = qobject_cast<ui::LogsPage *>(window.page(u"logs"_s));
        const ui::LogPane *pane = page->current()->pane();
        QTRY_COMPARE_WITH_TIMEOUT(pane->findChild<ui::TokenLabel *>(u"logTimes"_s)->text(),
                                  u"times in BRT; those without a zone are UTC"_s, 15000);
        QCOMPARE(pane->view()->shownRows()[0].clock, u"03:37:42.000"_s);
    }

    void groundsOfColouredTextArePainted()
    {
        ConsoleFixture console;
        waitForPictures(console);
        stack::logsOf(&console.stack())
            ->copies()
            ->keep(forgottenCopy(), "\x1b[41mred ground\x1b[0m and \x1b[48;2;10;200;30mgreen\x1b[0m\n");
        OpenLog log(console, { links::ObjectRef::Kind::Instance, "jobs/prod/gone-model/3" });
        QTRY_VERIFY_WITH_TIMEOUT(log.shown().contains(u"red ground"_s), 15000);
        const QImage picture = log.view()->viewport()->grab().toImage();
        const ui::Tokens &tokens = ui::Theme::instance()->tokens();
        QSet<QRgb> seen;
        for (int x = 0; x < picture.width(); ++x)
            seen.insert(picture.pixel(x, picture.height() - 4)); // the last row
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < std::min(picture.width(), 600); ++x)
                seen.insert(picture.pixel(x, y));
        }
        QVERIFY(seen.contains(ui::ansiPaper(1, tokens).rgb()));
        QVERIFY(seen.contains(ui::ansiPaper(logs::trueColour(10, 200, 30), tokens).rgb()));
    }

    /// The user's list: its mistakes are told, and an entry's runbook and line can be gone to.
    void knownFailuresLeadToRunbookAndLine()
    {
        ConsoleFixture console;
        waitForPictures(console);
        QDir().mkpath(core::configDir());
        QFile list(logs::KnownFailures::userFile());
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("failures:\n"
                   "  - {id: broken, title: broken, pattern: '(', says: s}\n"
                   "  - {id: far, title: far up, pattern: 'the deep cause', says: s, runbook: "
                   "'https://runbooks.example/far'}\n");
        list.close();
        stack::Stack other(console.stack().config(), {}, console.stack().clock(), {});
        ui::MainWindow window({ &other }, console::pages());
        window.resize(1600, 1000);
        window.show();
        other.start();
        QTRY_VERIFY_WITH_TIMEOUT(other.mesos()->snapshot(), 20000);
        QByteArray content = QByteArray("one line\nthe deep cause\n");
        for (int i = 0; i < 6000; ++i)
            content += "2026-11-23T06:37:41.206Z INFO nothing of note " + QByteArray::number(i) + "\n";
        stack::logsOf(&other)->copies()->keep(forgottenCopy(), content);
        window.open({ links::ObjectRef::Kind::Log, "instance/jobs/prod/gone-model/3" });
        auto *page = qobject_cast<ui::LogsPage *>(window.page(u"logs"_s));
        auto *mistakes = page->findChild<ui::NoteBox *>(u"logMistakes"_s);
        QVERIFY(mistakes->isVisible());
        QVERIFY2(mistakes->text().contains(u"«broken»"_s), qPrintable(mistakes->text()));
        auto *known = page->current()->findChild<ui::NoteBox *>(u"logKnownFailure"_s);
        QTRY_VERIFY_WITH_TIMEOUT(known->isVisible(), 20000);
        QVERIFY2(known->text().contains(u"further up: far up"_s), qPrintable(known->text()));
        const Browser browser;
        QTest::mouseClick(known->findChild<QPushButton *>(u"logRunbook"_s), Qt::LeftButton);
        QCOMPARE(browser.opened(), QList<QUrl>{ QUrl(u"https://runbooks.example/far"_s) });
        ui::LogView *view = page->current()->pane()->view();
        QVERIFY(!view->shownLines().contains(u"the deep cause"_s));
        QTest::mouseClick(known->findChild<QPushButton *>(u"logSighting"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(view->shownLines().contains(u"the deep cause"_s), 15000);
    }
};

QTEST_MAIN(tst_LogViewer)
#include "tst_logviewer.moc"
