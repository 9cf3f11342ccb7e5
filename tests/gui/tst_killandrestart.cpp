// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/jobdriver.h"
#include "ui/jobs/jobpanel.h"

#include <QPlainTextEdit>
#include <QTableView>
#include <qcoro/qcorotask.h>

using namespace jobdriver;

namespace {

const QByteArray hyoga = "jobs/prod/hyoga-model";

aurora::JobKey hyogaKey()
{
    return *aurora::JobKey::parse(QString::fromUtf8(hyoga));
}

QPushButton *button(ui::MainWindow &window, const char *name)
{
    return find<QPushButton>(&window, name);
}

ui::TableView *instances(ui::MainWindow &window)
{
    auto *panel = find<ui::JobPanel>(&window, "jobPanel");
    return find<ui::TableView>(panel, "instancesTable");
}

/// By Esc; the window is in front again, as a desktop sees to.
void close(ui::PlanDialog *plan, ui::MainWindow &window)
{
    QTest::keyClick(plan, Qt::Key_Escape);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<ui::PlanDialog *>(), 10000); }();
    QApplication::setActiveWindow(&window);
}

/// Ids of the tasks the plan's calls name, in a text.
QString callsText(ui::PlanDialog *plan)
{
    return find<QPlainTextEdit>(plan, "planCalls")->toPlainText();
}

} // namespace

/// What a job's kill and restart reach, from its row and its panel by key and click.
class tst_KillAndRestart : public QObject
{
    Q_OBJECT

private slots:
    void keysOfTheTable_killAndRestartTheWholeJob();
    void keysAmongTheInstances_meanTheChosenOne();
    void theSelectedInstanceAloneIsKilled();
    void theSelectedInstanceAloneIsRestarted();
    void whatWasSelectedAndIsGone_neverBecomesTheWholeJob();
    void anEndedTry_isNotTakenForTheTaskAfterIt();
    void stateChangedUnderTheDialog_voidsThePlan();

private:
    /// The panel of hyoga-model with its instances listed.
    static void openHyoga(ConsoleFixture &console)
    {
        openJob(console.window(), hyoga);
        QTRY_VERIFY_WITH_TIMEOUT(instances(console.window())->tableModel()->shownCount() > 1, 20000);
    }
    /// Clicks on the row of an instance's active task; its number.
    static int selectActive(ConsoleFixture &console, int nth = 0)
    {
        const aurora::Snapshot picture = console.stack().aurora()->snapshot();
        const aurora::JobRow *job = picture->job(hyogaKey());
        for (const aurora::TaskRow &task : picture->tasksOf(*job)) {
            if (aurora::isActive(task.status) && nth-- == 0) {
                const QByteArray id = picture->string(task.id).toUtf8();
                [&] { QTRY_VERIFY_WITH_TIMEOUT(instances(console.window())->select(id), 10000); }();
                return task.instance;
            }
        }
        return -1;
    }
};

void tst_KillAndRestart::keysOfTheTable_killAndRestartTheWholeJob()
{
    ConsoleFixture console;
    openHyoga(console);
    unlock(console.stack());
    find<ui::TableView>(&console.window(), "jobsTable")->setFocus();
    console.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    ui::PlanDialog *plan = shownPlan(console.window());
    QVERIFY2(callsText(plan).contains(u"restartShards"_s), qPrintable(callsText(plan)));
    close(plan, console.window());
    find<ui::TableView>(&console.window(), "jobsTable")->setFocus();
    console.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    plan = shownPlan(console.window());
    QVERIFY2(callsText(plan).contains(u"killTasks"_s), qPrintable(callsText(plan)));
    QTest::keyClick(plan, Qt::Key_Escape);
    QCOMPARE(callsOf(console.world(), "killTasks"_L1), 0);
    QCOMPARE(callsOf(console.world(), "restartShards"_L1), 0);
}

void tst_KillAndRestart::keysAmongTheInstances_meanTheChosenOne()
{
    ConsoleFixture console;
    openHyoga(console);
    unlock(console.stack());
    selectActive(console, 1);
    for (const auto &[key, call] : { std::pair(Qt::Key_K, u"killTasks"_s), std::pair(Qt::Key_R, u"restartShards"_s) }) {
        instances(console.window())->setFocus();
        console.press(key, Qt::ControlModifier | Qt::ShiftModifier);
        ui::PlanDialog *plan = shownPlan(console.window());
        QCOMPARE(callsText(plan).count(call), 1);
        QCOMPARE(find<QTableView>(plan, "planItems")->model()->index(0, 1).data().toString().section(u' ', 0, 0),
                 u"1"_s);
        close(plan, console.window());
    }
}

