// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/linetext.h"
#include "models/logs/mergedsource.h"
#include "models/logs/merging.h"
#include "models/logs/readrange.h"
#include "models/logs/stamp.h"
#include "tests/unit/logs/memorysource.h"

#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using support::MemoryFile;
using support::MemorySource;

namespace {

QStringList shown(const QByteArray &merged)
{
    QStringList lines;
    for (const QByteArray &line : merged.split('\n')) {
        if (!line.isEmpty())
            lines << logs::plainText(line);
    }
    return lines;
}

/// Two files and the log they make together.
struct Pair
{
    std::shared_ptr<MemoryFile> a = std::make_shared<MemoryFile>();
    std::shared_ptr<MemoryFile> b = std::make_shared<MemoryFile>();
    std::shared_ptr<logs::MergedSource> merged = std::make_shared<logs::MergedSource>(QList<logs::MergePart>{
        { u"0"_s, 0, std::make_shared<MemorySource>(a) }, { u"7"_s, 7, std::make_shared<MemorySource>(b) } });

    QStringList look()
    {
        const auto size = QCoro::waitFor(merged->size({}));
        if (!size)
            return { u"error"_s };
        return shown(*QCoro::waitFor(logs::readRange(merged, 0, *size, {})));
    }
};

} // namespace

/// Logs of several instances as one.
class tst_MergedSource : public QObject
{
    Q_OBJECT

private slots:
    void ordersByTime_andKeepsWhatBelongsTogether()
    {
        Pair pair;
        pair.a->content = "26/11/23 03:37:41 INFO a: one\n26/11/23 03:37:43 ERROR a: two\n\tat java.Frame\n";
        pair.b->content = "26/11/23 03:37:42 WARN b: between\n26/11/23 03:37:43 INFO b: after\n";
        QCOMPARE(pair.look(),
                 QStringList({ u"26/11/23 03:37:41 INFO 0 a: one"_s, u"26/11/23 03:37:42 WARN 7 b: between"_s,
                               u"26/11/23 03:37:43 ERROR 0 a: two"_s, u"0 \tat java.Frame"_s,
                               u"26/11/23 03:37:43 INFO 7 b: after"_s }));
    }

    /// Clocks of different zones are one time.
    void knowsZones()
    {
        Pair pair;
        pair.a->content = "2026-11-23T06:37:42Z INFO late\n";
        pair.b->content = "2026-11-23T03:37:41-03:00 INFO early\n";
        QVERIFY(pair.look().first().endsWith(u"early"_s));
    }

    /// What names no zone is meant as the stack's file says.
    void believesTheStacksZone()
    {
        const core::TimePoint night(std::chrono::seconds(1795416432)); // 23 Nov 2026
        const auto merged = [](const logs::WrittenZone &zone) {
            QList<logs::MergePiece> pieces{ { "a", 0, "2026-11-23T06:37:42Z INFO first\n", {}, zone },
                                            { "b", 0, "26/11/23 03:37:43 INFO second\n", {}, zone } };
            return logs::mergeByTime(&pieces);
        };
        QVERIFY(merged({ "America/Sao_Paulo", night }).endsWith("second\n"));
        QVERIFY(merged({ "UTC", night }).endsWith("first\n"));
        QVERIFY(merged({}).endsWith("first\n")); // as they are written
    }

    void labelsHaveAColour_andTimeAndLevelAreReadAsBefore()
    {
        QList<logs::MergePiece> pieces{ { "12", logs::laneColour(1), "2026-11-23T06:37:42Z WARN careful\n", {} } };
        const QByteArray merged = logs::mergeByTime(&pieces);
        const logs::LineText text = logs::lineText(merged.trimmed());
        QCOMPARE(text.runs.size(), 1);
        QCOMPARE(int{ text.runs.first().style.ink }, logs::laneColour(1));
        QCOMPARE(text.text.mid(text.runs.first().begin, 2), u"12"_s);
        const QByteArray plain = text.text.toUtf8();
        const logs::Stamp stamp = logs::readStamp({ plain.constData(), static_cast<size_t>(plain.size()) });
        QCOMPARE(stamp.level, logs::Level::Warn);
        QVERIFY(core::isKnown(stamp.at));
        QVERIFY(logs::laneColour(0) != logs::laneColour(1) && logs::laneColour(0) == logs::laneColour(8));
    }

    /// What comes is put behind what there is; a line that is not whole yet waits.
    void follows()
    {
        Pair pair;
        pair.a->content = "26/11/23 03:00:00 INFO one\n26/11/23 03:00:02 INFO tw";
        pair.b->content = "26/11/23 03:00:01 INFO other\n";
        QCOMPARE(pair.look().size(), 2);
        pair.a->content += "o\n";
        pair.b->content += "26/11/23 03:00:01 INFO told late\n";
        const QStringList lines = pair.look();
        QCOMPARE(lines.mid(2),
                 QStringList({ u"26/11/23 03:00:01 INFO 7 told late"_s, u"26/11/23 03:00:02 INFO 0 two"_s }));
        QCOMPARE(pair.look(), lines); // nothing new: nothing moves
    }

    void beginsAnew_whenALogIsCut()
    {
        Pair pair;
        pair.a->content = "26/11/23 03:00:00 INFO long enough to be cut\n";
        pair.look();
        pair.a->content = "26/11/23 04:00:00 INFO new\n";
        const QStringList lines = pair.look();
        QVERIFY2(lines.join(u'\n').contains(u"0 --- The log was cut or rotated"_s), qPrintable(lines.join(u'\n')));
        QCOMPARE(lines.last(), u"26/11/23 04:00:00 INFO 0 new"_s);
    }

    /// One machine that is away does not keep the others' logs back, and is told once.
    void tellsWhichLogCannotBeRead()
    {
        Pair pair;
        pair.a->fault = core::Error::Kind::Timeout;
        pair.b->content = "26/11/23 03:00:00 INFO there\n";
        QStringList lines = pair.look();
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines.first().startsWith(u"0 --- "_s) && lines.first().contains(u"a1"_s), qPrintable(lines.first()));
        QCOMPARE(pair.look().size(), 2);
        pair.a->fault.reset();
        pair.a->content = "26/11/23 03:00:01 INFO back\n";
        QCOMPARE(pair.look().last(), u"26/11/23 03:00:01 INFO 0 back"_s);
    }

    /// Of a log that is too long only the end is read, from a whole line on.
    void readsTheEnds()
    {
        Pair pair;
        const QByteArray line = "26/11/23 03:00:00 INFO " + QByteArray(1000, 'x') + '\n';
        pair.a->content = line.repeated(10'000);
        const QStringList lines = pair.look();
        QVERIFY(lines.size() > 8000 && lines.size() < 8300);
        QVERIFY(lines.first().startsWith(u"26/11/23"_s));
        QVERIFY(pair.a->bytesRead <= logs::MergedSource::mostOfALook);
    }
};

QTEST_GUILESS_MAIN(tst_MergedSource)
#include "tst_mergedsource.moc"
