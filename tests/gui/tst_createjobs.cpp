// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/jobdriver.h"
#include "ui/createjob/addinstancesdialog.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSpinBox>

using namespace jobdriver;

/// Creating, cloning and adding by key and click in the real window. What went out is read from the simulator's log.
class tst_CreateJobs : public QObject
{
    Q_OBJECT

private slots:
    void production_createsByClicks_andShowsTheJobRunning();
    void production_manyInstances_askForTheNumber();
    void staging_createsByKeys();
    void readOnly_plansButOffersToUnlock();
    void cancelledPlan_comesBackToTheForm();
    void takenName_isRefusedInTheDialog();
    void clone_keepsTheConfiguration_andNeedsAnotherName();
    void add_goesFromTheKeyToTheCall();
    void changedState_voidsThePlanUnderTheDialog();
};

void tst_CreateJobs::production_createsByClicks_andShowsTheJobRunning()
{
    ConsoleFixture console;
    openJobs(console.window());
    unlock(console.stack());
    click(find<QPushButton>(&console.window(), "newJob"));
    QPointer<ui::CreateJobDialog> dialog = shownDialog(console.window());
    dialog->chooseTemplate(u"Scale a pool"_s);
    typeInto(dialog, "N_NODES", u"12"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle(), u"Create job scale in jobs/prod"_s);
    QCOMPARE(callsOf(console.world(), "createJob"_L1), 0);
    auto *act = find<QPushButton>(plan, "planAct");
    QCOMPARE(act->text(), u"Create job scale"_s);
    QVERIFY(act->isEnabled());
    click(act);
    const actions::Record record = seeThrough(console.world(), console.stack());
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "createJob"_L1), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog, 10000); // it has led where it should
    console.window().open({ links::ObjectRef::Kind::Job, "jobs/prod/scale" });
    const auto state = [&] { return find<QLabel>(&console.window(), "jobState")->text(); };
    QTRY_VERIFY2_WITH_TIMEOUT(state().startsWith(u"1 running"_s), qPrintable(state()), 20000);
}

