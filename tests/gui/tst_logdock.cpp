// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/logfixture.h"

#include <QDockWidget>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

QDockWidget *dock(ConsoleFixture &console)
{
    return console.window().findChild<QDockWidget *>(u"footDock"_s);
}

QString title(ConsoleFixture &console)
{
    return dock(console)->findChild<QLabel *>(u"footTitle"_s)->text();
}

QStringList pinnedLines(ConsoleFixture &console)
{
    const auto *view = dock(console)->findChild<ui::LogView *>(u"logView"_s);
    return view ? view->shownLines() : QStringList();
}

} // namespace

/// A log that stays at the foot of the window.
class tst_LogDock : public QObject
{
    Q_OBJECT

private slots:
    /// Ctrl+L: the log of what is looked at, beside it, whatever page is shown then; again: it goes.
    void theLogStaysBesideWhatIsLookedAt()
    {
        ConsoleFixture console;
        waitForPictures(console);
        console.press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(dock(console)->isHidden()); // the overview is about nothing that has a log
        console.window().showPage(u"tasks"_s);
        console.window().page(u"tasks"_s)->setFilterText(u"state:failed dimensional"_s);
        ui::TableView *const table = console.table("tasksTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->tableModel()->shownCount(), 1, 15000);
        table->setFocus();
        QVERIFY(table->select(table->tableModel()->keyAt(0)));
        console.press(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(console.window().currentPage(), u"tasks"_s);
        QVERIFY(dock(console)->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!pinnedLines(console).isEmpty(), 20000);
        QVERIFY2(title(console).startsWith(u"itaipu-dimensional-modeling/0 "_s), qPrintable(title(console)));
        QVERIFY(pinnedLines(console).last().contains(u"Deleting directory"_s));
        console.window().showPage(u"agents"_s);
        QVERIFY(dock(console)->isVisible());
        QTest::mouseClick(dock(console)->findChild<QToolButton *>(u"footOpen"_s), Qt::LeftButton);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        console.press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(dock(console)->isHidden());
    }

    /// Two logs, one below the other.
    void aLogStaysBelowAnother()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog below(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(!below.shown().isEmpty(), 15000);
        const QStringList lines = below.view()->shownLines();
        QTest::mouseClick(below.page->findChild<QToolButton *>(u"logPin"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!pinnedLines(console).isEmpty(), 20000);
        OpenLog above(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!above.shown().isEmpty(), 15000);
        QVERIFY(above.shown().contains(u"Deleting directory"_s));
        QCOMPARE(pinnedLines(console).last(), lines.last());
        QVERIFY(title(console).startsWith(u"hyoga-model/0 "_s));
        dock(console)->findChild<ui::LogView *>(u"logView"_s)->setFocus();
        console.press(Qt::Key_Escape);
        QVERIFY(dock(console)->isHidden());
    }

    void itIsThereAgain_afterARestart()
    {
        ConsoleFixture console;
        waitForPictures(console);
        {
            OpenLog log(console, failing);
            QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
            console.press(Qt::Key_L, Qt::ControlModifier);
            QTRY_VERIFY_WITH_TIMEOUT(!pinnedLines(console).isEmpty(), 20000);
            console.window().showPage(u"agents"_s);
        }
        console.restartWindow();
        QVERIFY(dock(console)->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!pinnedLines(console).isEmpty(), 20000);
        console.press(Qt::Key_L, Qt::ControlModifier);
        console.restartWindow();
        QVERIFY(dock(console)->isHidden());
    }
};

QTEST_MAIN(tst_LogDock)
#include "tst_logdock.moc"
