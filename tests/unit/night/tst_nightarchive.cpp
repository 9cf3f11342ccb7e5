// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/kept/nightarchive.h"
#include "models/night/kept/nighttable.h"
#include "tests/support/nights.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using night::NightArchive;
using test::hours;
using test::midnight;
using test::minutes;

namespace {

/// A night with all there is to keep: a node that took two tries, one that never ran, sizes of pools.
dag::PastNight wholeNight(int daysAgo)
{
    dag::PastNight night;
    night.run.dag = u"prod-dagao"_s;
    night.run.id = u"scheduled__%1"_s.arg(daysAgo);
    night.run.state = dag::RunState::Success;
    night.run.started = midnight - hours(24) * daysAgo;
    night.run.ended = night.run.started + hours(7);
    night.run.intervalStart = night.run.started - hours(24);
    night.run.intervalEnd = night.run.started;
    dag::PastNode twice;
    twice.state = dag::NodeState::Done;
    twice.tries = 2;
    twice.started = night.run.started + minutes(40);
    twice.ended = night.run.started + minutes(100);
    twice.ran = minutes(60);
    twice.queued = minutes(3);
    twice.host = u"worker-1"_s;
    twice.earlier = { { 1, -1, dag::NodeState::Failed, night.run.started, night.run.started + minutes(2),
                        night.run.started + minutes(30), u"worker-2"_s } };
    dag::noteLost(&twice);
    night.nodes.insert(u"contracts"_s, twice);
    dag::PastNode blocked;
    blocked.state = dag::NodeState::Blocked;
    night.nodes.insert(u"dims"_s, blocked);
    night.pools = { { u"on-demand"_s, 18 }, { u"spot"_s, 40 } };
    return night;
}

std::vector<dag::PastNight> nightsOf(const QString &file, const core::Clock &clock)
{
    NightArchive archive(file, clock);
    QFuture<dag::HistoryPtr> read = archive.read(u"prod-dagao"_s);
    read.waitForFinished();
    return read.result()->nights;
}

} // namespace

class tst_NightArchive : public QObject
{
    Q_OBJECT

    core::ManualClock m_clock{ midnight };
    QTemporaryDir m_dir;
    QString fresh() { return m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".sqlite"_s); }

private slots:
    void survivesARestart()
    {
        const QString file = fresh();
        {
            NightArchive archive(file, m_clock);
            archive.keep(u"prod-dagao"_s, { wholeNight(1), wholeNight(2) });
            archive.keep(u"other"_s, { wholeNight(3) });
        } // the end waits for the disk
        const std::vector<dag::PastNight> nights = nightsOf(file, m_clock);
        QCOMPARE(nights.size(), size_t{ 2 });
        QVERIFY(nights[0] == wholeNight(2)); // oldest first
        QVERIFY(nights[1] == wholeNight(1));
        QCOMPARE(nights[1].nodes.value(u"contracts"_s).lost, core::Duration(minutes(38)));
    }

    void replacesANight_thatBeganAgain()
    {
        const QString file = fresh();
        dag::PastNight again = wholeNight(1);
        again.run.ended += hours(3);
        again.nodes.remove(u"dims"_s);
        again.nodes[u"contracts"_s].earlier.clear();
        {
            NightArchive archive(file, m_clock);
            archive.keep(u"prod-dagao"_s, { wholeNight(1) });
            archive.keep(u"prod-dagao"_s, { again });
        }
        const std::vector<dag::PastNight> nights = nightsOf(file, m_clock);
        QCOMPARE(nights.size(), size_t{ 1 });
        QVERIFY(nights[0] == again);
    }

    void keepsTheLargestSizeOfAPool()
    {
        const QString file = fresh();
        dag::PastNight night = wholeNight(1);
        night.pools.clear();
        {
            NightArchive archive(file, m_clock);
            for (const int machines : { 12, 31, 4 }) // while it is under way, and not in the table yet
                archive.keepPools(u"prod-dagao"_s, night.run.id, { { u"spot"_s, machines } });
            archive.keep(u"prod-dagao"_s, { night });
        }
        QCOMPARE(nightsOf(file, m_clock).front().pools, (QHash<QString, int>{ { u"spot"_s, 31 } }));
    }

    void dropsTheOldestNights()
    {
        const QString file = fresh();
        {
            NightArchive archive(file, m_clock);
            std::vector<dag::PastNight> all;
            for (int day = 1; day <= night::nightsKept + 5; ++day)
                all.push_back(wholeNight(day));
            archive.keep(u"prod-dagao"_s, all);
        }
        const std::vector<dag::PastNight> nights = nightsOf(file, m_clock);
        QCOMPARE(nights.size(), size_t{ night::nightsRead });
        QCOMPARE(nights.back().run.id, u"scheduled__1"_s);
        history::Database db(file, night::nightMigrations());
        QVERIFY(db.open());
        for (const char16_t *table : { u"night", u"node", u"attempt" }) {
            auto count = db.query(u"SELECT count(DISTINCT %1) FROM %2"_s.arg(
                table == std::u16string_view(u"night") ? u"id"_s : u"night"_s, QString::fromUtf16(table)));
            QVERIFY(count && count->next());
            QCOMPARE(count->value(0).toInt(), night::nightsKept);
        }
    }

    void setsADamagedFileAside()
    {
        const QString file = fresh();
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray(8192, 'x'));
        broken.close();
        NightArchive archive(file, m_clock);
        QSignalSpy notices(&archive, &NightArchive::noticed);
        archive.keep(u"prod-dagao"_s, { wholeNight(1) });
        QTRY_COMPARE(notices.size(), 1);
        QVERIFY(notices[0][0].toString().contains(u".bad"_s));
        QFuture<dag::HistoryPtr> read = archive.read(u"prod-dagao"_s);
        read.waitForFinished();
        QCOMPARE(read.result()->nights.size(), size_t{ 1 });
    }

    void leavesANewerFileAlone()
    {
        const QString file = fresh();
        {
            history::Database db(file, night::nightMigrations());
            QVERIFY(db.open());
            QVERIFY(db.run(u"PRAGMA user_version = 99"_s));
        }
        NightArchive archive(file, m_clock);
        QSignalSpy notices(&archive, &NightArchive::noticed);
        archive.keep(u"prod-dagao"_s, { wholeNight(1) });
        QTRY_COMPARE(notices.size(), 1);
        QVERIFY(notices[0][0].toString().contains(u"newer version"_s));
        QFuture<dag::HistoryPtr> read = archive.read(u"prod-dagao"_s); // in memory it goes on
        read.waitForFinished();
        QCOMPARE(read.result()->nights.size(), size_t{ 1 });
        history::Database db(file, {});
        QVERIFY(!db.open()); // still of a later schema
    }

    void isEmpty_withoutAFile() { QVERIFY(nightsOf(u":memory:"_s, m_clock).empty()); }
};

QTEST_GUILESS_MAIN(tst_NightArchive)
#include "tst_nightarchive.moc"
