// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/storedjob.h"
#include "models/verbs/jobs/newtasks.h"
#include "models/verbs/jobs/sourcejob.h"
#include "tests/unit/jobs/recordedjobs.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using aurora::TaskStatus;

namespace {

constexpr core::TimePoint noon{ 1795416432s };

aurora::Task task(int instance, TaskStatus status, core::TimePoint began, const QString &message = {})
{
    aurora::Task task;
    task.id = u"t-%1-%2"_s.arg(instance).arg(began.time_since_epoch().count());
    task.instance = instance;
    task.config.job = { u"jobs"_s, u"prod"_s, u"scale"_s };
    task.status = status;
    task.events = { { began, TaskStatus::Pending, {}, {} }, { began + 1s, status, message, {} } };
    return task;
}

verbs::NewTasks wanted(int first, int count)
{
    return { { u"jobs"_s, u"prod"_s, u"scale"_s }, first, count, noon };
}

} // namespace

class tst_NewTasks : public QObject
{
    Q_OBJECT

private slots:
    void journaledJobsComeBack();
    void damagedJobsAreNotGuessed_data();
    void damagedJobsAreNotGuessed();
    void stepsComeBack();
    void earlierTasksOfTheSameNumber_areNotTheNewOnes();
    void watch_tellsWhoWaits_andWhy();
    void watch_takesAnEndForAStart_whenItWasGood();
    void watch_failsWithTheTasksOwnWords();
    void watch_followsTheNewestTry();
    void earlierConfigurations_areToldOnce_newestFirst();
};

void tst_NewTasks::journaledJobsComeBack()
{
    int jobs = 0;
    for (const QString &folder : { u"write"_s, u"errors"_s }) {
        for (const RecordedJob &recorded : recordedJobs(folder)) {
            const auto back = aurora::jobFromStored(aurora::storedJob(recorded.job));
            if (!recorded.job.key.isComplete()) {
                QVERIFY2(!back, qPrintable(recorded.file));
                continue;
            }
            QVERIFY2(back, qPrintable(recorded.file));
            QVERIFY2(*back == recorded.job, qPrintable(recorded.file));
            ++jobs;
        }
    }
    QVERIFY(jobs > 20);
}

void tst_NewTasks::damagedJobsAreNotGuessed_data()
{
    QTest::addColumn<QString>("text");
    const QString whole = aurora::storedJob(recordedJobs(u"write"_s).first().job);
    QTest::newRow("nothing") << QString();
    QTest::newRow("no JSON") << u"job"_s;
    QTest::newRow("an empty struct") << u"{}"_s;
    QTest::newRow("another type") << QString(whole).replace(u"\"rec\""_s, u"\"lst\""_s);
    for (const int part : { 1, 2, 3 })
        QTest::addRow("cut at %d of 4", part) << whole.left(whole.size() * part / 4);
}

void tst_NewTasks::damagedJobsAreNotGuessed()
{
    QFETCH(QString, text);
    const auto job = aurora::jobFromStored(text);
    QVERIFY(!job);
    QCOMPARE(job.error().kind, core::Error::Kind::Storage);
}

void tst_NewTasks::stepsComeBack()
{
    const verbs::NewTasks tasks = wanted(6, 3);
    const auto back = verbs::newTasksFromJson(verbs::toJson(tasks));
    QVERIFY(back);
    QCOMPARE(*back, tasks);
    QJsonObject none = verbs::toJson(tasks);
    none.insert(u"count"_s, 0);
    QVERIFY(!verbs::newTasksFromJson(none));
}

void tst_NewTasks::earlierTasksOfTheSameNumber_areNotTheNewOnes()
{
    const QList<aurora::Task> before{ task(0, TaskStatus::Finished, noon - 2h),
                                      task(1, TaskStatus::Failed, noon - 1h) };
    QCOMPARE(verbs::lookFor(wanted(0, 2), before).effect, actions::Look::Effect::NotDone);
    QList<aurora::Task> after = before;
    after << task(0, TaskStatus::Pending, noon + 1s) << task(1, TaskStatus::Pending, noon + 1s);
    QCOMPARE(verbs::lookFor(wanted(0, 2), after).effect, actions::Look::Effect::Done);
    QCOMPARE(wanted(0, 2).among(after).size(), 2);
    // What else happens to the job voids no plan: only these numbers count.
    QCOMPARE(verbs::newTasks(wanted(0, 2).job, 0, 2, before).after, noon - 1h);
    after << task(7, TaskStatus::Running, noon + 1h);
    QCOMPARE(verbs::newTasks(wanted(0, 2).job, 8, 2, after).after, core::TimePoint());
    // Instances of another number are somebody else's.
    QCOMPARE(verbs::lookFor(wanted(2, 2), after).effect, actions::Look::Effect::NotDone);
}

void tst_NewTasks::watch_tellsWhoWaits_andWhy()
{
    const QList<aurora::Task> tasks{ task(0, TaskStatus::Running, noon + 1s), task(1, TaskStatus::Pending, noon + 1s) };
    const QList<aurora::PendingReason> reasons{ { tasks[1].id, u"Insufficient: CPU"_s } };
    const actions::Watch watch = verbs::watchFor(wanted(0, 3), u"step"_s, tasks, reasons);
    QVERIFY(watch.reached.isEmpty());
    QVERIFY(watch.failed.isEmpty());
    QCOMPARE(watch.things, 1);
    QCOMPARE(watch.waitingFor, u"scale/1, PENDING: Insufficient: CPU, scale/2"_s);
}

void tst_NewTasks::watch_takesAnEndForAStart_whenItWasGood()
{
    const actions::Watch watch
        = verbs::watchFor(wanted(0, 2), u"step"_s,
                          { task(0, TaskStatus::Finished, noon + 1s), task(1, TaskStatus::Running, noon + 1s) }, {});
    QCOMPARE(watch.reached, QStringList{ u"step"_s });
    QCOMPARE(watch.summary, u"1 run, the others have ended well."_s);
}

void tst_NewTasks::watch_failsWithTheTasksOwnWords()
{
    const actions::Watch watch = verbs::watchFor(
        wanted(0, 1), u"step"_s, { task(0, TaskStatus::Failed, noon + 1s, u"No space left on device"_s) }, {});
    QCOMPARE(watch.failed, QStringList{ u"step"_s });
    QCOMPARE(watch.reasons, QStringList{ u"scale/0: No space left on device"_s });
}

void tst_NewTasks::watch_followsTheNewestTry()
{
    const actions::Watch watch = verbs::watchFor(
        wanted(0, 1), u"step"_s,
        { task(0, TaskStatus::Running, noon + 9s), task(0, TaskStatus::Failed, noon + 1s, u"first try"_s) }, {});
    QCOMPARE(watch.reached, QStringList{ u"step"_s });
}

void tst_NewTasks::earlierConfigurations_areToldOnce_newestFirst()
{
    QList<aurora::Task> tasks{ task(1, TaskStatus::Finished, noon), task(0, TaskStatus::Failed, noon - 1h),
                               task(0, TaskStatus::Finished, noon - 30h), task(2, TaskStatus::Running, noon) };
    tasks[2].config.priority = 7;
    const QList<verbs::PastConfig> past = verbs::pastConfigs(tasks);
    QCOMPARE(past.size(), 2);
    QCOMPARE(past[0].instances, (QList<int>{ 0, 1 }));
    QCOMPARE(past[0].from, noon - 1h);
    QCOMPARE(past[0].until, noon + 1s);
    QCOMPARE(past[1].config.priority, 7);
}

QTEST_GUILESS_MAIN(tst_NewTasks)
#include "tst_newtasks.moc"