void tst_CreateJobs::production_manyInstances_askForTheNumber()
{
    ConsoleFixture console;
    openJobs(console.window());
    unlock(console.stack());
    click(find<QPushButton>(&console.window(), "newJob"));
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    dialog->chooseTemplate(u"Batch job"_s);
    typeInto(dialog, "NAME", u"backfill"_s);
    typeInto(dialog, "INSTANCES", u"12"_s);
    find<QPlainTextEdit>(dialog, "binding_COMMAND")->setFocus();
    QTest::keyClicks(find<QPlainTextEdit>(dialog, "binding_COMMAND"), u"run-backfill"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    ui::PlanDialog *plan = shownPlan(console.window());
    auto *act = find<QPushButton>(plan, "planAct");
    QVERIFY(!act->isEnabled());
    QTest::keyClicks(find<QLineEdit>(plan, "planReason"), u"the night is behind"_s);
    QTest::keyClicks(find<QLineEdit>(plan, "planNumber"), u"11"_s);
    QVERIFY(!act->isEnabled());
    find<QLineEdit>(plan, "planNumber")->clear();
    QTest::keyClicks(find<QLineEdit>(plan, "planNumber"), u"12"_s);
    QVERIFY(act->isEnabled());
    QTest::keyClick(plan, Qt::Key_Escape);
    QCOMPARE(callsOf(console.world(), "createJob"_L1), 0);
}

void tst_CreateJobs::staging_createsByKeys()
{
    Staging staging;
    openJobs(*staging.window);
    unlock(*staging.stack);
    QTest::keyClick(staging.window.get(), Qt::Key_N, Qt::ControlModifier);
    ui::CreateJobDialog *dialog = shownDialog(*staging.window);
    dialog->chooseTemplate(u"Start machines for one job"_s);
    typeInto(dialog, "SLAVE_TYPE", u"model"_s);
    QTest::keyClick(dialog, Qt::Key_Return); // the default button, which sends nothing
    ui::PlanDialog *plan = shownPlan(*staging.window);
    auto *act = find<QPushButton>(plan, "planAct");
    QVERIFY(act->isEnabled());
    QTest::keyClick(plan, Qt::Key_Return); // Enter never sends
    QVERIFY(staging.stack->actions()->records().isEmpty());
    openJobs(*staging.window);
    if (!plan->isVisible()) { // Enter was Cancel's, which has the focus
        QTest::keyClick(dialog, Qt::Key_Return);
        plan = shownPlan(*staging.window);
        act = find<QPushButton>(plan, "planAct");
    }
    act->setFocus();
    QTest::keyClick(act, Qt::Key_Space);
    QCOMPARE(seeThrough(staging.world, *staging.stack).state, actions::State::Done);
    QCOMPARE(callsOf(staging.world, "createJob"_L1), 1);
    QCOMPARE(staging.world.calls().back().object, u"jobs/prod/scale-ec2-model"_s);
}

void tst_CreateJobs::readOnly_plansButOffersToUnlock()
{
    ConsoleFixture console;
    openJobs(console.window());
    click(find<QPushButton>(&console.window(), "newJob"));
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    dialog->chooseTemplate(u"Scale a pool"_s);
    typeInto(dialog, "N_NODES", u"3"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY(find<QPushButton>(plan, "planAct")->text().startsWith(u"Unlock"_s));
    click(find<QPushButton>(plan, "planAct"));
    QVERIFY(console.stack().actions()->records().isEmpty());
    QCOMPARE(callsOf(console.world(), "createJob"_L1), 0);
}

void tst_CreateJobs::cancelledPlan_comesBackToTheForm()
{
    ConsoleFixture console;
    openJobs(console.window());
    unlock(console.stack());
    click(find<QPushButton>(&console.window(), "newJob"));
    QPointer<ui::CreateJobDialog> dialog = shownDialog(console.window());
    dialog->chooseTemplate(u"Scale a pool"_s);
    typeInto(dialog, "N_NODES", u"3"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    QPointer<ui::PlanDialog> plan = shownPlan(console.window());
    QTest::keyClick(plan, Qt::Key_Escape);
    QTRY_VERIFY(!plan);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(find<QLineEdit>(dialog, "binding_N_NODES")->text(), u"3"_s);
    typeInto(dialog, "N_NODES", u"4"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    QCOMPARE(shownPlan(console.window())->windowTitle(), u"Create job scale in jobs/prod"_s);
}

void tst_CreateJobs::takenName_isRefusedInTheDialog()
{
    ConsoleFixture console;
    openJob(console.window(), "jobs/prod/hyoga-model");
    click(find<QPushButton>(&console.window(), "jobClone"));
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    click(find<QPushButton>(dialog, "planJobButton"));
    const auto words = [&] { return find<QLabel>(dialog, "sentence_name")->text(); };
    QVERIFY2(words().startsWith(u"jobs/prod/hyoga-model exists already"_s), qPrintable(words()));
    QVERIFY(find<QLineEdit>(dialog, "binding_name")->hasFocus());
    QVERIFY(!console.window().findChild<ui::PlanDialog *>()); // no plan was even begun
    typeInto(dialog, "name", u"hyoga-again"_s);
    QVERIFY2(!words().contains(u"exists already"_s), qPrintable(words()));
    click(find<QPushButton>(dialog, "planJobButton"));
    QVERIFY(shownPlan(console.window())->windowTitle().contains(u"hyoga-again"_s));
    QCOMPARE(callsOf(console.world(), "createJob"_L1), 0);
}

void tst_CreateJobs::clone_keepsTheConfiguration_andNeedsAnotherName()
{
    ConsoleFixture console;
    ui::TableView *table = openJobs(console.window());
    unlock(console.stack());
    QVERIFY(table->select("services/prod/capivara-clj"));
    QTRY_COMPARE(find<QLabel>(&console.window(), "jobTitle")->text(), u"services/prod/capivara-clj"_s);
    QTest::keyClick(&console.window(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    ui::CreateJobDialog *dialog = shownDialog(console.window());
    QCOMPARE(find<QComboBox>(dialog, "jobSource")->currentText(), u"Clone of services/prod/capivara-clj"_s);
    typeInto(dialog, "name", u"capivara-drill"_s);
    typeInto(dialog, "instances", u"1"_s);
    click(find<QPushButton>(dialog, "planJobButton"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle(), u"Create job capivara-drill in services/prod"_s);
    click(find<QPushButton>(plan, "planAct"));
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "createJob"_L1), 1, 20000);
    QCOMPARE(console.world().calls().back().object, u"services/prod/capivara-drill"_s);
}

void tst_CreateJobs::add_goesFromTheKeyToTheCall()
{
    ConsoleFixture console;
    ui::TableView *table = openJobs(console.window());
    unlock(console.stack());
    QVERIFY(table->select("jobs/prod/hyoga-model"));
    QTRY_COMPARE(find<QLabel>(&console.window(), "jobTitle")->text(), u"jobs/prod/hyoga-model"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<ui::TableView>(&console.window(), "instancesTable")->tableModel()->totalCount() > 0,
                             20000);
    QTest::keyClick(&console.window(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = console.window().findChild<ui::AddInstancesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *count = find<QSpinBox>(dialog, "addCount");
    count->setFocus();
    count->selectAll();
    QTest::keyClicks(count, u"2"_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(plan->windowTitle(), u"Add 2 instances to hyoga-model in jobs/prod"_s);
    QVERIFY(find<QPlainTextEdit>(plan, "planCalls")
                ->toPlainText()
                .contains(u"addInstances jobs/prod/hyoga-model, like 0, count 2"_s));
    click(find<QPushButton>(plan, "planAct"));
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(callsOf(console.world(), "addInstances"_L1), 1, 20000);
}

/// Somebody else is quicker while the plan is read: nothing goes out, and the new plan lies there with its changes.
void tst_CreateJobs::changedState_voidsThePlanUnderTheDialog()
{
    ConsoleFixture console;
    ui::TableView *table = openJobs(console.window());
    unlock(console.stack());
    QVERIFY(table->select("jobs/prod/hyoga-model"));
    QTRY_COMPARE(find<QLabel>(&console.window(), "jobTitle")->text(), u"jobs/prod/hyoga-model"_s);
    QTRY_VERIFY_WITH_TIMEOUT(find<ui::TableView>(&console.window(), "instancesTable")->tableModel()->totalCount() > 0,
                             20000);
    QTest::keyClick(&console.window(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = console.window().findChild<ui::AddInstancesDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    QPointer<ui::PlanDialog> plan = shownPlan(console.window());
    QVERIFY(find<QPlainTextEdit>(plan, "planCalls")->toPlainText().contains(u"count 1"_s));

    bool done = false; // behind the dialog's back
    QCoro::connect(
        console.stack().aurora()->client()->addInstances({ { u"jobs"_s, u"prod"_s, u"hyoga-model"_s }, 0 }, 1), qApp,
        [&](const core::Result<aurora::Done> &answer) { done = answer.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(done, 10000);
    click(find<QPushButton>(plan, "planAct"));
    QTRY_VERIFY_WITH_TIMEOUT(!console.stack().actions()->records().isEmpty(), 10000);
    console.world().advance(6s);
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().first().state, actions::State::Void, 20000);
    QVERIFY(plan && plan->isVisible());
    QCOMPARE(callsOf(console.world(), "addInstances"_L1), 1); // the other one's
    auto *act = find<QPushButton>(plan, "planAct");
    QTRY_VERIFY(act->isVisible() && act->isEnabled());
    click(act); // read again, consented to again
    QTRY_COMPARE_WITH_TIMEOUT(console.stack().actions()->records().size(), 2, 10000);
    const auto isSent = [&] {
        console.world().advance(500ms);
        return callsOf(console.world(), "addInstances"_L1) == 2;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isSent(), qPrintable(console.stack().actions()->records().first().outcome), 30000);
}

QTEST_MAIN(tst_CreateJobs)
#include "tst_createjobs.moc"
