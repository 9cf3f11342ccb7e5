// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/world/logbook.h"
#include "models/logs/knownfailures.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const sim::Moment start{ std::chrono::seconds(1795415861) };

sim::LogSubject subject(const char *message = "")
{
    return { "task-1", "itaipu-datasets", "ip-10-1-2-3", start, {}, *message != '\0', message };
}

} // namespace

/// Simulated logs are what real ones are: they grow, and what was written stays.
class tst_LogBook : public QObject
{
    Q_OBJECT

private slots:
    void growsWithoutChangingBehind()
    {
        sim::LogBook stepwise;
        QByteArray before;
        for (int minute = 1; minute < 40; ++minute) {
            const QByteArray now = stepwise.text(subject(), sim::LogKind::SparkDriver, start + minute * 1min);
            QVERIFY(now.size() > before.size());
            QVERIFY(now.startsWith(before));
            before = now;
        }
        sim::LogBook atOnce;
        QCOMPARE(atOnce.text(subject(), sim::LogKind::SparkDriver, start + 39min), before);
    }

    void endsAsTheTaskDid_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("failure");
        QTest::newRow("disk") << QByteArray("last line of stderr: No space left on device") << u"disk-full"_s;
        QTest::newRow("memory") << QByteArray("Memory limit exceeded: Requested: 1MB") << u"container-memory"_s;
        QTest::newRow("killed") << QByteArray("Command exited with status 137") << u"container-memory"_s;
        QTest::newRow("status 1") << QByteArray("Command exited with status 1") << u"missing-partition"_s;
    }
    void endsAsTheTaskDid()
    {
        QFETCH(QByteArray, message);
        QFETCH(QString, failure);
        sim::LogSubject failed = subject(message.constData());
        failed.end = start + 10min;
        sim::LogBook book;
        const QByteArray text = book.text(failed, sim::LogKind::SparkDriver, start + 20min);
        QCOMPARE(book.text(failed, sim::LogKind::SparkDriver, start + 30min), text);
        const logs::KnownFailures list = logs::KnownFailures::standard();
        const auto sighting = list.find(text);
        QVERIFY(sighting.failure);
        QCOMPARE(sighting.failure->id, failure);
    }

    void tenGibibytesAreMadeAsTheyAreRead()
    {
        const qint64 size = sim::bigLogSize(start, start + 10s);
        QVERIFY(size > qint64{ 10 } << 30);
        const QByteArray whole = sim::bigLogBytes(start, size - 1280, 1280);
        QCOMPARE(whole.size(), 1280);
        QCOMPARE(whole.count('\n'), 10);
        QCOMPARE(sim::bigLogBytes(start, size - 1000, 333), whole.mid(280, 333));
        QVERIFY(whole.endsWith(".\n"));
    }
};

QTEST_GUILESS_MAIN(tst_LogBook)
#include "tst_logbook.moc"
