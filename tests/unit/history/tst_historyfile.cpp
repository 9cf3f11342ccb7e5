// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/history/capacityhistory.h"
#include "models/history/database.h"
#include "models/history/sampletable.h"

#include <QProcess>
#include <QtTest>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using core::TimePoint;
using history::CapacityHistory;
using history::CapacitySample;
using history::Database;

namespace {

const TimePoint night{ std::chrono::milliseconds(1'795'416'240'000) }; // 2026-11-23 in every zone near São Paulo's

CapacitySample numbered(int n)
{
    CapacitySample sample;
    sample.at = night + n * 10s;
    sample.total.fill(n);
    sample.allocated.fill(n);
    sample.offered.fill(n);
    sample.tasks = n;
    return sample;
}

QList<CapacitySample> allOf(CapacityHistory &history)
{
    auto future = history.samples(night - 24h, night + 1000h, 10'000'000);
    future.waitForFinished();
    auto samples = future.result();
    samples.removeIf([](const CapacitySample &s) { return std::isnan(s.total[0]); });
    return samples;
}

/// Appends without end and says after each answered question how many are written for sure.
int writeUntilKilled(const QString &path)
{
    const core::ManualClock clock(night);
    CapacityHistory history(path, clock);
    for (int n = 0;; ++n) {
        history.append(numbered(n));
        if (n % 20 == 19) {
            history.samples(night, night + 1s, 1).waitForFinished(); // a question writes first
            std::printf("%d\n", n + 1);
            std::fflush(stdout);
        }
    }
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class tst_HistoryFile : public QObject
{
    Q_OBJECT

private slots:
    void losesNothingWritten_whenKilled();
    void readsAFile_fromBeforeMachinesWereKept();
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void findsAFreeName_whenTwoBreakOnOneDay();
    void leavesANewerFileAlone();
    void goesOnInMemory_whenTheDirectoryCannotBeMade();
    void waits_whenTheFileMayNotGrow();
    void migratesStepByStep();
    void keepsTheOldFile_whenAStepFails();

private:
    core::ManualClock m_clock{ night };
};

void tst_HistoryFile::readsAFile_fromBeforeMachinesWereKept()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"history.sqlite"_s);
    const core::ManualClock clock(night);
    {
        Database old(path, history::historyMigrations().first(1));
        QVERIFY(old.open());
        QVERIFY(old.run(u"INSERT INTO pool (name) VALUES ('model')"_s));
        QVERIFY(old.run(u"INSERT INTO sample VALUES (1, %1, 10000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 2)"_s.arg(
            night.time_since_epoch().count())));
        old.close();
    }
    CapacityHistory history(path, clock);
    CapacitySample sample = numbered(1);
    sample.wanted = 8;
    history.appendPool(u"model"_s, sample);
    auto future = history.samples(night, night + 1min, 100'000, u"model"_s);
    future.waitForFinished();
    const QList<CapacitySample> both = future.result();
    QCOMPARE(both.size(), 2);
    QCOMPARE(both[0].agents, 6);
    QCOMPARE(both[0].wanted, std::nullopt);
    QCOMPARE(both[1].wanted, std::optional(8));
    QVERIFY(history.notice().isEmpty());
}

void tst_HistoryFile::losesNothingWritten_whenKilled()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"history.sqlite"_s);
    int promised = 0;
    for (int round = 0; round < 4; ++round) {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), { u"--write"_s, file });
        QVERIFY(writer.waitForStarted());
        const int wanted = 3 + 5 * round;
        for (int line = 0; line < wanted;) {
            QVERIFY(writer.waitForReadyRead(60'000));
            while (writer.canReadLine()) {
                promised = std::max(promised, writer.readLine().trimmed().toInt());
                ++line;
            }
        }
        writer.kill(); // SIGKILL in the middle of its work
        QVERIFY(writer.waitForFinished());
        while (writer.canReadLine())
            promised = std::max(promised, writer.readLine().trimmed().toInt());

        CapacityHistory history(file, m_clock);
        const auto samples = allOf(history);
        QVERIFY(history.notice().isEmpty());
        QVERIFY2(samples.size() >= promised, qPrintable(u"%1 of %2"_s.arg(samples.size()).arg(promised)));
        for (int n = 0; n < samples.size(); ++n)
            QCOMPARE(samples[n], numbered(n));
    }
}

void tst_HistoryFile::setsADamagedFileAside_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("no database") << QByteArray("text");
    QTest::newRow("page overwritten") << QByteArray("page");
    QTest::newRow("cut in the middle") << QByteArray("cut");
    QTest::newRow("zeroes") << QByteArray("zeroes");
}

