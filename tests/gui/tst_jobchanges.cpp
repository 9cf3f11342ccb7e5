// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/clone.h"
#include "models/jobs/library.h"
#include "models/verbs/jobs/sourcejob.h"
#include "tests/gui/jobdriver.h"
#include "ui/common/segments.h"
#include "ui/createjob/jobpreview.h"
#include "ui/jobs/forcestatedialog.h"
#include "ui/jobs/quotadialog.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <qcoro/qcorotask.h>

using namespace jobdriver;

/// What changes a job that is there, by key and click in the real window: updates, schedules, quotas, forced states.
/// What went out is read from the simulator's log.
class tst_JobChanges : public QObject
{
    Q_OBJECT

private slots:
    void update_showsWhatChanges_andStartsOne();
    void update_takesAFileOfThatJobOnly();
    void update_inStaging_byKeysAlone();
    void readOnly_offersToUnlock();
    void cron_startsNow_byClick();
    void cron_isRescheduled_andPutBack();
    void cron_isDescheduled_fromTheMenu_andPutBack();
    void quota_isSet_fromTheRolesMenu();
    void quota_thatCannotBeRead_isTold();
    void state_isForced_withTheNumberTyped();
    void palette_findsAnUpdateInFlight();

private:
    static inline const QByteArray m_service = "services/prod/capivara-clj";
    static inline const QByteArray m_cron = "jobs/prod/s3-compaction";

    static QString calls(ui::PlanDialog *plan) { return find<QPlainTextEdit>(plan, "planCalls")->toPlainText(); }

    /// The menu that is open; `at`: over this table.
    static QMenu *menuOver(ui::TableView *table, const QModelIndex &at)
    {
        const QPoint point = table->visualRect(at).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, table->viewport()->mapToGlobal(point));
        QApplication::sendEvent(table->viewport(), &event);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }
    static void choose(QMenu *menu, const QString &text)
    {
        const QList<QAction *> entries = menu->actions();
        const auto entry = std::ranges::find(entries, text, &QAction::text);
        [&] { QVERIFY2(entry != entries.end(), qPrintable(text)); }();
        (*entry)->trigger();
        menu->close();
    }
    static int activeOf(stack::Stack &stack, const QByteArray &key)
    {
        const aurora::Snapshot picture = stack.aurora()->snapshot();
        return picture->job(*aurora::JobKey::parse(QString::fromUtf8(key)))->stats.active;
    }
    /// What takes the last action back, planned and sent.
    static actions::Record takeBack(ConsoleFixture &console)
    {
        actions::ActionCenter *center = console.stack().actions();
        const auto back = center->undoRequest(center->records().first().id);
        [&] { QVERIFY(back); }();
        console.window().showPage(u"actions"_s);
        bool sent = false;
        QCoro::connect(center->plan(*back), qApp, [&, center](const core::Result<actions::Plan> &plan) {
            if (plan)
                QCoro::connect(center->confirm(*plan, {}), qApp, [&](const core::Result<QString> &id) { sent = !!id; });
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(sent, 20000); }();
        return seeThrough(console.world(), console.stack());
    }
};

void tst_JobChanges::update_showsWhatChanges_andStartsOne()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJob(console.window(), m_service);
    auto *button = find<QPushButton>(&console.window(), "jobChange");
    QCOMPARE(button->text(), u"Update…"_s);
    QVERIFY(!find<QPushButton>(&console.window(), "jobStartCron")->isVisible());
    const int active = activeOf(console.stack(), m_service);
    click(button);
    QPointer<ui::CreateJobDialog> dialog = shownDialog(console.window());
    QCOMPARE(dialog->windowTitle(), u"Update services/prod/capivara-clj"_s);
    QVERIFY(!dialog->findChild<QLineEdit *>(u"binding_name"_s)); // another name would be another job
    typeInto(dialog, "ram", u"6GiB"_s);
    const QString preview = find<ui::JobPreview>(dialog, "jobPreview")->asText();
    QVERIFY2(preview.contains(u"6.0 GiB"_s), qPrintable(preview));
    QVERIFY2(!preview.contains(u"Links"_s), qPrintable(preview)); // the scheduler's own are no change
    find<QSpinBox>(dialog, "updateGroupSize")->setValue(2);
    click(find<QPushButton>(dialog, "planJobButton"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle(), u"Update %1 instances of capivara-clj in services/prod"_s.arg(active));
    QVERIFY2(calls(plan).contains(u"startJobUpdate services/prod/capivara-clj"_s), qPrintable(calls(plan)));
    consent(plan, 0);
    click(find<QPushButton>(plan, "planAct"));
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    QCOMPARE(callsOf(console.world(), "startJobUpdate"_L1), 0);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "startJobUpdate"_L1), 1, 20000);
    QCOMPARE(console.world().calls().back().object.toUtf8(), m_service);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog, 10000);
}

