// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/batchoptions.h"
#include "models/verbs/jobs/instancesteps.h"
#include "models/verbs/jobs/restartfailures.h"
#include "models/verbs/jobs/restartverb.h"
#include "models/verbs/protection.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using verbs::Selection;

class tst_Selection : public QObject
{
    Q_OBJECT

private slots:
    void argumentsComeBack_data();
    void argumentsComeBack();
    void refusesWhatNamesNothing_data();
    void refusesWhatNamesNothing();
    void journaledSelectionsComeBack();
    void emptyInstances_neverBecomeTheWholeJob();
    void protectsByPoolListAndMetadata();
    void damagedSteps_areNotGuessed();
    void paceIsTold_asTheCommandLineTakesIt();
    void paceIsRemembered_fromTheJournal();
    void restartFails_onceMoreTasksFailedThanMay();
};

void tst_Selection::paceIsTold_asTheCommandLineTakesIt()
{
    using namespace std::chrono_literals;
    using actions::Rolling;
    const actions::Batching usual = verbs::RestartVerb::defaultBatching();
    QCOMPARE(verbs::batchOptions(usual, usual, Rolling::Watched), u"--batch-size 1 "_s);
    const actions::Batching other{ 5, 10s, 90s, 1, 3, false };
    QCOMPARE(verbs::batchOptions(other, usual, Rolling::Watched),
             u"--batch-size 5 --pause 10s --watch 90s --failures-each 1 --failures 3 --keep-going "_s);
    QCOMPARE(verbs::batchOptions(other, {}, Rolling::Batches),
             u"--batch-size 5 --pause 10s --failures 3 --keep-going "_s);
    QCOMPARE(verbs::batchOptions({}, {}, Rolling::Batches), QString());
}

void tst_Selection::paceIsRemembered_fromTheJournal()
{
    const auto record = [](const QString &verb, const QStringList &jobs, int size) {
        auto plan = std::make_shared<actions::Plan>();
        plan->request.verb = verb;
        plan->request.batching.size = size;
        actions::Record made;
        for (const QString &job : jobs) {
            actions::StepRecord step;
            step.step.object = job;
            made.steps << step;
        }
        made.plan = plan;
        return made;
    };
    const QString job = u"jobs/prod/a"_s;
    const QList<actions::Record> records{ record(u"restart"_s, { job, u"jobs/prod/b"_s }, 9),
                                          record(u"kill"_s, { job }, 7), record(u"restart"_s, { job, job }, 5),
                                          record(u"restart"_s, { job }, 3) };
    const actions::Batching usual{ 1 };
    QCOMPARE(verbs::lastBatching(records, u"restart"_s, job, usual).size, 5);
    QCOMPARE(verbs::lastBatching(records, u"kill"_s, job, usual).size, 7);
    QCOMPARE(verbs::lastBatching(records, u"restart"_s, u"jobs/prod/c"_s, usual).size, 1);
}

void tst_Selection::restartFails_onceMoreTasksFailedThanMay()
{
    using aurora::TaskStatus;
    using namespace std::chrono_literals;
    const core::TimePoint start(1'795'416'240'000ms);
    const auto task = [start](const QString &id, std::chrono::minutes begun, TaskStatus status, const QString &words) {
        aurora::Task made;
        made.id = id;
        made.status = status;
        made.events = { { start + begun, TaskStatus::Pending, {}, {} }, { start + begun + 30s, status, words, {} } };
        return made;
    };
    const aurora::Task earlier = task(u"earlier"_s, 0min, TaskStatus::Failed, u"of another day"_s);
    const aurora::Task old = task(u"old"_s, 1min, TaskStatus::Killed, {});
    const aurora::Task first = task(u"first"_s, 2min, TaskStatus::Failed, u"exit 1"_s);
    const aurora::Task second = task(u"second"_s, 3min, TaskStatus::Failed, u"exit 2"_s);
    const aurora::Task third = task(u"third"_s, 4min, TaskStatus::Running, {});
    const auto failure = [](const QList<aurora::Task> &tasks, int allowed) {
        return verbs::restartFailure(tasks, 0, u"old"_s, allowed).value_or(u"none"_s);
    };
    QCOMPARE(failure({ earlier, old, third }, 0), u"none"_s);
    QCOMPARE(failure({ earlier, old, first, third }, 0), u"exit 1"_s);
    QCOMPARE(failure({ earlier, old, first, third }, 1), u"none"_s);
    QCOMPARE(failure({ earlier, second, old, first, third }, 1), u"exit 2"_s);
    QCOMPARE(failure({ earlier, old, first }, 5), u"exit 1"_s); // Aurora starts it no more
    aurora::Task neighbour = first;
    neighbour.instance = 1;
    QCOMPARE(failure({ earlier, old, neighbour, third }, 0), u"none"_s);
}

