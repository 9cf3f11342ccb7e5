// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ui/tablepagefixture.h"
#include "ui/common/databand.h"
#include "ui/frameworks/frameworkspage.h"
#include "ui/style/theme.h"
#include "ui/tables/tableheader.h"
#include "ui/tasks/taskspage.h"

#include <QAbstractItemModelTester>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using links::ObjectRef;
using namespace tablepage;
using Phase = core::Freshness::Phase;

class tst_TablePages : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();

    void tasks_countLiveAndCompletedOnes();
    void tasks_narrowAsOneTypes();
    void tasks_quickFiltersTypeTheirTerm();
    void tasks_inspectorTellsWhyOneFailed();
    void tasks_inspectorFollowsThePicture();
    void tasks_leadToTheirAgent_fromCellAndInspector();
    void tasks_revealClearsTheFilterThatHides();
    void tasks_areExportedAsShown_data();
    void tasks_areExportedAsShown();
    void tasks_areFoundByThePalette();

    void frameworks_countOrphansAndWhatTheyHold();
    void frameworks_inspectorTellsOfTheLostScheduler();
    void frameworks_inspectorLeadsToTheirTasks();
    void frameworks_quickFiltersTellThemApart();
    void frameworks_showRolesBelow_thatLeadToTasks();

    void pages_followNothing_whileHidden_data();
    void pages_followNothing_whileHidden();
    void pages_sayWhenThereIsNone_data();
    void pages_sayWhenThereIsNone();
    void pages_sayWhenNothingMatches_andClearOnDemand_data();
    void pages_sayWhenNothingMatches_andClearOnDemand();
    void pages_keepOldRows_andSayHowOld_data();
    void pages_keepOldRows_andSayHowOld();
    void pages_sayWhatFailed_andTryAgain_data();
    void pages_sayWhatFailed_andTryAgain();
    void pages_offerToSignIn_whenRefused_data();
    void pages_offerToSignIn_whenRefused();
    void pages_comeBackAsTheyWere_data();
    void pages_comeBackAsTheyWere();
    void pages_viewsBringFilterGroupSortAndColumns_data();
    void pages_viewsBringFilterGroupSortAndColumns();

private:
    static void bothPages();
    static ui::PageEntry entry();
};

void tst_TablePages::initTestCase()
{
    ui::Theme::install(qApp, ui::ColourScheme::Light);
}

void tst_TablePages::bothPages()
{
    QTest::addColumn<QString>("key");
    QTest::addRow("tasks") << u"tasks"_s;
    QTest::addRow("frameworks") << u"frameworks"_s;
}

ui::PageEntry tst_TablePages::entry()
{
    QFETCH(const QString, key);
    return key == u"tasks" ? ui::tasksPage() : ui::frameworksPage();
}

// Tasks ------------------------------------------------------------------------------------------------------------

