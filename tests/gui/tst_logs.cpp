// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pages.h"
#include "models/dag/nightboard.h"
#include "models/logs/merging.h"
#include "models/logs/readrange.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/tasklogs.h"
#include "models/verbs/jobs/killverb.h"
#include "tests/gui/consolefixture.h"
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