void tst_Selection::argumentsComeBack_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QList<int>>("instances");
    QTest::newRow("whole job") << u"jobs/prod/fx-model"_s << QList<int>{};
    QTest::newRow("one") << u"jobs/prod/fx-model/3"_s << QList<int>{ 3 };
    QTest::newRow("range and one") << u"jobs/prod/fx-model/0-2,7"_s << QList<int>{ 0, 1, 2, 7 };
}

void tst_Selection::argumentsComeBack()
{
    QFETCH(QString, argument);
    QFETCH(QList<int>, instances);
    const auto part = verbs::partFromArgument(argument);
    QVERIFY(part);
    QCOMPARE(part->job.text(), u"jobs/prod/fx-model"_s);
    QCOMPARE(part->instances, instances);
    QCOMPARE(verbs::argumentText(*part), argument);
}

void tst_Selection::refusesWhatNamesNothing_data()
{
    QTest::addColumn<QString>("argument");
    for (const char *argument :
         { "", "jobs/prod", "jobs/prod/", "jobs/prod/x/", "jobs/prod/x/a", "jobs/prod/x/3-1", "jobs/prod/x/-1",
           "jobs/prod/x/1,,2", "jobs/prod/x/0-999999999", "jobs/prod/x/1/2", "jo bs/prod/x" })
        QTest::newRow(*argument ? argument : "(empty)") << QString::fromLatin1(argument);
}

void tst_Selection::refusesWhatNamesNothing()
{
    QFETCH(QString, argument);
    const auto part = verbs::partFromArgument(argument);
    QVERIFY(!part);
    QCOMPARE(part.error().kind, core::Error::Kind::Config);
    QVERIFY(!part.error().detail.isEmpty());
}

void tst_Selection::journaledSelectionsComeBack()
{
    Selection selection;
    selection.parts
        = { { *aurora::JobKey::parse(u"jobs/prod/a"), {} }, { *aurora::JobKey::parse(u"jobs/prod/b"), { 1, 4 } } };
    const auto back = verbs::selectionFromJson(verbs::toJson(selection));
    QVERIFY(back);
    QCOMPARE(*back, selection);
    QCOMPARE(back->place(), u"jobs/prod"_s);
}

void tst_Selection::emptyInstances_neverBecomeTheWholeJob()
{
    const QJsonObject none{
        { u"jobs"_s, QJsonArray{ QJsonObject{ { u"job"_s, u"jobs/prod/a"_s }, { u"instances"_s, QJsonArray{} } } } }
    };
    QVERIFY(!verbs::selectionFromJson(none));
    const QJsonObject words{
        { u"jobs"_s,
          QJsonArray{ QJsonObject{ { u"job"_s, u"jobs/prod/a"_s }, { u"instances"_s, QJsonArray{ u"all"_s } } } } }
    };
    QVERIFY(!verbs::selectionFromJson(words));
    QVERIFY(!verbs::selectionFromJson({}));
}

void tst_Selection::protectsByPoolListAndMetadata()
{
    verbs::Protection protection;
    protection.jobs = { u"jobs/prod/kept*"_s };
    aurora::TaskConfig config;
    config.job = *aurora::JobKey::parse(u"jobs/prod/plain");
    QVERIFY(protection.reason(config, u"slave-type"_s).isEmpty());
    config.constraints = { { u"slave-type"_s, aurora::ValueConstraint{ false, { u"mesos-fixed"_s } } } };
    QVERIFY(!protection.reason(config, u"slave-type"_s).isEmpty());
    config.constraints = { { u"slave-type"_s, aurora::ValueConstraint{ true, { u"mesos-fixed"_s } } } };
    QVERIFY(protection.reason(config, u"slave-type"_s).isEmpty());
    config.job = *aurora::JobKey::parse(u"jobs/prod/kept-one");
    QVERIFY(!protection.reason(config, u"slave-type"_s).isEmpty());
    config.job = *aurora::JobKey::parse(u"jobs/prod/plain");
    config.metadata = { { u"fault-tolerant"_s, u"false"_s } };
    QVERIFY(!protection.reason(config, u"slave-type"_s).isEmpty());
}

void tst_Selection::damagedSteps_areNotGuessed()
{
    const verbs::InstanceStep step{ *aurora::JobKey::parse(u"jobs/prod/a"), { { 0, u"id-0"_s }, { 3, u"id-3"_s } } };
    const auto back = verbs::instanceStepFromJson(verbs::toJson(step));
    QVERIFY(back);
    QCOMPARE(*back, step);
    QJsonObject damaged = verbs::toJson(step);
    damaged.insert(u"tasks"_s, QJsonArray{});
    QVERIFY(!verbs::instanceStepFromJson(damaged));
    damaged.insert(u"tasks"_s, QJsonArray{ QJsonArray{ u"0"_s, u"id-0"_s } });
    QVERIFY(!verbs::instanceStepFromJson(damaged));
    damaged.remove(u"tasks"_s);
    QVERIFY(!verbs::instanceStepFromJson(damaged));
}

QTEST_GUILESS_MAIN(tst_Selection)
#include "tst_selection.moc"
