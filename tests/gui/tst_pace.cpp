// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/selection.h"
#include "tests/gui/jobdriver.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSpinBox>
#include <QToolButton>

using namespace jobdriver;

/// How many at once, how long between, how many may fail: set in the plan's dialog by key and click, and carried out
/// so.
class tst_Pace : public QObject
{
    Q_OBJECT

private slots:
    void restart_isOneByOne_untilSomebodySaysOtherwise();
    void figures_drawThePlanAnew_byKeysAlone();
    void restart_isRolledAsSet_andSoTheNextTime();
    void kill_goesInBatches();
    void killOfOne_hasNoPace();

private:
    static inline const QByteArray m_job = "jobs/prod/hyoga-model"; ///< 6 instances

    static ui::PlanDialog *open(ConsoleFixture &console, const char *button)
    {
        unlock(console.stack());
        openJob(console.window(), m_job);
        click(find<QPushButton>(&console.window(), button));
        return shownPlan(console.window());
    }
    static QString words(ui::PlanDialog *plan) { return find<QLabel>(plan, "planPaceWords")->text(); }
    static QString calls(ui::PlanDialog *plan) { return find<QPlainTextEdit>(plan, "planCalls")->toPlainText(); }
    static void type(ui::PlanDialog *plan, const char *field, const QString &figure)
    {
        auto *box = find<QSpinBox>(plan, field);
        [&] { QVERIFY(box->isVisible()); }();
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, figure);
    }
    static actions::Record waitFor(ConsoleFixture &console, qsizetype count)
    {
        actions::ActionCenter *center = console.stack().actions();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(center->records().size(), count, 10000); }();
        const auto isOver = [&] {
            console.world().advance(500ms);
            return actions::isOver(center->records().first().state);
        };
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isOver(), 120000); }();
        return center->records().first();
    }
};

void tst_Pace::restart_isOneByOne_untilSomebodySaysOtherwise()
{
    ConsoleFixture console;
    ui::PlanDialog *plan = open(console, "jobRestart");
    QCOMPARE(words(plan),
             u"6 batches of 1, each watched for 45 s: at least 4 min 30 s, and what each takes to start. Ends with the "
             "first that fails."_s);
    QVERIFY(!find<QSpinBox>(plan, "paceSize")->isVisible()); // figures are for whoever wants them
    auto *fold = find<QToolButton>(plan, "planPace");
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(find<QSpinBox>(plan, "paceSize")->isVisible());
    QCOMPARE(find<QSpinBox>(plan, "paceSize")->value(), 1);
    QCOMPARE(find<QSpinBox>(plan, "paceSize")->minimum(), 1);
    QCOMPARE(find<QSpinBox>(plan, "pacePause")->value(), 0);
    QCOMPARE(find<QSpinBox>(plan, "paceWatch")->value(), 45);
    QCOMPARE(find<QSpinBox>(plan, "paceFailuresEach")->value(), 0);
    QCOMPARE(find<QSpinBox>(plan, "paceFailures")->value(), 0);
    QVERIFY(find<QCheckBox>(plan, "paceStop")->isChecked());
    QTest::mouseClick(fold, Qt::LeftButton);
    QVERIFY(!find<QSpinBox>(plan, "paceSize")->isVisible());
}

