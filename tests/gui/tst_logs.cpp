// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "models/chain/linkof.h"
#include "models/logs/merging.h"
#include "models/logs/readrange.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "models/tasklogs/trygroups.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "tests/gui/browser.h"
#include "tests/gui/logfixture.h"
#include "tests/support/wait.h"
#include "ui/common/notebox.h"
#include "ui/dag/nightpage.h"
#include "ui/jobs/jobpanel.h"
#include "ui/logs/joblogview.h"
#include "ui/logs/logcolours.h"
#include "ui/logs/tasklogview.h"
#include "ui/shell/activitystrip.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Keys that were pressed while it is there.
class KeyCounter final : public QObject
{
public:
    KeyCounter() { QApplication::instance()->installEventFilter(this); }
    int pressed() const { return m_pressed; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // What a widget passes on to its parents is the same key.
        m_pressed += event->type() == QEvent::KeyPress && watched == QApplication::focusWidget() ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }

private:
    int m_pressed = 0;
};

/// Read straight from its keeper.
QString lastLineOfStderr(ConsoleFixture &console)
{
    tasklogs::TaskLogs *taskLogs = stack::logsOf(&console.stack());
    const auto place = taskLogs->find(failing);
    const tasklogs::Listing listing = QCoro::waitFor(taskLogs->list(*place));
    for (const tasklogs::LogFile &file : listing.files) {
        if (file.name != u"run/0/stderr")
            continue;
        const auto source = taskLogs->open(*place, file);
        const auto size = QCoro::waitFor(source->size({}));
        const auto bytes = QCoro::waitFor(logs::readRange(source, std::max<qint64>(0, *size - 4096), *size, {}));
        return QString::fromUtf8(bytes->trimmed().split('\n').last());
    }
    return u"there is no stderr"_s;
}