void tst_TablePages::tasks_countLiveAndCompletedOnes()
{
    PageFixture f(ui::tasksPage());
    QCOMPARE(f.page->counts(), QString());
    QAbstractItemModelTester tester(f.table->tableModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(f.look());
    QCOMPARE(f.shown(), 28);
    QCOMPARE(f.page->counts(), u"28 tasks · 9 running, 2 failed"_s);
    QVERIFY(!f.noticeView()->isVisible());
    f.server.become(u"inactive"_s);
    QVERIFY(f.look());
    QCOMPARE(f.page->counts(), u"29 tasks · 10 running, 2 failed"_s);
}

void tst_TablePages::tasks_narrowAsOneTypes()
{
    PageFixture f(ui::tasksPage());
    QVERIFY(f.look());
    QTest::keyClicks(f.filter, u"framework:webshop state:running"_s);
    QTRY_COMPARE(f.shown(), 7);
    QVERIFY2(f.page->counts().startsWith(u"7 of 28 tasks"_s), qPrintable(f.page->counts()));
    QTest::keyClick(f.filter, Qt::Key_Down); // on to the table, whose first row is then current
    QVERIFY(f.table->hasFocus());
    QVERIFY(f.table->currentKey().startsWith(webshop.toUtf8()));
    f.page->focusFilter();
    QTest::keyClicks(f.filter, u"cpus>"_s); // over what was selected; a mistake leaves the last good filter
    QVERIFY(!f.filter->mistake().isEmpty());
    QTest::keyClick(f.filter, Qt::Key_Escape);
    QTRY_COMPARE(f.shown(), 28);
}

void tst_TablePages::tasks_quickFiltersTypeTheirTerm()
{
    PageFixture f(ui::tasksPage());
    QVERIFY(f.look());
    QTest::mouseClick(f.chip(u"running"_s), Qt::LeftButton);
    QCOMPARE(f.filter->text(), u"state=RUNNING"_s);
    QTRY_COMPARE(f.shown(), 9);
    QTest::mouseClick(f.chip(u"failed, lost"_s), Qt::LeftButton); // at most one is on
    QVERIFY(!f.chip(u"running"_s)->isChecked());
    QTRY_COMPARE(f.shown(), 2);
    f.clock.advance(2h);
    QTest::mouseClick(f.chip(u"last hour"_s), Qt::LeftButton);
    QTRY_COMPARE(f.shown(), 0); // the recording is from two hours ago
    QTest::mouseClick(f.chip(u"last hour"_s), Qt::LeftButton);
    QCOMPARE(f.filter->text(), QString());
    QTRY_COMPARE(f.shown(), 28);
    f.page->setFilterText(u"role:web state=RUNNING"_s); // what is typed moves the chips, too
    QVERIFY(f.chip(u"running"_s)->isChecked());
}

void tst_TablePages::tasks_inspectorTellsWhyOneFailed()
{
    PageFixture f(ui::tasksPage());
    QVERIFY(f.look());
    QVERIFY(f.table->select(failedTask));
    QVERIFY(f.navigator.inspector);
    const QString text = f.sheet();
    for (const QString &part :
         { u"cron-4"_s, u"TASK_FAILED"_s, u"ip-10-0-1-11.mesos.test"_s, u"webshop"_s, u"Held until it ended"_s,
           u"completed"_s, QString::fromUtf8(failedTask.mid(failedTask.indexOf('/') + 1)) })
        QVERIFY2(text.contains(part), qPrintable(part + u" is not in\n"_s + text));
    QTest::keyClick(f.table, Qt::Key_Space);
    QCOMPARE(f.navigator.toggled, 1);
}

void tst_TablePages::tasks_inspectorFollowsThePicture()
{
    PageFixture f(ui::tasksPage());
    QVERIFY(f.look());
    QVERIFY(f.table->select(runningTask));
    const QPointer<ui::InspectorSheet> sheet = f.navigator.inspector;
    QVERIFY(sheet);
    QVERIFY2(f.sheet().contains(u"TASK_RUNNING"_s), qPrintable(f.sheet()));
    f.server.become(u"empty"_s);
    QVERIFY(f.look());
    QVERIFY(f.table->currentKey().isEmpty());
    QVERIFY(!f.navigator.inspector); // nothing is selected any more
    f.server.become(u"main"_s);
    QVERIFY(f.look());
    QVERIFY(f.table->select(runningTask));
    QCOMPARE(f.navigator.inspector, sheet); // the page's one sheet
}

void tst_TablePages::tasks_leadToTheirAgent_fromCellAndInspector()
{
    PageFixture f(ui::tasksPage());
    QVERIFY(f.look());
    f.click(f.cell(runningTask, u"agent"_s));
    const ObjectRef agent{ ObjectRef::Kind::Agent, agentOne.toUtf8() };
    QCOMPARE(f.navigator.opened, QList<ObjectRef>{ agent });
    QVERIFY(f.table->select(runningTask));
    f.follow(u"agent/"_s + agentOne);
    f.follow(u"framework/"_s + webshop);
    const ObjectRef framework{ ObjectRef::Kind::Framework, webshop.toUtf8() };
    QCOMPARE(f.navigator.opened, (QList<ObjectRef>{ agent, agent, framework }));
}

void tst_TablePages::tasks_revealClearsTheFilterThatHides()
{
    PageFixture f(ui::tasksPage());
    const ObjectRef wanted{ ObjectRef::Kind::Task, failedTask };
    QVERIFY(f.page->reveal(wanted)); // before the first picture: the wish is kept
    QVERIFY(f.look());
    QCOMPARE(f.table->currentKey(), failedTask);
    f.page->setFilterText(u"state=RUNNING"_s);
    QTRY_COMPARE(f.shown(), 9);
    QVERIFY(f.page->reveal(wanted));
    QTRY_COMPARE(f.table->currentKey(), failedTask);
    QCOMPARE(f.filter->text(), QString());
    QVERIFY(!f.page->reveal({ ObjectRef::Kind::Task, "nobody/knows" }));
    QVERIFY(!f.page->reveal({ ObjectRef::Kind::Agent, agentOne.toUtf8() }));
}

void tst_TablePages::tasks_areExportedAsShown_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addRow("csv") << u"csv"_s;
    QTest::addRow("json") << u"json"_s;
    QTest::addRow("text") << u"txt"_s;
}

