// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/linecutter.h"
#include "models/logs/lineindex.h"
#include "models/logs/stretch.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using logs::blockBytes;
using logs::Line;
using logs::pageBytes;

namespace {

/// The rule, read aloud: from the file's start, without any cleverness.
std::vector<Line> naiveLines(const QByteArray &file)
{
    std::vector<Line> lines;
    qint64 begin = 0;
    for (qint64 i = 0; i < file.size(); ++i) {
        if (file[i] == '\n') {
            lines.push_back({ begin, i, i + 1 });
            begin = i + 1;
        } else if ((i + 1) % blockBytes == 0 && !file.mid(i + 1 - blockBytes, blockBytes).contains('\n')
                   && i + 1 < file.size()) {
            lines.push_back({ begin, i + 1, i + 1 });
            begin = i + 1;
        }
    }
    if (begin < file.size())
        lines.push_back({ begin, file.size(), file.size() });
    return lines;
}

/// Short lines, very long ones, and line feeds on and beside the borders of blocks and pages.
QByteArray randomFile(QRandomGenerator &random, qint64 size)
{
    QByteArray file(size, 'x');
    qint64 at = 0;
    while (at < size) {
        at += random.bounded(10) == 0 ? random.bounded(60000) : random.bounded(900);
        if (at < size)
            file[at] = '\n';
    }
    for (qint64 border = blockBytes; border < size; border += blockBytes) {
        for (const qint64 place : { border - 1, border, border + 1 }) {
            if (random.bounded(4) == 0 && place < size)
                file[place] = '\n';
        }
    }
    return file;
}

class Pages
{
public:
    explicit Pages(const QByteArray &file)
    {
        for (qint64 at = 0; at < file.size(); at += pageBytes)
            m_pages.append(file.mid(at, pageBytes));
    }
    const QByteArray *at(qint64 page) const { return page < m_pages.size() ? &m_pages[page] : nullptr; }

private:
    QList<QByteArray> m_pages;
};

} // namespace

/// Lines from any place of a file are the lines from its start.
class tst_LineCutter : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheRule_fromAnyPlace()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 12; ++round) {
            const QByteArray file = randomFile(random, 20000 + random.bounded(400000));
            const Pages pages(file);
            const logs::LineCutter cutter([&pages](qint64 page) { return pages.at(page); }, file.size());
            const std::vector<Line> lines = naiveLines(file);
            for (size_t i = 0; i < lines.size(); ++i) {
                const Line &line = lines[i];
                QCOMPARE(cutter.lineFrom(line.begin), line);
                QCOMPARE(cutter.beginAt(line.begin), line.begin);
                QCOMPARE(cutter.beginAt(line.next - 1), line.begin);
                QVERIFY(line.next - line.begin <= 2 * blockBytes);
                if (i > 0)
                    QCOMPARE(cutter.lineBefore(line.begin), lines[i - 1]);
                QCOMPARE(cutter.bytes(line), file.mid(line.begin, line.end - line.begin));
            }
        }
    }

    void countsLinesByPage()
    {
        QRandomGenerator random(8);
        const QByteArray file = randomFile(random, 7 * pageBytes + 1234);
        const std::vector<Line> lines = naiveLines(file);
        logs::LineIndex index;
        QVERIFY(!index.endsBefore(3));
        for (qint64 page = 7; page >= 0; --page) { // the end comes first
            index.set(page, logs::lineEndsIn(file.mid(page * pageBytes, pageBytes)));
            if (page > 0)
                QVERIFY(!index.endsBefore(7));
        }
        for (qint64 page = 0; page < 8; ++page) {
            const auto before
                = std::ranges::count_if(lines, [page](const Line &line) { return line.next <= page * pageBytes; });
            QCOMPARE(index.endsBefore(page), before);
        }
        index.set(0, 5);
        QCOMPARE(index.endsBefore(1), 5); // told anew
    }

    void saysWhichPageIsMissing()
    {
        const QByteArray file(3 * pageBytes, 'y');
        const Pages pages(file);
        const logs::LineCutter cutter([&pages](qint64 page) { return page == 1 ? nullptr : pages.at(page); },
                                      file.size());
        QVERIFY(!cutter.lineFrom(pageBytes));
        QCOMPARE(cutter.missingPage(), 1);
        QVERIFY(!cutter.beginAt(2 * pageBytes + 5));
        QCOMPARE(cutter.missingPage(), 1);
        QVERIFY(cutter.lineFrom(2 * pageBytes));
    }

    /// 50 MB without a line feed are lines of 16 KiB.
    void aLineWithoutEndIsHarmless()
    {
        const QByteArray page(pageBytes, 'z');
        const qint64 size = 50'000'000;
        qint64 asked = 0;
        const QByteArray last = page.left(size % pageBytes);
        const logs::LineCutter cutter(
            [&](qint64 index) {
                ++asked;
                return index == size / pageBytes ? &last : &page;
            },
            size);
        const auto begin = cutter.beginAt(size - 1);
        QCOMPARE(begin, (size - 1) / blockBytes * blockBytes);
        QCOMPARE(cutter.lineBefore(*begin), (Line{ *begin - blockBytes, *begin, *begin }));
        QVERIFY(asked < 10);
    }

    /// A file looked through in stretches gives the lines that a look at the whole gives.
    void stretchesAddUpToTheFile()
    {
        QRandomGenerator random(9);
        QByteArray file = randomFile(random, 2 * logs::stretchBytes + 300000);
        for (int i = 0; i < 4000; ++i)
            file.replace(random.bounded(file.size() - 6), 6, "needle");
        for (const qint64 border : { logs::stretchBytes, 2 * logs::stretchBytes })
            file.replace(border - 3, 6, "needle");
        std::vector<Line> lines = naiveLines(file);
        const auto check = [&file, &lines](const logs::Pattern &pattern,
                                           const std::function<qsizetype(const QByteArray &)> &count) {
            const logs::Quest quest{ *logs::Matcher::of(pattern), {} };
            std::vector<qint64> wanted;
            qint64 hits = 0;
            for (const Line &line : lines) {
                const qsizetype here = count(file.mid(line.begin, line.end - line.begin));
                hits += here;
                if (here > 0)
                    wanted.push_back(line.begin);
            }
            std::vector<qint64> found;
            qint64 foundHits = 0;
            for (qint64 stretch = 0; stretch < 3; ++stretch) {
                const logs::StretchBounds bounds = logs::boundsOf(stretch, file.size());
                const logs::Finds finds
                    = logs::lookThrough(file.mid(bounds.readBegin, bounds.readEnd - bounds.readBegin), bounds, quest);
                found.insert(found.end(), finds.lines.begin(), finds.lines.end());
                foundHits += finds.hits;
            }
            QVERIFY(!wanted.empty());
            QVERIFY(found == wanted);
            QCOMPARE(foundHits, hits);
        };
        const auto needles = [](const QByteArray &line) { return line.count("needle"); };
        check({ u"needle"_s, false, true }, needles);
        check({ u"NEEDLE"_s, false, false }, needles);
        check({ u"n[e]+dle"_s, true, true }, needles);
        check({ u"^x.*needle"_s, true, true }, [](const QByteArray &line) -> qsizetype {
            return line.startsWith('x') && line.mid(1).contains("needle") ? 1 : 0;
        });
        file.insert(100, "\xc3\xa9\x1b[31m"); // no more plain: line by line
        lines = naiveLines(file);
        check({ u"needle"_s, false, true }, needles);
    }
};

QTEST_GUILESS_MAIN(tst_LineCutter)
#include "tst_linecutter.moc"
