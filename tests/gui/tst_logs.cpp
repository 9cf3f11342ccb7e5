// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "models/core/paths.h"
#include "models/dag/nightboard.h"
#include "models/logs/linetext.h"
#include "models/logs/merging.h"
#include "models/logs/readrange.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/jobs/killverb.h"
#include "models/verbs/jobs/restartverb.h"
#include "tests/gui/consolefixture.h"
#include "ui/common/labels.h"
#include "ui/common/notebox.h"
#include "ui/dag/nightpage.h"
#include "ui/logs/filetree.h"
#include "ui/logs/joblogview.h"
#include "ui/logs/logcolours.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logspage.h"
#include "ui/logs/logview.h"
#include "ui/logs/saving.h"
#include "ui/logs/tasklogview.h"
#include "ui/shell/activitystrip.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace {

/// The window with the log of one object open.
struct OpenLog
{
    OpenLog(ConsoleFixture &console, const links::ObjectRef &object)
    {
        console.window().open({ links::ObjectRef::Kind::Log, links::toPath(object).toUtf8() });
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

/// Stands in for the browser.
class Browser final : public QObject
{
    Q_OBJECT
public:
    Browser() { QDesktopServices::setUrlHandler(u"https"_s, this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(u"https"_s); }
    const QList<QUrl> &opened() const { return m_opened; }

public slots:
    void open(const QUrl &url) { m_opened << url; }

private:
    QList<QUrl> m_opened;
};

/// nullptr: it is not listed.
QTreeWidgetItem *fileItem(ui::FileTree *files, const QString &name)
{
    const auto items = files->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
    return items.isEmpty() ? nullptr : items.first();
}

void waitForPictures(ConsoleFixture &console)
{
    QTRY_COMPARE_WITH_TIMEOUT(console.phase(), core::Freshness::Phase::Fresh, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(console.stack().aurora()->snapshot(), 15000);
    QTRY_VERIFY_WITH_TIMEOUT(stack::logsOf(&console.stack())->find(running), 15000);
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

/// A copy of a task that neither Mesos nor Aurora has ever heard of, as after a failover of both.
tasklogs::Copy forgottenCopy()
{
    tasklogs::Copy copy;
    copy.task = u"jobs-prod-gone-model-3-5d1c"_s;
    copy.framework = u"f-gone"_s;
    copy.job = u"jobs/prod/gone-model"_s;
    copy.title = u"gone-model/3"_s;
    copy.host = u"ip-10-0-0-1"_s;
    copy.node = u"gone-node"_s;
    copy.file = u"train/0/stderr"_s;
    copy.savedAt = sim::demoStart;
    return copy;
}

QLabel *label(const OpenLog &log, const char *name)
{
    return log.page->current()->findChild<QLabel *>(QLatin1StringView(name));
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

    /// All of a sandbox, from its group's menu; a file that cannot be read does not end it.
    void savesTheWholeSandbox()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, failing);
        QTRY_VERIFY_WITH_TIMEOUT(!log.shown().isEmpty(), 15000);
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        const tasklogs::TaskLogs *taskLogs = stack::logsOf(&console.stack());
        const auto all = taskLogs->sandboxOf(*taskLogs->find(failing));
        QVERIFY(all);
        QTemporaryDir folder;
        ui::askPath() = [&](QWidget *, const QString &, const QString &, bool) { return folder.path(); };
        emit files->saveRequested(*all);
        const auto told = [&] { return console.window().findChild<ui::ActivityStrip *>()->left(); };
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"files in "_s), 60000);
        const QString to = folder.filePath(u"itaipu-dimensional-modeling-0-sandbox"_s);
        QVERIFY2(QFile::exists(to + u"/stderr"_s), qPrintable(QDir(to).entryList().join(u' ')));
        QVERIFY(QDir(to).entryList({ u"*.part"_s }).isEmpty());
        QVERIFY(QDir(to).removeRecursively());
        sim::Faults faults;
        faults.answer = sim::Faults::Answer::ServerError;
        faults.only = u"/files/download"_s;
        console.world().setFaults(faults);
        emit files->saveRequested(*all);
        QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"could not be read: "_s), 60000);
        QVERIFY2(told().contains(u"stderr: "_s) && told().contains(u"stdout: "_s), qPrintable(told())); // by name
        QVERIFY(QDir(to).entryList({ u"*.part"_s }).isEmpty());
    }

    /// The activity strip tells how far it is and ends it; nothing half is left.
    void aSavingIsShown_andCancelled()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, { links::ObjectRef::Kind::Instance, "jobs/prod/itaipu-datasets-driver/0" });
        auto *files = qobject_cast<ui::TaskLogView *>(log.page->current())->files();
        const auto big = [files] { return fileItem(files, u"events.log"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(big(), 15000);
        const auto file = big()->data(0, Qt::UserRole).value<tasklogs::LogFile>();
        QTemporaryDir folder;
        ui::askPath()
            = [&](QWidget *, const QString &, const QString &, bool) { return folder.filePath(u"big.log"_s); };
        emit files->saveRequested(file);
        auto *strip = console.window().findChild<ui::ActivityStrip *>();
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().startsWith(u"Saving "_s), 15000);
        QVERIFY2(strip->left().contains(u" of 10.8 GiB"_s), qPrintable(strip->left()));
        QTest::mouseClick(strip->findChild<QAbstractButton *>(u"stripWay"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().contains(u"Not saved, as wished"_s), 15000);
        QVERIFY(QDir(folder.path()).isEmpty());
        emit files->saveRequested(file);
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().startsWith(u"Saving "_s), 15000);
        log.view()->setFocus();
        console.press(Qt::Key_W, Qt::ControlModifier); // its tab
        QTRY_VERIFY_WITH_TIMEOUT(strip->left().contains(u"Its tab was closed"_s), 15000);
        QVERIFY(QDir(folder.path()).isEmpty());
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

    /// As text: each line with its instance's label, without the colours it is shown in.
    void savesTheMergedView()
    {
        ConsoleFixture console;
        waitForPictures(console);
        OpenLog log(console, { links::ObjectRef::Kind::Job, "jobs/prod/hyoga-model" });
        QTRY_VERIFY_WITH_TIMEOUT(log.view()->shownLines().size() > 5, 30000);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"merged.log"_s);
        QString suggested;
        ui::askPath() = [&](QWidget *, const QString &, const QString &name, bool) {
            suggested = name;
            return path;
        };
        log.pane()->findChild<QToolButton *>(u"logSave"_s)->click();
        QCOMPARE(suggested, u"jobs-prod-hyoga-model-by-time.log"_s);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 15000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList saved = QString::fromUtf8(file.readAll()).split(u'\n');
        QVERIFY(!saved.join(u'\n').contains(u'\x1b'));
        const QStringList shown = log.view()->shownLines();
        QCOMPARE(saved.mid(saved.size() - 1 - shown.size(), shown.size()), shown); // the view is at its end
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
