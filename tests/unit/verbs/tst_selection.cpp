// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verbs/jobs/instancesteps.h"
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
};

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