void tst_Pace::figures_drawThePlanAnew_byKeysAlone()
{
    ConsoleFixture console;
    QPointer<ui::PlanDialog> plan = open(console, "jobRestart");
    auto *fold = find<QToolButton>(plan, "planPace");
    auto *act = find<QPushButton>(plan, "planAct");
    QTest::keyClicks(find<QLineEdit>(plan, "planReason"), u"it hangs"_s);
    fold->setFocus();
    QTest::keyClick(fold, Qt::Key_Space);
    QVERIFY(find<QSpinBox>(plan, "paceSize")->hasFocus()); // the first figure is what is wanted most
    type(plan, "paceSize", u"4"_s);
    QVERIFY(!act->isEnabled()); // the plan shown is of another pace
    type(plan, "pacePause", u"10"_s);
    type(plan, "paceWatch", u"20"_s);
    type(plan, "paceFailuresEach", u"1"_s);
    type(plan, "paceFailures", u"2"_s);
    auto *stop = find<QCheckBox>(plan, "paceStop");
    stop->setFocus();
    QTest::keyClick(stop, Qt::Key_Space);
    const QString wanted
        = u"2 batches of 4, each watched for 20 s, 10 s between: at least 50 s, and what each takes to "
          "start. Each may fail 1 × before it counts as failed. Goes on until more than 2 have failed."_s;
    QTRY_COMPARE_WITH_TIMEOUT(words(plan), wanted, 20000);
    QCOMPARE(find<QLineEdit>(plan, "planReason")->text(), u"it hangs"_s);
    QVERIFY2(calls(plan).contains(u"restartShards"_s), qPrintable(calls(plan)));
    auto *size = find<QSpinBox>(plan, "paceSize");
    size->setFocus();
    QTest::keyClick(size, Qt::Key_Return); // neither sends nor throws away
    QTest::qWait(0);
    QVERIFY(plan && plan->isVisible());
    QVERIFY(console.stack().actions()->records().isEmpty());
}

void tst_Pace::restart_isRolledAsSet_andSoTheNextTime()
{
    ConsoleFixture console;
    ui::PlanDialog *plan = open(console, "jobRestart");
    QTest::mouseClick(find<QToolButton>(plan, "planPace"), Qt::LeftButton);
    type(plan, "paceSize", u"3"_s);
    type(plan, "paceWatch", u"1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(words(plan).startsWith(u"2 batches of 3, each watched for 1 s"_s), 20000);
    auto *number = find<QLineEdit>(plan, "planNumber");
    QTest::keyClicks(find<QLineEdit>(plan, "planReason"), u"it hangs"_s);
    const auto before
        = console.stack().aurora()->snapshot()->job(*aurora::JobKey::parse(QString::fromUtf8(m_job)))->stats.active;
    QTest::keyClicks(number, QString::number(before - 3)); // of six, three keep running at the worst moment
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(plan, "planAct")->isEnabled(), 10000);
    click(find<QPushButton>(plan, "planAct"));
    const actions::Record record = waitFor(console, 1);
    QCOMPARE(record.state, actions::State::Done);
    QCOMPARE(record.plan->request.batching.size, 3);
    QCOMPARE(callsOf(console.world(), "restartShards"_L1), 6);

    click(find<QPushButton>(&console.window(), "jobRestart"));
    QVERIFY2(words(shownPlan(console.window())).startsWith(u"2 batches of 3, each watched for 1 s"_s),
             qPrintable(words(shownPlan(console.window()))));
}

void tst_Pace::kill_goesInBatches()
{
    ConsoleFixture console;
    ui::PlanDialog *plan = open(console, "jobKill");
    QCOMPARE(words(plan), u"All at once."_s);
    QCOMPARE(calls(plan).count(u"killTasks"_s), 1);
    QTest::mouseClick(find<QToolButton>(plan, "planPace"), Qt::LeftButton);
    QVERIFY(!find<QSpinBox>(plan, "paceWatch")->isVisible()); // what is killed does not come back
    QCOMPARE(find<QSpinBox>(plan, "paceSize")->text(), u"all"_s);
    type(plan, "paceSize", u"2"_s);
    type(plan, "pacePause", u"1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(words(plan),
                              u"3 batches of 2, 1 s between: at least 2 s, and what each takes to end. Ends with the "
                              "first that fails."_s,
                              20000);
    QCOMPARE(calls(plan).count(u"killTasks"_s), 6);
}

void tst_Pace::killOfOne_hasNoPace()
{
    ConsoleFixture console;
    unlock(console.stack());
    openJobs(console.window());
    verbs::Selection selection;
    selection.parts = { { *aurora::JobKey::parse(QString::fromUtf8(m_job)), { 2 } } };
    actions::Request request;
    request.verb = u"kill"_s;
    request.what = verbs::toJson(selection);
    ui::PlanDialog *plan
        = ui::PlanDialog::open(console.stack().actions(), request, { console.stack().name(), config::Tier::Production },
                               console.stack().clock(), &console.window());
    shownPlan(console.window());
    QVERIFY(!find<QToolButton>(plan, "planPace")->isVisible());
}

QTEST_MAIN(tst_Pace)
#include "tst_pace.moc"