void tst_TablePages::tasks_areExportedAsShown()
{
    QFETCH(const QString, suffix);
    PageFixture f(ui::tasksPage());
    QVERIFY(f.look());
    f.page->setFilterText(u"state=FAILED"_s);
    QTRY_COMPARE(f.shown(), 2);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"failed."_s + suffix);
    QTest::mouseClick(f.window.findChild<QToolButton *>(u"exportButton"_s), Qt::LeftButton);
    auto *dialog = f.window.findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog);
    dialog->setDirectory(folder.path());
    dialog->selectFile(path);
    static_cast<QDialog *>(dialog)->accept();
    QTRY_COMPARE(f.navigator.told, QStringList{ path + u" written."_s });

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    if (suffix == u"json")
        QCOMPARE(QJsonDocument::fromJson(written).array().size(), 2);
    else
        QCOMPARE(written.trimmed().count('\n'), 2); // a head and two rows
    QVERIFY2(written.contains("cron-4") && written.contains("cron-8") && !written.contains("frontend"),
             written.constData());
}

void tst_TablePages::tasks_areFoundByThePalette()
{
    const ui::PageEntry entry = ui::tasksPage();
    PageFixture f(entry);
    QVERIFY(entry.find(*f.stack, u"cron"_s, 10).isEmpty());
    QVERIFY(f.look());
    QCOMPARE(entry.find(*f.stack, u"cron"_s, 3).size(), 3);
    const QList<ui::Findable> found = entry.find(*f.stack, u"frontend"_s, 10);
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.last().text, u"frontend-2"_s); // it was killed: live ones stand first
    QCOMPARE(found.last().glyph, u"TASK_KILLED"_s);
    QVERIFY(found.first().detail.contains(u"on ip-10-0-"_s));
}

// Frameworks -------------------------------------------------------------------------------------------------------

void tst_TablePages::frameworks_countOrphansAndWhatTheyHold()
{
    const ui::PageEntry entry = ui::frameworksPage();
    PageFixture f(entry);
    QCOMPARE(entry.badge(*f.stack), ui::Badge());
    QVERIFY(f.look());
    QCOMPARE(f.page->counts(), u"9 frameworks · 8 active, 1 completed"_s);
    QCOMPARE(entry.badge(*f.stack), ui::Badge());
    f.server.become(u"inactive"_s);
    QVERIFY(f.look());
    QCOMPARE(f.page->counts(), u"9 frameworks · 6 active, 1 without scheduler, holding 2.0 cpus, 2 completed"_s);
    QCOMPARE(entry.badge(*f.stack), (ui::Badge{ 0, 1 }));
}

void tst_TablePages::frameworks_inspectorTellsOfTheLostScheduler()
{
    PageFixture f(ui::frameworksPage());
    QVERIFY(f.look());
    QVERIFY(f.table->select(analytics.toUtf8()));
    QVERIFY2(!f.sheet().contains(u"scheduler is gone"_s), qPrintable(f.sheet()));
    f.server.become(u"inactive"_s);
    QVERIFY(f.look());
    QCOMPARE(f.table->currentKey(), analytics.toUtf8());
    QVERIFY2(f.sheet().contains(u"Its scheduler is gone. It holds 2.0 cpus and 1.0 GiB"_s), qPrintable(f.sheet()));
    QVERIFY2(f.sheet().contains(u"its tasks outlive it by 1 h"_s), qPrintable(f.sheet()));
}

void tst_TablePages::frameworks_inspectorLeadsToTheirTasks()
{
    PageFixture f(ui::frameworksPage());
    QVERIFY(f.look());
    QVERIFY(f.table->select(webshop.toUtf8()));
    f.follow(u"tasks?framework-id=%1 state=FAILED"_s.arg(webshop));
    QCOMPARE(f.navigator.filtered, QStringList{ u"tasks?framework-id=%1 state=FAILED"_s.arg(webshop) });
    f.follow(u"role/web/eu"_s);
    QCOMPARE(f.navigator.opened, (QList<ObjectRef>{ { ObjectRef::Kind::Role, "web/eu" } }));
}

void tst_TablePages::frameworks_quickFiltersTellThemApart()
{
    PageFixture f(ui::frameworksPage());
    f.server.become(u"inactive"_s);
    QVERIFY(f.look());
    QTest::mouseClick(f.chip(u"active"_s), Qt::LeftButton);
    QTRY_COMPARE(f.shown(), 6);
    QTest::mouseClick(f.chip(u"completed"_s), Qt::LeftButton);
    QTRY_COMPARE(f.shown(), 2);
    QTest::mouseClick(f.chip(u"inactive"_s), Qt::LeftButton);
    QTRY_COMPARE(f.shown(), 1);
    QCOMPARE(f.table->tableModel()->keyAt(0), analytics.toUtf8());
}

