// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/choice.h"
#include "models/logs/linefilter.h"
#include "models/logs/linetext.h"
#include "models/logs/matcher.h"
#include "models/logs/stamp.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using logs::Level;

class tst_LineText : public QObject
{
    Q_OBJECT

private slots:
    void showsText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << QByteArray("hello") << u"hello"_s;
        QTest::newRow("utf-8") << QByteArray("gr\xc3\xbc\xc3\x9f") << u"grüß"_s;
        QTest::newRow("no utf-8") << QByteArray("a\xff"
                                                "b")
                                  << u"a\uFFFDb"_s;
        QTest::newRow("nul, bell, delete") << QByteArray("a\0\a\x7f"
                                                         "b",
                                                         5)
                                           << u"a␀␇␡b"_s;
        QTest::newRow("tabulators") << QByteArray("ab\tc\t") << u"ab      c       "_s;
        QTest::newRow("progress") << QByteArray("10 %\r20 %\r30 %\r") << u"30 %"_s;
        QTest::newRow("dos") << QByteArray("line\r") << u"line"_s;
        QTest::newRow("colours") << QByteArray("\x1b[1;31mERROR\x1b[0m x") << u"ERROR x"_s;
        QTest::newRow("cursor, title") << QByteArray("\x1b[2J\x1b]0;title\aok\x1b(B!") << u"okB!"_s;
        QTest::newRow("unfinished") << QByteArray("ok\x1b[31") << u"ok"_s;
        QTest::newRow("escape at the end") << QByteArray("ok\x1b") << u"ok"_s;
        QTest::newRow("right to left") << QByteArray("a\xe2\x80\xae"
                                                     "b")
                                       << u"a\uFFFDb"_s;
    }
    void showsText()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, shown);
        QCOMPARE(logs::lineText(bytes).text, shown);
    }

    void tellsColours()
    {
        const logs::LineText line
            = logs::lineText("a\x1b[1;31mred\x1b[39mbold\x1b[0m-\x1b[38;5;12m\x1b[48;2;1;2;3mblue");
        QCOMPARE(line.text, u"aredbold-blue"_s);
        QCOMPARE(line.runs.size(), 3);
        QCOMPARE(line.runs[0], (logs::StyledRun{ 1, 4, { .ink = 1, .bold = true } }));
        QCOMPARE(line.runs[1], (logs::StyledRun{ 4, 8, { .bold = true } }));
        QCOMPARE(line.runs[2], (logs::StyledRun{ 9, 13, { .ink = 12, .paper = logs::trueColour(1, 2, 3) } }));
        const logs::LineText odd
            = logs::lineText("\x1b[38;2;250;128;114msalmon\x1b[38;2;1;2mcut\x1b[38;2;999;0;0mwrong");
        QCOMPARE(odd.runs.first().style.ink, logs::trueColour(250, 128, 114));
        QCOMPARE(odd.runs.last().style.ink, logs::trueColour(250, 128, 114)); // what is none changes nothing
    }

    void isHarmless_whateverTheBytes()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 3000; ++round) {
            QByteArray bytes(random.bounded(60), '\0');
            for (char &c : bytes)
                c = random.bounded(3) == 0 ? "\x1b[;mx1\r\t]"[random.bounded(9)]
                                           : static_cast<char>(random.bounded(256));
            const logs::LineText line = logs::lineText(bytes);
            for (const QChar c : line.text)
                QVERIFY(c.unicode() >= 0x20 && c.unicode() != 0x7f);
            qsizetype end = 0;
            for (const logs::StyledRun &run : line.runs) {
                QVERIFY(run.begin >= end && run.end > run.begin && run.end <= line.text.size());
                end = run.end;
            }
            if (logs::isPlain(bytes))
                QCOMPARE(logs::plainText(bytes), QString::fromLatin1(bytes));
        }
    }

    void readsStamps_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("clock");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("level");
        QTest::addColumn<qint64>("ms"); // 0: not known
        const auto row = [](const char *line, const char *clock, const char *message, Level level, qint64 ms) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(clock) << QByteArray(message) << int(level) << ms;
        };
        const qint64 moment = 1795415861206; // date -d 2026-11-23T06:37:41.206Z +%s%3N
        row("2026-11-23T06:37:41.206Z INFO  Executor: x", "06:37:41.206", "Executor: x", Level::Info, moment);
        row("2026-11-23T03:37:41.206-03:00 ERROR x", "03:37:41.206", "x", Level::Error, moment);
        row("2026-11-23 06:37:41,206+0000 - x", "06:37:41,206", "- x", Level::None, moment);
        row("2026-11-23 03:37:41,206 [WARN] x", "03:37:41,206", "x", Level::Warn, 0);
        row("[2026-11-23T06:37:41.206Z] FATAL: x", "06:37:41.206", "x", Level::Fatal, moment);
        row("26/11/23 03:37:41 WARN TaskSetManager: Lost", "03:37:41", "TaskSetManager: Lost", Level::Warn, 0);
        row("I1123 03:37:41.206123   42 exec.cpp:1] x", "03:37:41.206123", "42 exec.cpp:1] x", Level::Info, 0);
        row("E1123 03:37:41.206123 x", "03:37:41.206123", "x", Level::Error, 0);
        row("W20261123 09:50:04.774977 26 x", "09:50:04.774977", "26 x", Level::Warn, 0); // agent1-files-read-log.http
        row("ERROR x", "", "x", Level::Error, 0);
        row("error while x", "", "error while x", Level::None, 0);
        row("INFORMATION", "", "INFORMATION", Level::None, 0);
        row("\tat java.io.X", "", "\tat java.io.X", Level::None, 0);
        row("2026-13-45T99:99:99Z x", "", "2026-13-45T99:99:99Z x", Level::None, 0);
        row("", "", "", Level::None, 0);
        row("I", "", "I", Level::None, 0);
    }
    void readsStamps()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, clock);
        QFETCH(QByteArray, message);
        QFETCH(int, level);
        QFETCH(qint64, ms);
        const logs::Stamp stamp = logs::readStamp(line.toStdString());
        QCOMPARE(line.mid(stamp.clockBegin, stamp.clockEnd - stamp.clockBegin), clock);
        QCOMPARE(line.mid(stamp.textBegin), message);
        QCOMPARE(int(stamp.level), level);
        QCOMPARE(stamp.at.time_since_epoch().count(), ms);
    }

    void filters()
    {
        const logs::LineFilter terms(u"executor \"lost task\" !heartbeat"_s, Level::None);
        QVERIFY(terms.passes("Executor: Lost task 7", Level::None));
        QVERIFY(!terms.passes("Executor: lost the task", Level::None));
        QVERIFY(!terms.passes("Executor: Lost task, HEARTBEAT", Level::None));
        const logs::LineFilter level({}, Level::Warn);
        QVERIFY(level.passes("x", Level::Error));
        QVERIFY(!level.passes("x", Level::Info));
        QVERIFY(!level.passes("x", Level::None));
        QVERIFY(logs::LineFilter(u"  ! "_s, Level::None).isEmpty());
    }

    void saysWhatIsWrongWithAnExpression()
    {
        const auto faulty = logs::Matcher::of({ u"a(b"_s, true, false });
        QVERIFY(!faulty);
        QVERIFY(faulty.error().detail.contains(u"character"_s));
        QVERIFY(logs::Matcher::of({ u"a(b"_s, false, false }));
        const auto matcher = *logs::Matcher::of({ u"a*"_s, true, true });
        QCOMPARE(matcher.countIn(u"baab a"_s), 2); // empty matches are none
    }

    void choosesTheFile()
    {
        logs::FileChoice choice;
        const QStringList thermos{ u"setup/0/stdout"_s, u"setup/0/stderr"_s, u"run/1/stdout"_s, u"run/1/stderr"_s };
        QCOMPARE(choice.choose(u"j"_s, false, thermos), u"run/1/stdout"_s);
        QCOMPARE(choice.choose(u"j"_s, true, thermos), u"run/1/stderr"_s);
        QCOMPARE(choice.choose(u"j"_s, true, { u"stderr"_s, u"stdout"_s }), u"stderr"_s);
        QCOMPARE(choice.choose(u"j"_s, false, { u"core.jar"_s }), u"core.jar"_s);
        choice.remember(u"j"_s, u"setup/3/stderr"_s);
        logs::FileChoice restored;
        restored.restore(choice.save());
        QCOMPARE(restored.choose(u"j"_s, false, thermos), u"setup/0/stderr"_s); // whatever its run
        QCOMPARE(restored.choose(u"other"_s, false, thermos), u"run/1/stdout"_s);
    }
};

QTEST_GUILESS_MAIN(tst_LineText)
#include "tst_linetext.moc"
