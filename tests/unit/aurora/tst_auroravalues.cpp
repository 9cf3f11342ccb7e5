// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/values.h"

#include <QHash>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace aurora;

class tst_AuroraValues : public QObject
{
    Q_OBJECT

private slots:
    void jobKeyIsReadFromItsOwnText();
    void jobKeyRefusesWhatTheSchedulerWould_data();
    void jobKeyRefusesWhatTheSchedulerWould();
    void jobKeysAreOrderedByRoleFirst();
    void everyStatusIsReadFromItsOwnWord();
    void statusGroupsAreThoseOfTheScheduler();
    void updateGroupsAreThoseOfTheScheduler();
    void constraintsReadAsInAJobFile();
};

void tst_AuroraValues::jobKeyIsReadFromItsOwnText()
{
    const JobKey key{ u"www-data"_s, u"staging1"_s, u"hello-world.v2"_s };
    QCOMPARE(key.text(), u"www-data/staging1/hello-world.v2"_s);
    QCOMPARE(JobKey::parse(key.text()), key);
    QCOMPARE((QHash<JobKey, int>{ { key, 7 } }.value(*JobKey::parse(key.text()))), 7);
}

void tst_AuroraValues::jobKeyRefusesWhatTheSchedulerWould_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("two parts") << u"web/prod"_s;
    QTest::newRow("four parts") << u"cluster/web/prod/hello"_s;
    QTest::newRow("empty part") << u"web//hello"_s;
    QTest::newRow("space") << u"web/prod/hello world"_s;
    QTest::newRow("letters beyond ASCII") << u"web/prod/café"_s;
}

void tst_AuroraValues::jobKeyRefusesWhatTheSchedulerWould()
{
    QFETCH(QString, text);
    QVERIFY(!JobKey::parse(text));
}

void tst_AuroraValues::jobKeysAreOrderedByRoleFirst()
{
    const JobKey first{ u"a"_s, u"prod"_s, u"z"_s };
    const JobKey second{ u"b"_s, u"devel"_s, u"a"_s };
    QVERIFY(first < second);
    QVERIFY(!(second < first));
    QVERIFY(!(first < first));
}

void tst_AuroraValues::everyStatusIsReadFromItsOwnWord()
{
    for (const TaskStatus status : allTaskStatuses)
        QCOMPARE(taskStatus(word(status)), status);
    QCOMPARE(taskStatus("RUNNING"), TaskStatus::Running);
    QCOMPARE(taskStatus("SLEEPING"), TaskStatus::Unknown);
    QCOMPARE(taskStatus("running"), TaskStatus::Unknown);
}

void tst_AuroraValues::statusGroupsAreThoseOfTheScheduler()
{
    const auto wordsOf = [](bool (*group)(TaskStatus)) {
        QStringList words;
        for (const TaskStatus status : allTaskStatuses) {
            if (group(status))
                words << QString::fromLatin1(word(status).data());
        }
        std::ranges::sort(words);
        return words.join(u' ');
    };
    QCOMPARE(wordsOf(&isLive), u"DRAINING KILLING PARTITIONED PREEMPTING RESTARTING RUNNING"_s);
    QCOMPARE(wordsOf(&isOnAgent), u"ASSIGNED DRAINING KILLING PARTITIONED PREEMPTING RESTARTING RUNNING STARTING"_s);
    QCOMPARE(wordsOf(&isActive),
             u"ASSIGNED DRAINING KILLING PARTITIONED PENDING PREEMPTING RESTARTING RUNNING STARTING THROTTLED"_s);
    QCOMPARE(wordsOf(&isTerminal), u"FAILED FINISHED KILLED LOST"_s);
    QVERIFY(!isActive(TaskStatus::Unknown) && !isTerminal(TaskStatus::Unknown));
}

void tst_AuroraValues::updateGroupsAreThoseOfTheScheduler()
{
    using enum UpdateStatus;
    for (const UpdateStatus status : { RollingForward, RollingBack, RollForwardPaused, RollBackPaused,
                                       RollForwardAwaitingPulse, RollBackAwaitingPulse })
        QVERIFY2(isActive(status), word(status).data());
    for (const UpdateStatus status : { RolledForward, RolledBack, Aborted, Error, Failed, Unknown })
        QVERIFY2(!isActive(status), word(status).data());
}

void tst_AuroraValues::constraintsReadAsInAJobFile()
{
    QCOMPARE((Constraint{ u"host"_s, LimitConstraint{ 2 } }.text()), u"limit:2"_s);
    QCOMPARE((Constraint{ u"zone"_s, ValueConstraint{ false, { u"a"_s, u"b"_s } } }.text()), u"a,b"_s);
    QCOMPARE((Constraint{ u"gpu"_s, ValueConstraint{ true, { u"k80"_s } } }.text()), u"!k80"_s);
}

QTEST_APPLESS_MAIN(tst_AuroraValues)
#include "tst_auroravalues.moc"