void tst_HistoryFile::setsADamagedFileAside()
{
    QFETCH(QByteArray, kind);
    QTemporaryDir dir;
    const QString file = dir.filePath(u"history.sqlite"_s);
    {
        CapacityHistory history(file, m_clock);
        for (int n = 0; n < 2000; ++n)
            history.append(numbered(n));
    }
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    QVERIFY(damaged.size() > 100'000);
    if (kind == "text")
        write(file, "this is no database, but long enough to be looked at as one: " + QByteArray(5000, 'x'));
    else if (kind == "zeroes")
        write(file, QByteArray(50'000, '\1'));
    else if (kind == "cut")
        QVERIFY(damaged.resize(damaged.size() / 2));
    else {
        damaged.seek(4096 * 6);
        damaged.write(QByteArray(4096 * 4, '\x5a'));
    }
    damaged.close();

    CapacityHistory history(file, m_clock);
    QSignalSpy notices(&history, &CapacityHistory::noticeChanged);
    history.append(numbered(1));
    QCOMPARE(allOf(history), QList<CapacitySample>{ numbered(1) });
    QTRY_VERIFY(!notices.isEmpty());
    QCOMPARE(history.notice(),
             u"The history file is damaged and was set aside as history-2026-11-23.bad. Charts start anew."_s);
    QVERIFY(QFile::exists(dir.filePath(u"history-2026-11-23.bad"_s)));
    QVERIFY(QFile::exists(file));
}

void tst_HistoryFile::findsAFreeName_whenTwoBreakOnOneDay()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"history.sqlite"_s);
    for (int i = 0; i < 3; ++i) {
        write(file, "broken number " + QByteArray::number(i) + QByteArray(2000, '.'));
        CapacityHistory history(file, m_clock);
        QVERIFY(allOf(history).isEmpty());
    }
    QFile second(dir.filePath(u"history-2026-11-23-2.bad"_s));
    QVERIFY(second.open(QIODevice::ReadOnly));
    QVERIFY(second.readAll().startsWith("broken number 1"));
    QVERIFY(QFile::exists(dir.filePath(u"history-2026-11-23-3.bad"_s)));
}

void tst_HistoryFile::leavesANewerFileAlone()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"history.sqlite"_s);
    {
        Database db(file, {});
        QVERIFY(db.open());
        QVERIFY(db.run(u"CREATE TABLE later (x)"_s));
        QVERIFY(db.run(u"PRAGMA user_version = 99"_s));
    }
    CapacityHistory history(file, m_clock);
    history.append(numbered(1));
    QCOMPARE(allOf(history).size(), 1); // kept for this window
    QTRY_VERIFY(history.notice().startsWith(u"The history file was written by a newer version"_s));
    QCOMPARE(QDir(dir.path()).entryList({ u"*.bad"_s }).size(), 0);
    Database db(file, {});
    (void)db.open();
    QCOMPARE(db.version(), 99);
}

void tst_HistoryFile::goesOnInMemory_whenTheDirectoryCannotBeMade()
{
    QTemporaryDir dir;
    write(dir.filePath(u"file"_s), "in the way");
    CapacityHistory history(dir.filePath(u"file/history.sqlite"_s), m_clock);
    history.append(numbered(1));
    QCOMPARE(allOf(history).size(), 1);
    QTRY_VERIFY(history.notice().startsWith(u"The history file cannot be opened"_s));
}

void tst_HistoryFile::waits_whenTheFileMayNotGrow()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"history.sqlite"_s);
    CapacityHistory history(file, m_clock);
    history.append(numbered(0));
    QCOMPARE(allOf(history).size(), 1);

    // A full disk in small: this process may write no file beyond 64 KiB for a while.
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
    rlimit tight = usual;
    tight.rlim_cur = 64 * 1024;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    for (int n = 1; n < 5000; ++n)
        history.append(numbered(n));
    const auto whileFull = allOf(history).size();
    QTest::qWait(0);
    const QString notice = history.notice();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &usual), 0);
    std::signal(SIGXFSZ, previous);

    QVERIFY(whileFull < 5000);
    QVERIFY2(notice.contains(u"The history cannot be written"_s) || notice.contains(u"The disk is full"_s),
             qPrintable(notice));
    const auto afterwards = allOf(history); // a question tries again
    QCOMPARE(afterwards.size(), 5000);
    QCOMPARE(afterwards.last(), numbered(4999));
    QTRY_VERIFY(history.notice().isEmpty());
}

void tst_HistoryFile::migratesStepByStep()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"any.sqlite"_s);
    const std::array<const char *, 2> steps = { "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)",
                                                "ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'new'" };
    {
        Database first(file, std::span(steps).first(1));
        QVERIFY(first.open());
        QCOMPARE(first.version(), 1);
    }
    for (int run = 0; run < 2; ++run) { // the second finds all done
        Database second(file, steps);
        QVERIFY(second.open());
        QCOMPARE(second.version(), 2);
        auto rows = second.query(u"SELECT a, b FROM t"_s);
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->value(0).toInt(), 1);
        QCOMPARE(rows->value(1).toString(), u"new"_s);
        QVERIFY(!rows->next());
    }
}

void tst_HistoryFile::keepsTheOldFile_whenAStepFails()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"any.sqlite"_s);
    const std::array<const char *, 2> steps
        = { "CREATE TABLE t (a INTEGER)", "ALTER TABLE t ADD COLUMN b; ALTER TABLE nothing ADD COLUMN c" };
    {
        Database broken(file, steps);
        const auto opened = broken.open();
        QVERIFY(!opened);
        QVERIFY(!opened.error().isDamage());
    }
    Database db(file, std::span(steps).first(1));
    QVERIFY(db.open());
    QCOMPARE(db.version(), 1);
    QVERIFY(!db.run(u"SELECT b FROM t"_s)); // all of a step or nothing of it
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--write") == 0)
        return writeUntilKilled(QString::fromLocal8Bit(argv[2]));
    tst_HistoryFile test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historyfile.moc"