/// Restarts the instance and lets the world go on until another task runs there.
void restart(ConsoleFixture &console, const links::ObjectRef &instance)
{
    tasklogs::TaskLogs *taskLogs = stack::logsOf(&console.stack());
    const tasklogs::Place before = *taskLogs->find(instance);
    actions::ActionCenter *center = console.stack().actions();
    verbs::Selection selection;
    selection.parts = { { *aurora::JobKey::parse(before.job), { before.instance } } };
    const auto plan = QCoro::waitFor(center->plan(verbs::RestartVerb::request(selection)));
    QVERIFY(plan);
    QVERIFY(center->arming()->arm(u"drill"_s).isEmpty());
    actions::Consent consent;
    consent.reason = u"drill"_s;
    consent.number = plan->expectedNumber();
    QVERIFY(QCoro::waitFor(center->confirm(*plan, consent)));
    console.world().advance(std::chrono::seconds(6)); // the hold
    const auto isAnother = [&] {
        const auto now = taskLogs->find(instance);
        return now && now->task != before.task;
    };
    const auto isRestarted = [&] { return !console.world().calls().empty(); };
    QTRY_VERIFY_WITH_TIMEOUT(isRestarted(), 20000);
    console.world().advance(std::chrono::minutes(3));
    QTRY_VERIFY_WITH_TIMEOUT(isAnother(), 30000);
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

    /// Where nobody chose an instance, it is not the first one but the one the bar under the page leads to.
    void aJobsLog_isOfTheInstanceThatNeedsALook()
    {
        ConsoleFixture console;
        waitForPictures(console);
        const aurora::JobKey job{ u"jobs"_s, u"prod"_s, u"hyoga-model"_s };
        const auto first0 = *aurora::InstanceSet::of(0);
        QVERIFY(test::wait(console.stack().aurora()->client()->killInstances(job, first0, u"drill"_s)));
        const auto first = [&] {
            const aurora::Snapshot aurora = console.stack().aurora()->snapshot();
            const mesos::Snapshot mesos = console.stack().mesos()->snapshot();
            return tasklogs::urgentPlaces(aurora.get(), mesos.get(), job.text(), std::nullopt, 1).value(0);
        };
        const auto later = [&] {
            console.world().advance(1s);
            console.stack().refresh();
            return first();
        };
        QTRY_VERIFY_WITH_TIMEOUT(later().instance > 0, 30000); // and then the world stands still
        console.window().open({ links::ObjectRef::Kind::Job, job.text().toUtf8() });
        ui::TableView *const table = console.table("jobsTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->currentKey(), job.text().toUtf8(), 15000);
        const auto *panel = console.window().findChild<ui::JobPanel *>(u"jobPanel"_s);
        QTRY_COMPARE(panel->logPath(),
                     QString::fromUtf8(chain::linkOfLog(first()).ref.id)); // it shows the last picture
        const QString wanted = u"hyoga-model/%1"_s.arg(first().instance);
        table->setFocus();
        console.press(Qt::Key_L);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        QTRY_VERIFY2_WITH_TIMEOUT(page->current()->title().startsWith(wanted), qPrintable(page->current()->title()),
                                  15000);
    }

    /// From the bar below the graph, which shows the failure's last words: to where they begin.
    void theFailureBar_leadsToTheFirstErrorOfTheLog()
    {
        ConsoleFixture console;
        waitForPictures(console);
        console.window().showPage(u"night"_s);
        QPushButton *open = nullptr;
        const auto isThere = [&] {
            open = console.window().findChild<QPushButton *>(u"nightFailureLog"_s);
            return open && open->isVisible();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20000);
        QTest::mouseClick(open, Qt::LeftButton);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        const auto view = [page] { return page->current()->pane()->view(); };
        const auto isAtError = [&] { // gone to, as it may be seen from the end, too
            return view()->currentLine() >= 0
                && view()->shownLines().join(u'\n').contains(u"Uncaught exception while reverting partial writes"_s);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAtError(), 20000);
    }

    /// Counted: one key from the failed node on the graph to the last line of its stderr.
    void oneKeyLeadsFromAFailedNodeToTheLastLineOfItsStderr()
    {
        ConsoleFixture console;
        waitForPictures(console);
        console.window().showPage(u"night"_s);
        auto *const page = qobject_cast<ui::NightPage *>(console.window().page(u"night"_s));
        QVERIFY(page);
        const auto failed = [page]() -> QByteArray {
            const ui::NightViewPtr view = page->desk()->view();
            if (!view || view->failures.empty())
                return {};
            return view->night->graph->nodes[static_cast<size_t>(view->failures.front().node)].id.toUtf8();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!failed().isEmpty(), 20000);
        console.window().open({ links::ObjectRef::Kind::Node, failed() });
        page->graph()->setFocus();
        KeyCounter keys;
        console.press(Qt::Key_L);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        auto *logsPage = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        const auto lines = [logsPage] { return logsPage->current()->pane()->view()->shownLines(); };
        QTRY_VERIFY_WITH_TIMEOUT(!lines().isEmpty(), 20000);
        QVERIFY2(logsPage->current()->title().endsWith(u"/stderr"_s), qPrintable(logsPage->current()->title()));
        QCOMPARE(lines().last(), lastLineOfStderr(console));
        QCOMPARE(keys.pressed(), 1);
        console.press(Qt::Key_Left, Qt::AltModifier); // and back to the graph
        QCOMPARE(console.window().currentPage(), u"night"_s);
        console.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        QCOMPARE(logsPage->tabCount(), 1);
    }

    /// Of a mapped node's tries one is picked by what is typed; where it has 48 indexes nobody looks through a list.
    void oneTryOfAMappedNodeIsPicked_byItsIndex()
    {
        ConsoleFixture console;
        waitForPictures(console);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night(), 20000);
        console.window().open(links::fromPath(u"log/node/export-prices"));
        auto *const page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        auto *const view = qobject_cast<ui::TaskLogView *>(page->current());
        QVERIFY(view);
        auto *const field = view->findChild<QLineEdit *>(u"logTryPick"_s);
        QTRY_VERIFY_WITH_TIMEOUT(field->isVisible(), 20000);
        ui::FileTree *const files = view->files();
        QVERIFY(files->topLevelItemCount() >= 1);
        QVERIFY2(files->topLevelItem(0)->text(0).startsWith(u"Airflow: indexes 0–"_s),
                 qPrintable(files->topLevelItem(0)->text(0)));
        field->setFocus();
        console.type(u"17"_s);
        QCOMPARE(files->topLevelItemCount(), 1);
        QCOMPARE(files->topLevelItem(0)->text(0), u"Airflow: 1 of 48"_s);
        QCOMPARE(files->topLevelItem(0)->childCount(), 1);
        console.press(Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(view->openFile().startsWith(u"index 17, try "_s), qPrintable(view->openFile()),
                                  20000);
        field->setFocus();
        console.press(Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
        QVERIFY(files->topLevelItem(0)->text(0).startsWith(u"Airflow: indexes"_s));

        // A link to one try, as the node's sheet has them, opens that one.
        const links::ObjectRef log = links::logOf(u"node/export-prices"_s, tasklogs::tryName(3, 1));
        console.window().open(links::fromPath(links::toPath(log)));
        QCOMPARE(page->tabCount(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(view->openFile(), u"index 3, try 1"_s, 20000);
    }

    /// Where neither Mesos nor Aurora knows a task, Airflow's own log is opened by itself.
    void aNodeWithoutATask_opensAirflowsLog()
    {
        ConsoleFixture console;
        waitForPictures(console);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night(), 20000);
        const dag::NightPtr night = console.stack().night()->night();
        const auto &nodes = night->graph->nodes;
        const auto node = std::ranges::find_if(nodes, [&](const dag::Node &candidate) {
            return candidate.job.isEmpty()
                && night->nodes[static_cast<size_t>(&candidate - nodes.data())].tryNumber > 0;
        });
        QVERIFY(node != nodes.end());
        OpenLog log(console, { links::ObjectRef::Kind::Node, node->id.toUtf8() });
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 20000);
        QVERIFY2(log.shown().contains(u"Dependencies all met"_s), qPrintable(log.shown()));
        QVERIFY2(log.page->current()->title().contains(u"try "_s), qPrintable(log.page->current()->title()));
    }

    void theChainLeadsEachWay()
    {
        ConsoleFixture console;
        waitForPictures(console);
        QTRY_VERIFY_WITH_TIMEOUT(console.stack().night()->night(), 20000);
        OpenLog log(console, failing);
        auto *bar = console.window().findChild<QWidget *>(u"chainBar"_s);
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 10000);
        console.press(Qt::Key_4, Qt::AltModifier);
        QCOMPARE(console.window().currentPage(), u"agents"_s);
        console.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(console.window().currentPage(), u"logs"_s);
        console.press(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(console.window().currentPage(), u"night"_s);
        const auto isSelected
            = [&console](const QString &page) { return console.window().page(page)->currentObject().isValid(); };
        QTRY_VERIFY_WITH_TIMEOUT(isSelected(u"night"_s), 20000); // once its rows are there
        console.press(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(console.window().currentPage(), u"jobs"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isSelected(u"jobs"_s), 20000);
        console.press(Qt::Key_3, Qt::AltModifier);
        QCOMPARE(console.window().currentPage(), u"tasks"_s);
    }

    void mergesInstancesByTime()
    {
        ConsoleFixture console;
        waitForPictures(console);
        console.window().open({ links::ObjectRef::Kind::Log, "job/jobs/prod/hyoga-model" });
        auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        auto *view = qobject_cast<ui::JobLogView *>(page->current());
        QVERIFY(view);
        QVERIFY(view->instances()->count() > 1);
        const auto shown = [view] { return view->pane()->view()->shownLines(); };
        QTRY_VERIFY_WITH_TIMEOUT(shown().size() > 5, 30000);
        QSet<QString> labels;
        const auto read = [&] {
            labels.clear();
            for (const ui::LogRow &row : view->pane()->view()->shownRows())
                labels << row.text.text.mid(row.messageBegin).section(u' ', 0, 0);
            return labels.size() > 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(read(), 10000);
        view->instances()->item(0)->setCheckState(Qt::Unchecked);
        const QString gone = QString::number(view->instances()->item(0)->data(Qt::UserRole).toInt());
        QTRY_VERIFY_WITH_TIMEOUT(read() && !labels.contains(gone), 30000);
        // Each has its lines' colour beside it, in either scheme.
        const QListWidgetItem *item = view->instances()->item(1);
        const auto swatch = [item] { return item->icon().pixmap(8, 8).toImage().pixelColor(4, 4); };
        const QColor light = swatch();
        ui::Theme::instance()->setScheme(ui::ColourScheme::Dark);
        const int lane = logs::laneColour(item->data(Qt::UserRole).toInt());
        const QColor dark = ui::ansiColour(lane, ui::Theme::instance()->tokens());
        const QColor shownDark = swatch();
        ui::Theme::instance()->setScheme(ui::ColourScheme::Light);
        QVERIFY(dark.rgb() != light.rgb());
        QCOMPARE(shownDark.rgb(), dark.rgb());
        QCOMPARE(swatch().rgb(), light.rgb());
        QVERIFY(!labels.contains(gone)); // colouring ticks nothing
    }

    /// The head lives; the log of the task before stays under who reads it, until it is opened anew.
    void aRestartIsOffered_andFollowedWhenTheLogIsOpenedAnew()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        const QString head = label(log, "logTaskState")->text();
        QVERIFY2(head.startsWith(u"RUNNING "_s) && head.contains(u", for "_s), qPrintable(head));
        log.view()->setFocus();
        console.press(Qt::Key_Home);
        QTRY_VERIFY_WITH_TIMEOUT(log.view()->shownLines().size() > 5 && !log.view()->isAtEnd(), 15000);
        const QString before = log.shown();
        restart(console, running);
        auto *newer = log.page->current()->findChild<ui::NoteBox *>(u"logNewer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(newer->isVisible(), 20000);
        QVERIFY2(newer->text().startsWith(u"A newer task of hyoga-model/0 runs"_s), qPrintable(newer->text()));
        const auto stateNow = [&] { return label(log, "logTaskState")->text(); };
        QTRY_VERIFY_WITH_TIMEOUT(stateNow().startsWith(u"KILLED "_s), 15000); // the one that is read
        QCOMPARE(log.view()->shownLines().first(), before.section(u'\n', 0, 0)); // not yanked away
        OpenLog anew(console, running);
        QCOMPARE(anew.page->tabCount(), 1);
        QVERIFY(!newer->isVisible());
        QVERIFY(console.window().findChild<ui::ActivityStrip *>()->left().contains(u"its newer task"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!anew.shown().isEmpty() && anew.shown() != before, 20000);
        QVERIFY2(label(anew, "logTaskState")->text() != head, qPrintable(head));
    }

    /// An instance's other tasks are a link away.
    void triesLeadToEachOther()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        QVERIFY(!label(log, "logTries")->isVisible());
        restart(console, running);
        OpenLog anew(console, running);
        const auto tries = [&] { return label(anew, "logTries"); };
        QTRY_VERIFY_WITH_TIMEOUT(tries()->isVisible() && tries()->text().contains(u"try 1, KILLED"_s), 20000);
        QVERIFY2(tries()->text().startsWith(u"try 2 of 2"_s), qPrintable(tries()->text()));
        const QString link = tries()->text().section(u'"', 1, 1);
        emit tries()->linkActivated(link);
        QCOMPARE(anew.page->tabCount(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(!anew.shown().isEmpty(), 20000);
        QVERIFY2(tries()->text().startsWith(u"try 1 of 2"_s), qPrintable(tries()->text()));
        QVERIFY(label(anew, "logTaskState")->text().startsWith(u"KILLED "_s));
    }

    void theNewerTaskIsShown_whenThatIsAskedFor()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        restart(console, running);
        auto *show = log.page->current()->findChild<QPushButton *>(u"logShowNewer"_s);
        QTRY_VERIFY_WITH_TIMEOUT(show->isVisible(), 20000);
        const QString before = log.shown();
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(!show->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty() && log.shown() != before, 20000);
        QVERIFY(log.page->current()->title().endsWith(u"/stdout"_s)); // the same file of it
    }

    /// An agent that did not answer is asked again, at once by F5 and after a while by itself.
    void filesAreListedAnew()
    {
        ConsoleFixture console;
        waitForPictures(console);
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::Dropped;
        faults.layer = u"observer"_s;
        console.world().setFaults(faults);
        OpenLog log(console, running);
        QTRY_VERIFY_WITH_TIMEOUT(label(log, "logFilesNote")->isVisible(), 20000);
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        const auto hasProcesses = [files] {
            return !files->findItems(u"train/0/stdout"_s, Qt::MatchExactly | Qt::MatchRecursive).isEmpty();
        };
        QVERIFY(!hasProcesses());
        console.world().setFaults({});
        console.press(Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(hasProcesses(), 15000);
        QTRY_VERIFY(!label(log, "logFilesNote")->isVisible());
        console.world().setFaults(faults);
        console.press(Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(label(log, "logFilesNote")->isVisible(), 20000);
        console.world().setFaults({});
        QTRY_VERIFY_WITH_TIMEOUT(!label(log, "logFilesNote")->isVisible(), 30000); // nobody asked
    }

    void theHeadTellsTheAge()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        const QString before = label(log, "logTaskState")->text();
        QVERIFY2(before.startsWith(u"FAILED 03:38:"_s) && before.contains(u" ago"_s), qPrintable(before));
        console.world().advance(std::chrono::minutes(20));
        QTRY_VERIFY_WITH_TIMEOUT(label(log, "logTaskState")->text() != before, 15000);
        QVERIFY2(label(log, "logTaskState")->text().contains(u", 28 min ago"_s),
                 qPrintable(label(log, "logTaskState")->text()));
    }

    void openLogsAreThereAgain_afterARestart()
    {
        ConsoleFixture console;
        waitForPictures(console);
        {
            OpenLog first(console, running);
            OpenLog second(console, failing);
            QTRY_VERIFY_WITH_TIMEOUT(!second.shown().isEmpty(), 15000);
            auto *files = qobject_cast<ui::TaskLogView *>(second.page->current())->files();
            const auto items = files->findItems(u"run/0/stdout"_s, Qt::MatchStartsWith | Qt::MatchRecursive);
            QVERIFY(!items.isEmpty());
            QTest::mouseClick(files->viewport(), Qt::LeftButton, {}, files->visualItemRect(items.first()).center());
            QTRY_VERIFY(second.page->current()->title().endsWith(u"run/0/stdout"_s));
        }
        console.restartWindow();
        console.window().showPage(u"logs"_s);
        auto *page = qobject_cast<ui::LogsPage *>(console.window().page(u"logs"_s));
        QCOMPARE(page->tabCount(), 2);
        QCOMPARE(page->current()->ref(), failing);
        QTRY_COMPARE_WITH_TIMEOUT(page->current()->title(), u"itaipu-dimensional-modeling/0 run/0/stdout"_s, 15000);
    }

    void theArchiveOpensInTheBrowser()
    {
        ConsoleFixture console;
        waitForPictures(console);
        config::StackConfig config = console.stack().config();
        config.logArchive = u"https://logs.example/{name}/{task}"_s;
        stack::Stack archived(config, {}, console.stack().clock(), {});
        ui::MainWindow window({ &archived }, console::pages());
        window.show();
        archived.start();
        window.open({ links::ObjectRef::Kind::Log, links::toPath(failing).toUtf8() });
        const auto button = [&window] { return window.findChild<QPushButton *>(u"logArchive"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(button() && button()->isVisible(), 20000);
        const Browser browser;
        QTest::mouseClick(button(), Qt::LeftButton);
        QCOMPARE(browser.opened().size(), 1);
        const auto place = stack::logsOf(&console.stack())->find(failing);
        QCOMPARE(browser.opened().first(), QUrl(u"https://logs.example/itaipu-dimensional-modeling/"_s + place->task));
        OpenLog without(console, failing); // a stack that names none
        QTRY_VERIFY_WITH_TIMEOUT(!without.shown().isEmpty(), 15000);
        QVERIFY(!without.page->current()->findChild<QPushButton *>(u"logArchive"_s)->isVisible());
    }
};

QTEST_MAIN(tst_Logs)
#include "tst_logs.moc"