void tst_JobChanges::update_takesAFileOfThatJobOnly()
{
    ConsoleFixture console;
    openJob(console.window(), m_service);
    click(find<QPushButton>(&console.window(), "jobChange"));
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    const jobs::JobTemplate another = jobs::cloneOf(dialog->resolution().job)
                                          .and_then([](jobs::JobTemplate of) {
                                              of.yaml.replace("capivara-clj", "capivara-http");
                                              return core::Result<jobs::JobTemplate>(of);
                                          })
                                          .value();
    QTemporaryDir home;
    const QString file = home.filePath(u"another.yaml"_s);
    QVERIFY(jobs::saveTemplate(file, another.yaml));
    dialog->askFileToOpen = [file] { return file; };
    auto *source = find<QComboBox>(dialog, "jobSource");
    source->setFocus();
    QTest::keyClick(source, Qt::Key_End); // "From a file…"
    const auto verdict = [&] { return find<QLabel>(dialog, "jobVerdict")->text(); };
    QTRY_VERIFY2(verdict().contains(u"This defines services/prod/capivara-http"_s), qPrintable(verdict()));
    click(find<QPushButton>(dialog, "planJobButton"));
    QVERIFY(!console.window().findChild<ui::PlanDialog *>());
}

void tst_JobChanges::update_inStaging_byKeysAlone()
{
    Staging staging;
    unlock(*staging.stack);
    openJob(*staging.window, m_service);
    QTest::keyClick(staging.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ui::CreateJobDialog *dialog = shownDialog(*staging.window);
    typeInto(dialog, "cpus", u"0.75"_s);
    QTest::keyClick(dialog, Qt::Key_Return); // the default button, which sends nothing
    ui::PlanDialog *plan = shownPlan(*staging.window);
    consent(plan, 0);
    auto *act = find<QPushButton>(plan, "planAct");
    act->setFocus();
    QTest::keyClick(act, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!staging.stack->actions()->records().isEmpty(), 10000);
    staging.world.advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(staging.world, "startJobUpdate"_L1), 1, 20000);
}

void tst_JobChanges::readOnly_offersToUnlock()
{
    ConsoleFixture console;
    openJob(console.window(), m_cron);
    click(find<QPushButton>(&console.window(), "jobStartCron"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY(find<QPushButton>(plan, "planAct")->text().startsWith(u"Unlock"_s));
    QVERIFY(console.stack().actions()->records().isEmpty());
    QCOMPARE(callsOf(console.world(), "startCronJob"_L1), 0);
}

void tst_JobChanges::cron_startsNow_byClick()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJob(console.window(), m_cron);
    QTRY_COMPARE(find<QPushButton>(&console.window(), "jobChange")->text(), u"Change schedule…"_s);
    click(find<QPushButton>(&console.window(), "jobStartCron"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle(), u"Start s3-compaction now in jobs/prod"_s);
    consent(plan, 4);
    click(find<QPushButton>(plan, "planAct"));
    QCOMPARE(seeThrough(console.world(), console.stack()).state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "startCronJob"_L1), 1);
}

void tst_JobChanges::cron_isRescheduled_andPutBack()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJob(console.window(), m_cron);
    click(find<QPushButton>(&console.window(), "jobChange"));
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    QCOMPARE(dialog->windowTitle(), u"Change cron job jobs/prod/s3-compaction"_s);
    QVERIFY(!find<QSpinBox>(dialog, "updateGroupSize")->isVisible()); // nothing rolls
    typeInto(dialog, "schedule", u"15 4 * * *"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(calls(plan).contains(u"replaceCronTemplate jobs/prod/s3-compaction"_s), qPrintable(calls(plan)));
    consent(plan, 0);
    click(find<QPushButton>(plan, "planAct"));
    QCOMPARE(seeThrough(console.world(), console.stack()).state, actions::State::Done);
    const auto schedule = [&] {
        const aurora::Snapshot picture = console.stack().aurora()->snapshot();
        return picture->string(picture->job(*aurora::JobKey::parse(QString::fromUtf8(m_cron)))->cronSchedule);
    };
    QTRY_COMPARE_WITH_TIMEOUT(schedule(), u"15 4 * * *"_s, 20000);
    QCOMPARE(takeBack(console).state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "replaceCronTemplate"_L1), 2);
    QTRY_COMPARE_WITH_TIMEOUT(schedule(), u"*/30 * * * *"_s, 20000);
}

void tst_JobChanges::cron_isDescheduled_fromTheMenu_andPutBack()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJob(console.window(), m_cron);
    QTRY_VERIFY(find<QPushButton>(&console.window(), "jobStartCron")->isVisible()); // its schedule comes by itself
    ui::TableView *table = console.table("jobsTable");
    QMenu *menu = menuOver(table, table->currentIndex());
    QVERIFY(menu);
    choose(menu, u"Deschedule…"_s);
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle(), u"Deschedule s3-compaction in jobs/prod"_s);
    consent(plan, 0);
    click(find<QPushButton>(plan, "planAct"));
    QCOMPARE(seeThrough(console.world(), console.stack()).state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "descheduleCronJob"_L1), 1);
    QCOMPARE(takeBack(console).state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "scheduleCronJob"_L1), 1);
}