void tst_TablePages::frameworks_showRolesBelow_thatLeadToTasks()
{
    PageFixture f(ui::frameworksPage());
    QVERIFY(f.look());
    auto *roles = f.page->findChild<ui::TableView *>(u"rolesTable"_s);
    QVERIFY(roles);
    QTRY_COMPARE(roles->tableModel()->shownCount(), 5);
    QVERIFY(f.page->reveal({ ObjectRef::Kind::Role, "web/eu" }));
    QCOMPARE(roles->currentKey(), QByteArray("web/eu"));
    QTest::keyClick(roles, Qt::Key_Return);
    QCOMPARE(f.navigator.filtered, QStringList{ u"tasks?role=\"web/eu\""_s });
    QVERIFY(!f.page->reveal({ ObjectRef::Kind::Role, "nobody" }));
}

// Both -------------------------------------------------------------------------------------------------------------

void tst_TablePages::pages_followNothing_whileHidden_data()
{
    bothPages();
}

void tst_TablePages::pages_followNothing_whileHidden()
{
    PageFixture f(entry());
    QVERIFY(f.look());
    const int before = f.shown();
    f.page->setShown(false);
    f.server.become(u"empty"_s);
    const mesos::Snapshot old = f.stack->mesos()->snapshot();
    f.ask();
    QTRY_VERIFY(f.stack->mesos()->snapshot() != old);
    QCOMPARE(f.shown(), before);
    QVERIFY(!f.table->tableModel()->isBusy());
    f.page->setShown(true);
    QTRY_COMPARE(f.shown(), 0);
}

void tst_TablePages::pages_sayWhenThereIsNone_data()
{
    bothPages();
}

void tst_TablePages::pages_sayWhenThereIsNone()
{
    QFETCH(const QString, key);
    PageFixture f(entry());
    f.server.become(u"empty"_s);
    QVERIFY(f.look());
    QTRY_VERIFY(f.noticeView()->isVisible());
    QCOMPARE(f.noticeView()->notice().kind, ui::Notice::Kind::Empty);
    QCOMPARE(f.noticeView()->notice().sentence,
             key == u"tasks" ? u"Mesos knows no task."_s : u"No framework has ever registered with this master."_s);
    QVERIFY(!f.noticeButton(u"Clear"_s));
    f.server.become(u"main"_s);
    QVERIFY(f.look());
    QVERIFY(!f.noticeView()->isVisible());
}

void tst_TablePages::pages_sayWhenNothingMatches_andClearOnDemand_data()
{
    bothPages();
}

void tst_TablePages::pages_sayWhenNothingMatches_andClearOnDemand()
{
    QFETCH(const QString, key);
    PageFixture f(entry());
    QVERIFY(f.look());
    const int all = f.shown();
    f.page->setFilterText(u"name:nobody"_s);
    QTRY_COMPARE(f.shown(), 0);
    QTRY_VERIFY(f.noticeView()->isVisible());
    QCOMPARE(f.noticeView()->notice().sentence, u"No %1 matches `name:nobody`."_s.arg(key.chopped(1)));
    QPushButton *clear = f.noticeButton(u"Clear"_s);
    QVERIFY(clear);
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(f.shown(), all);
    QCOMPARE(f.filter->text(), QString());
}

void tst_TablePages::pages_keepOldRows_andSayHowOld_data()
{
    bothPages();
}

void tst_TablePages::pages_keepOldRows_andSayHowOld()
{
    PageFixture f(entry());
    QVERIFY(f.look());
    const int rows = f.shown();
    QVERIFY(f.table->select(f.table->tableModel()->keyAt(0)));
    const QByteArray current = f.table->currentKey();
    const QString fresh = f.sheet();
    f.server.die();
    f.clock.advance(5min);
    f.ask();
    QTRY_COMPARE_WITH_TIMEOUT(f.phase(), Phase::Stale, 10000);
    QCOMPARE(f.shown(), rows);
    QCOMPARE(f.table->currentKey(), current);
    QVERIFY2(f.page->counts().endsWith(u" as of 06:50:46"_s), qPrintable(f.page->counts())); // BRT
    QTRY_VERIFY(f.page->findChild<ui::DataBand *>()->isVisible());
    QVERIFY(!f.noticeView()->isVisible());
    QVERIFY(f.sheet() != fresh); // "was running"
    f.server.comeBack();
    f.ask();
    QTRY_COMPARE_WITH_TIMEOUT(f.phase(), Phase::Fresh, 10000);
    QVERIFY2(!f.page->counts().contains(u"as of"_s), qPrintable(f.page->counts()));
}

