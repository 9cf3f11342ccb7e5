// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/trygroups.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tasklogs::LogFile;
using tasklogs::TryFilter;
using tasklogs::TryGroup;

namespace {

LogFile tryOf(int index, int number, const QString &state = {})
{
    LogFile file;
    file.keeper = LogFile::Keeper::Airflow;
    file.mapIndex = index;
    file.run = number;
    file.name = tasklogs::tryName(index, number);
    file.stateWord = state;
    return file;
}

/// 120 indexes: 7 failed at its third try, 90 runs, 100 waits for its retry.
QList<LogFile> mapped()
{
    QList<LogFile> files{ LogFile{ .name = u"stderr"_s } };
    for (int index = 0; index < 120; ++index) {
        if (index == 7)
            files << tryOf(7, 1) << tryOf(7, 2) << tryOf(7, 3, u"FAILED"_s);
        else
            files << tryOf(index, 1, index == 90 ? u"RUNNING"_s : index == 100 ? u"UP_FOR_RETRY"_s : u"SUCCESS"_s);
    }
    return files;
}

/// "Failed*: 7/3 7/2 7/1": the group, * where it is open, and its lines with their tries.
QStringList told(const QList<TryGroup> &groups)
{
    QStringList lines;
    for (const TryGroup &group : groups) {
        QString line = group.title + (group.open ? u"*:"_s : u":"_s);
        if (group.lines.size() > 6) {
            lines << line + u" %1 lines"_s.arg(group.lines.size());
            continue;
        }
        for (const tasklogs::TryLine &each : group.lines) {
            for (const LogFile &file : each.tries)
                line += each.mapIndex < 0 ? u" %1"_s.arg(file.run) : u" %1/%2"_s.arg(file.mapIndex).arg(file.run);
        }
        lines << line;
    }
    return lines;
}

} // namespace

/// What one picks a try from where there are hundreds.
class tst_TryGroups : public QObject
{
    Q_OBJECT

private slots:
    void whatFailedComesFirst_thenWhatIsUnderWay_thenRanges()
    {
        QCOMPARE(told(tasklogs::groupTries(mapped())),
                 QStringList({ u"Failed*: 7/3 7/2 7/1"_s, u"Under way*: 90/1 100/1"_s, u"Indexes 0–49: 49 lines"_s,
                               u"Indexes 50–99: 49 lines"_s, u"Indexes 101–119: 19 lines"_s }));
        QCOMPARE(tasklogs::tryCount(mapped()), 122);
    }

    void theFirstRangeIsOpen_whereNothingElseIs()
    {
        QList<LogFile> files;
        for (int index = 0; index < 60; ++index)
            files << tryOf(index, 1, u"SUCCESS"_s);
        QCOMPARE(told(tasklogs::groupTries(files)),
                 QStringList({ u"Indexes 0–49*: 50 lines"_s, u"Indexes 50–59: 10 lines"_s }));
    }

    void triesOfOneTask_areNewestFirst()
    {
        QList<LogFile> files;
        for (int number = 1; number <= 53; ++number)
            files << tryOf(-1, number, number == 53 ? u"FAILED"_s : QString());
        QCOMPARE(told(tasklogs::groupTries(files)),
                 QStringList({ u"Failed*: 53"_s, u"Tries 50–52: 52 51 50"_s, u"Tries 1–49: 49 lines"_s }));
        QCOMPARE(told(tasklogs::groupTries(files, TryFilter(u"12"_s))), QStringList({ u"1 of 53*: 12"_s }));
    }

    void picksByWhatIsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("found");
        QTest::addRow("a number") << u"42"_s << u"1 of 120*: 42/1"_s;
        QTest::addRow("with its word") << u"index 42"_s << u"1 of 120*: 42/1"_s;
        QTest::addRow("a range") << u"5-8"_s << u"4 of 120*: 5/1 6/1 7/3 7/2 7/1 8/1"_s;
        QTest::addRow("a range backwards") << u"8–6"_s << u"3 of 120*: 6/1 7/3 7/2 7/1 8/1"_s;
        QTest::addRow("from one on") << u"118-"_s << u"2 of 120*: 118/1 119/1"_s;
        QTest::addRow("a state") << u"failed"_s << u"1 of 120*: 7/3 7/2 7/1"_s;
        QTest::addRow("part of a state") << u"Retry"_s << u"1 of 120*: 100/1"_s;
        QTest::addRow("range and state") << u"50-95 run"_s << u"1 of 120*: 90/1"_s;
        QTest::addRow("a try") << u"try 2"_s << u"1 of 120*: 7/2"_s;
        QTest::addRow("index and try") << u"7 try 1"_s << u"1 of 120*: 7/1"_s;
        QTest::addRow("none") << u"999"_s << u"0 of 120*:"_s;
        QTest::addRow("no word of ours") << u"banana"_s << u"0 of 120*:"_s;
    }
    void picksByWhatIsTyped()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, found);
        QCOMPARE(told(tasklogs::groupTries(mapped(), TryFilter(typed))), QStringList{ found });
    }
};

QTEST_GUILESS_MAIN(tst_TryGroups)
#include "tst_trygroups.moc"