void tst_KillAndRestart::theSelectedInstanceAloneIsKilled()
{
    ConsoleFixture console;
    openHyoga(console);
    unlock(console.stack());
    QTRY_VERIFY2(button(console.window(), "jobKill")->text().startsWith(u"Kill all "_s),
                 qPrintable(button(console.window(), "jobKill")->text()));
    const int instance = selectActive(console, 1);
    QTRY_COMPARE(button(console.window(), "jobKill")->text(), u"Kill 1…"_s);
    click(button(console.window(), "jobKill"));
    ui::PlanDialog *plan = shownPlan(console.window());
    const aurora::Snapshot picture = console.stack().aurora()->snapshot();
    const auto &stats = picture->job(hyogaKey())->stats;
    consent(plan, stats.active + stats.pending - 1);
    click(find<QPushButton>(plan, "planAct"));
    const actions::Record record = seeThrough(console.world(), console.stack());
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(callsOf(console.world(), "killTasks"_L1), 1);
    QCOMPARE(record.plan->things(), 1);
    QVERIFY2(record.plan->steps.first().call.contains(QString::number(instance)),
             qPrintable(record.plan->steps.first().call));
}

void tst_KillAndRestart::theSelectedInstanceAloneIsRestarted()
{
    ConsoleFixture console;
    openHyoga(console);
    unlock(console.stack());
    selectActive(console, 1);
    QTRY_COMPARE(button(console.window(), "jobRestart")->text(), u"Restart 1…"_s);
    click(button(console.window(), "jobRestart"));
    ui::PlanDialog *plan = shownPlan(console.window());
    QCOMPARE(callsText(plan).count(u"restartShards"_s), 1);
    QTest::keyClick(plan, Qt::Key_Escape);
}

/// A killed PENDING task leaves the picture at once: what is selected then is nothing, and nothing must not mean all.
void tst_KillAndRestart::whatWasSelectedAndIsGone_neverBecomesTheWholeJob()
{
    ConsoleFixture console;
    openHyoga(console);
    const int instance = selectActive(console);
    QTRY_COMPARE(button(console.window(), "jobKill")->text(), u"Kill 1…"_s);
    QVERIFY(QCoro::waitFor(console.stack().aurora()->client()->killInstances(
        hyogaKey(), *aurora::InstanceSet::of(instance), u"somebody else"_s)));
    const auto isDisabled = [&] {
        console.world().advance(1s);
        return !button(console.window(), "jobKill")->isEnabled();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isDisabled(), 30000);
    QVERIFY(!button(console.window(), "jobRestart")->isEnabled());
    QVERIFY(button(console.window(), "jobKill")->toolTip().contains(u"has ended"_s));
    instances(console.window())->setFocus();
    selectActive(console);
    QTRY_VERIFY(button(console.window(), "jobKill")->isEnabled()); // another choice
}

void tst_KillAndRestart::anEndedTry_isNotTakenForTheTaskAfterIt()
{
    ConsoleFixture console;
    openHyoga(console);
    const aurora::JobKey key = hyogaKey();
    QVERIFY(QCoro::waitFor(console.stack().aurora()->client()->restart(key, *aurora::InstanceSet::of(0))));
    QByteArray ended;
    const auto hasTwo = [&] { // the old task of instance 0 and its successor
        console.world().advance(1s);
        const aurora::Snapshot picture = console.stack().aurora()->snapshot();
        bool isRunning = false;
        ended.clear();
        for (const aurora::TaskRow &task : picture->tasksOf(*picture->job(key))) {
            if (task.instance != 0)
                continue;
            if (aurora::isActive(task.status))
                isRunning = true;
            else
                ended = picture->string(task.id).toUtf8();
        }
        return isRunning && !ended.isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasTwo(), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(instances(console.window())->select(ended), 20000);
    QTRY_VERIFY(!button(console.window(), "jobKill")->isEnabled());
}

/// Between the plan and the click the instance becomes another task: the plan says it no longer holds, and nothing
/// goes.
void tst_KillAndRestart::stateChangedUnderTheDialog_voidsThePlan()
{
    ConsoleFixture console;
    openHyoga(console);
    unlock(console.stack());
    const int instance = selectActive(console);
    QTRY_COMPARE(button(console.window(), "jobKill")->text(), u"Kill 1…"_s);
    click(button(console.window(), "jobKill"));
    ui::PlanDialog *plan = shownPlan(console.window());
    const aurora::Snapshot picture = console.stack().aurora()->snapshot();
    const auto &stats = picture->job(hyogaKey())->stats;
    consent(plan, stats.active + stats.pending - 1);
    QVERIFY(QCoro::waitFor(console.stack().aurora()->client()->killInstances(
        hyogaKey(), *aurora::InstanceSet::of(instance), u"somebody else"_s)));
    const qsizetype before = callsOf(console.world(), "killTasks"_L1);
    click(find<QPushButton>(plan, "planAct"));
    const auto isOver = [&] {
        console.world().advance(1s);
        const QList<actions::Record> records = console.stack().actions()->records();
        return !records.isEmpty() && actions::isOver(records.first().state);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), 60000);
    QCOMPARE(console.stack().actions()->records().first().state, actions::State::Void);
    QVERIFY(plan->isVisible()); // with what it would do now
    QCOMPARE(callsOf(console.world(), "killTasks"_L1), before);
}

QTEST_MAIN(tst_KillAndRestart)
#include "tst_killandrestart.moc"