void tst_JobChanges::quota_isSet_fromTheRolesMenu()
{
    ConsoleFixture console;
    unlock(console.stack());
    ui::TableView *table = openJobs(console.window());
    QModelIndex group;
    for (int row = 0; row < table->tableModel()->rowCount() && !group.isValid(); ++row) {
        const QModelIndex index = table->tableModel()->index(row, 0);
        if (index.data(tables::TableModel::GroupTextRole).toString() == u"jobs/prod"_s)
            group = index;
    }
    QVERIFY(group.isValid());
    table->scrollTo(group);
    QMenu *menu = menuOver(table, group);
    QVERIFY(menu);
    choose(menu, u"Set quota of jobs…"_s);
    auto *dialog = console.window().findChild<ui::QuotaDialog *>();
    QVERIFY(dialog);
    auto *cpus = find<QDoubleSpinBox>(dialog, "quotaCpus");
    QTRY_VERIFY_WITH_TIMEOUT(cpus->isEnabled(), 10000);
    QCOMPARE(cpus->value(), 64.0);
    QCOMPARE(find<QDoubleSpinBox>(dialog, "quotaMemory")->value(), 256.0);
    QTest::keyClicks(cpus, u"80"_s); // all of it is selected
    QTest::keyClick(dialog, Qt::Key_Return);
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle().section(u" in "_s, 0, 0), u"Set the quota of jobs"_s);
    consent(plan, 0);
    click(find<QPushButton>(plan, "planAct"));
    QCOMPARE(seeThrough(console.world(), console.stack()).state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "setQuota"_L1), 1);
}

void tst_JobChanges::quota_thatCannotBeRead_isTold()
{
    ConsoleFixture console;
    openJob(console.window(), m_cron);
    sim::Faults faults;
    faults.answer = sim::Faults::Answer::HtmlPage;
    faults.layer = u"aurora"_s;
    console.world().setFaults(faults);
    ui::TableView *table = console.table("jobsTable");
    choose(menuOver(table, table->currentIndex()), u"Set quota of jobs…"_s);
    auto *dialog = console.window().findChild<ui::QuotaDialog *>();
    QVERIFY(dialog);
    const auto words = [&] { return find<QLabel>(dialog, "quotaWords")->text(); };
    QTRY_VERIFY2_WITH_TIMEOUT(!words().startsWith(u"Asking"_s), qPrintable(words()), 20000);
    QVERIFY2(words().contains(u"Aurora"_s), qPrintable(words()));
    QVERIFY(!find<QPushButton>(dialog, "wishPlan")->isEnabled());
    console.world().setFaults({});
}

void tst_JobChanges::state_isForced_withTheNumberTyped()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJob(console.window(), m_service);
    ui::TableView *instances = console.table("instancesTable");
    QTRY_VERIFY_WITH_TIMEOUT(instances->tableModel()->totalCount() > 0, 20000);
    instances->setCurrentIndex(instances->tableModel()->index(0, 0));
    QMenu *menu = menuOver(instances, instances->currentIndex());
    QVERIFY(menu);
    choose(menu, u"Force state (administrators)…"_s);
    auto *dialog = console.window().findChild<ui::ForceStateDialog *>();
    QVERIFY(dialog);
    auto *state = find<QComboBox>(dialog, "forcedState");
    QCOMPARE(state->currentText(), u"KILLED"_s);
    QCOMPARE(state->findText(u"RUNNING"_s), -1); // it is that already
    QTest::keyClick(dialog, Qt::Key_Return);
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(plan->windowTitle().startsWith(u"Force capivara-clj/0 to KILLED"_s), qPrintable(plan->windowTitle()));
    QVERIFY(find<QLineEdit>(plan, "planNumber")->isVisible()); // it cannot be undone
    consent(plan, 0);
    click(find<QPushButton>(plan, "planAct"));
    QCOMPARE(seeThrough(console.world(), console.stack()).state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "forceTaskState"_L1), 1);
}

void tst_JobChanges::palette_findsAnUpdateInFlight()
{
    ConsoleFixture console;
    openJobs(console.window());
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().aurora()->snapshot()->updates.empty(), 20000);
    const aurora::Snapshot picture = console.stack().aurora()->snapshot();
    const QString job = picture->string(picture->updates.front().jobKey);
    QTest::keyClick(&console.window(), Qt::Key_K, Qt::ControlModifier);
    console.type(u"update of "_s + job.section(u'/', -1));
    console.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(&console.window(), "jobTitle")->text(), job, 10000);
    QTRY_COMPARE(find<ui::Segments>(&console.window(), "jobTabs")->current(), 1);
    const QByteArray id = picture->string(picture->updates.front().id).toUtf8();
    QTRY_COMPARE_WITH_TIMEOUT(console.table("updatesTable")->currentKey(), id, 20000);
}

QTEST_MAIN(tst_JobChanges)
#include "tst_jobchanges.moc"