void tst_TablePages::pages_sayWhatFailed_andTryAgain_data()
{
    bothPages();
}

void tst_TablePages::pages_sayWhatFailed_andTryAgain()
{
    PageFixture f(entry());
    f.server.die();
    f.ask();
    QTRY_COMPARE_WITH_TIMEOUT(f.phase(), Phase::Failed, 10000);
    QTRY_COMPARE(f.noticeView()->notice().kind, ui::Notice::Kind::Failed);
    QVERIFY(f.noticeView()->isVisible());
    QVERIFY2(f.noticeView()->notice().sentence.contains(u"nothing listens on %1"_s.arg(f.server.port())),
             qPrintable(f.noticeView()->notice().sentence));
    QCOMPARE(f.page->counts(), QString());
    f.server.comeBack();
    QPushButton *again = f.noticeButton(u"Try again"_s);
    QVERIFY(again);
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(f.phase(), Phase::Fresh, 10000);
    QTRY_VERIFY(f.shown() > 0);
    QVERIFY(!f.noticeView()->isVisible());
}

void tst_TablePages::pages_offerToSignIn_whenRefused_data()
{
    bothPages();
}

void tst_TablePages::pages_offerToSignIn_whenRefused()
{
    PageFixture f(entry());
    f.server.refuse();
    f.ask();
    QTRY_COMPARE_WITH_TIMEOUT(f.phase(), Phase::Failed, 10000);
    QTRY_COMPARE(f.noticeView()->notice().kind, ui::Notice::Kind::Forbidden);
    QVERIFY(f.noticeButton(u"Give user and password"_s));
}

void tst_TablePages::pages_comeBackAsTheyWere_data()
{
    bothPages();
}

void tst_TablePages::pages_comeBackAsTheyWere()
{
    QByteArray saved;
    QByteArray current;
    {
        PageFixture f(entry());
        QVERIFY(f.look());
        f.page->setFilterText(u"name:e"_s);
        QTRY_VERIFY(f.shown() > 1 && !f.table->tableModel()->isBusy());
        QVERIFY(f.table->select(f.table->tableModel()->keyAt(1)));
        current = f.table->currentKey();
        saved = f.page->saveState();
    }
    PageFixture f(entry());
    f.page->restoreState(saved);
    QVERIFY(f.look());
    QCOMPARE(f.filter->text(), u"name:e"_s);
    QTRY_COMPARE(f.table->currentKey(), current);
    QTRY_VERIFY(f.shown() < f.table->tableModel()->totalCount());
}

void tst_TablePages::pages_viewsBringFilterGroupSortAndColumns_data()
{
    bothPages();
}

void tst_TablePages::pages_viewsBringFilterGroupSortAndColumns()
{
    PageFixture f(entry());
    QVERIFY(f.look());
    tables::TableModel *model = f.table->tableModel();
    const QByteArray first = f.page->viewState();
    const QList<tables::SortKey> firstSort = model->sortKeys();
    const int state = tables::columnOf(model->columns(), u"state");
    f.page->setFilterText(u"name:e"_s);
    const std::unique_ptr<QMenu> columns(f.table->makeColumnsMenu(nullptr));
    const QList<QAction *> entries = columns->actions();
    const auto entryOf = std::ranges::find(entries, model->columns().at(state).title, &QAction::text);
    QVERIFY(entryOf != entries.end());
    (*entryOf)->setChecked(false);
    auto *header = qobject_cast<ui::TableHeader *>(f.table->horizontalHeader());
    emit header->sortRequested({ { state, Qt::DescendingOrder } });
    const QByteArray other = f.page->viewState();
    QVERIFY(other != first);

    f.page->restoreView(first);
    QCOMPARE(f.page->viewState(), first);
    QCOMPARE(f.filter->text(), QString());
    QCOMPARE(model->sortKeys(), firstSort);
    QVERIFY(!f.table->isColumnHidden(state));

    f.page->restoreView(other);
    QCOMPARE(f.page->viewState(), other);
    QCOMPARE(f.filter->text(), u"name:e"_s);
    QCOMPARE(model->sortKeys(), QList<tables::SortKey>({ { state, Qt::DescendingOrder } }));
    QVERIFY(f.table->isColumnHidden(state));
    QTRY_VERIFY(f.shown() < model->totalCount());
    f.page->restoreView("no view");
    QCOMPARE(f.page->viewState(), other);
}

QTEST_MAIN(tst_TablePages)
#include "tst_tablepages.moc"
