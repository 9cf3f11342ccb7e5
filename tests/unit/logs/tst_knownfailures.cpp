// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/knownfailures.h"

#include <QTest>

using namespace Qt::StringLiterals;

class tst_KnownFailures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", QDir::tempPath().toUtf8() + "/comporta-no-such-folder"); }

    void names_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *id, const char *line) {
            QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(id);
        };
        row("disk-full", "java.io.IOException: No space left on device");
        row("container-memory", "Memory limit exceeded: Requested: 4096MB Maximum Used: 4096MB");
        row("java-heap", "java.lang.OutOfMemoryError: Java heap space");
        row("python-memory", "MemoryError");
        row("unauthorized", "com.amazonaws.AmazonServiceException: x (Service: S3; Status Code: 401; y)");
        row("unauthorized", "botocore.exceptions.ClientError: An error occurred (ExpiredToken) when calling x");
        row("forbidden",
            "AmazonS3Exception: Forbidden (Service: Amazon S3; Status Code: 403; Error Code: 403 Forbidden)");
        row("commit-denied", "CommitDeniedException: not committing because driver did not authorize commit");
        row("missing-partition", "AnalysisException: Path does not exist: s3a://cantareira/contracts/dt=2026-11-22");
        row("no-progress", "WARN TaskSchedulerImpl: Initial job has not accepted any resources; check your cluster UI");
        row("executor-lost", "ExecutorLostFailure (executor 3 exited)");
        row("", "INFO Executor: all is well, 401 rows, 403 columns");
    }
    void names()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, id);
        const logs::KnownFailures list = logs::KnownFailures::standard();
        QCOMPARE(list.mistakes(), QStringList());
        const QByteArray text = "first line\nsecond \xff line\n" + line + "\nlast\n";
        const auto sighting = list.find(text);
        QCOMPARE(sighting.failure ? sighting.failure->id : QString(), id);
        if (sighting.failure) {
            QCOMPARE(sighting.at, text.indexOf(line));
            QVERIFY(!sighting.failure->says.isEmpty() && !sighting.failure->cure.isEmpty());
        }
    }

    void tellsTheCause_notWhatFollows()
    {
        const auto list = logs::KnownFailures::standard();
        const auto sighting = list.find("ExecutorLostFailure (x)\nNo space left on device\nConnection refused\n");
        QCOMPARE(sighting.failure->id, u"disk-full"_s);
    }

    void canBeExtended()
    {
        auto list = logs::KnownFailures::standard();
        const qsizetype before = list.all().size();
        const auto users
            = logs::KnownFailures::parse("failures:\n"
                                         "  - {id: disk-full, title: ours, pattern: 'ENOSPC', says: s}\n"
                                         "  - {id: bad, title: t, pattern: 'a(', says: s}\n"
                                         "  - {id: metapod, title: 'no transactor', pattern: 'metapod', says: s}\n",
                                         u"mine.yaml"_s);
        QCOMPARE(users.mistakes().size(), 1);
        QVERIFY(users.mistakes().first().contains(u"mine.yaml, line 3"_s));
        list.extend(users);
        QCOMPARE(list.all().size(), before + 1);
        QCOMPARE(list.find("ENOSPC").failure->title, u"ours"_s);
        QCOMPARE(list.find("metapod").failure->id, u"metapod"_s);
    }

    void neverThrows()
    {
        for (const char *text : { "", "]", "failures: 3", "failures: [1]", "a: [", "\t- x" })
            QVERIFY(!logs::KnownFailures::parse(text, u"f"_s).mistakes().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_KnownFailures)
#include "tst_knownfailures.moc"
