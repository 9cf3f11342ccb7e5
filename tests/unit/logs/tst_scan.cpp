// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/pagedfile.h"
#include "models/logs/scan.h"
#include "tests/unit/logs/memorysource.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using logs::Scan;

namespace {

QByteArray numbered(int from, int count)
{
    QByteArray text;
    for (int i = from; i < from + count; ++i)
        text += (i % 1000 == 17 ? "2026-11-23T03:00:00Z ERROR line " : "2026-11-23T03:00:00Z INFO line ")
            + QByteArray::number(i) + '\n';
    return text;
}

logs::Quest questOf(const QString &text, bool regex = false)
{
    return { *logs::Matcher::of({ text, regex, false }), {} };
}

} // namespace

/// Looking through a whole file, as it is and as it grows.
class tst_Scan : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_file = std::make_shared<support::MemoryFile>();
        m_file->mostAtOnce = 512 << 10;
        m_file->content = numbered(0, 200000); // some 8 MB: four stretches
        m_paged = std::make_unique<logs::PagedFile>(std::make_shared<support::MemorySource>(m_file));
        m_paged->setInterval(1ms);
        QSignalSpy opened(m_paged.get(), &logs::PagedFile::opened);
        m_paged->open();
        QTRY_COMPARE(opened.count(), 1);
    }

    void findsAll_andWalksThroughThem()
    {
        Scan scan(m_paged.get(), questOf(u"error LINE \\d+017$"_s, true), Scan::From::End);
        QSignalSpy finished(&scan, &Scan::finished);
        scan.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
        QCOMPARE(scan.lineCount(), 199); // 17 itself has no digit before
        QCOMPARE(scan.bytesSeen(), m_file->content.size());
        const qint64 last = m_file->content.indexOf("2026-11-23T03:00:00Z ERROR line 199017\n");
        QCOMPARE(scan.last(), last);
        QCOMPARE(scan.previous(last), m_file->content.indexOf("2026-11-23T03:00:00Z ERROR line 198017\n"));
        QCOMPARE(scan.next(*scan.previous(last)), last);
        QVERIFY(!scan.next(last));
        QCOMPARE(scan.rankOf(last), 198);
        QCOMPARE(scan.at(198), last);
        QCOMPARE(scan.first(), m_file->content.indexOf("2026-11-23T03:00:00Z ERROR line 1017\n"));
        QCOMPARE(m_paged->lineNumber(*scan.first()).value_or(1018), 1018);
        QCOMPARE(m_paged->index().endsBefore(m_paged->pageCount()), 200000); // the look has counted lines
    }

    void canBeWalked_whileStillLooking()
    {
        Scan scan(m_paged.get(), questOf(u"ERROR"_s), Scan::From::End);
        bool walked = false;
        connect(&scan, &Scan::changed, this, [&] {
            if (!scan.isFinished() && scan.lineCount() > 0)
                walked = scan.last() > m_file->content.size() / 2;
        });
        QSignalSpy changed(&scan, &Scan::changed);
        scan.start();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        QVERIFY(changed.count() > 0);
        QCOMPARE(scan.lineCount(), 200);
        if (changed.count() > 1)
            QVERIFY(walked);
    }

    void stopsAtTheFirst()
    {
        Scan scan(m_paged.get(), { {}, logs::LineFilter({}, logs::Level::Error) }, Scan::From::Begin);
        scan.setLimit(1);
        const qint64 before = m_file->bytesRead;
        scan.start();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        QCOMPARE(scan.first(), m_file->content.indexOf("2026-11-23T03:00:00Z ERROR line 17\n"));
        QVERIFY(m_file->bytesRead - before <= 4 * (logs::stretchBytes + 3 * logs::blockBytes));
    }

    void filtersByLevel_framesGoWithTheirError()
    {
        m_file->content
            += "2026-11-23T03:00:00Z ERROR boom\n\tat a.b.C\n\tat d.e.F\n2026-11-23T03:00:00Z INFO on\n\tmore\n";
        m_paged->lookNow();
        QTRY_COMPARE(m_paged->size(), m_file->content.size());
        Scan scan(m_paged.get(), { {}, logs::LineFilter({}, logs::Level::Warn) }, Scan::From::End);
        scan.start();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        QCOMPARE(scan.lineCount(), 203);
        QCOMPARE(scan.last(), m_file->content.indexOf("\tat d.e.F"));
    }

    void followsGrowth()
    {
        Scan scan(m_paged.get(), questOf(u"ERROR"_s), Scan::From::End);
        scan.start();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        m_file->content.chop(6); // not yet a whole line…
        m_paged->lookNow();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished() && scan.bytesSeen() == m_file->content.size(), 60000);
        m_file->content += " ERROR\n" + numbered(200000, 30000);
        m_paged->lookNow();
        QTRY_COMPARE_WITH_TIMEOUT(scan.bytesSeen(), m_file->content.size(), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(scan.lineCount(), 231, 60000);
        QCOMPARE(scan.hitCount(), 231);
    }

    void beginsAnew_whenTheFileIsReplaced()
    {
        Scan scan(m_paged.get(), questOf(u"ERROR"_s), Scan::From::End);
        scan.start();
        m_file->content = "one ERROR\n";
        m_paged->lookNow();
        QTRY_COMPARE_WITH_TIMEOUT(scan.lineCount(), 1, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        QCOMPARE(scan.first(), 0);
    }

    void stopsWithAWord_andGoesOn()
    {
        Scan scan(m_paged.get(), questOf(u"ERROR"_s), Scan::From::End);
        m_file->fault = core::Error::Kind::Timeout;
        scan.start();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        QCOMPARE(scan.error()->kind, core::Error::Kind::Timeout);
        m_file->fault.reset();
        scan.start();
        QTRY_VERIFY_WITH_TIMEOUT(scan.isFinished(), 60000);
        QVERIFY(!scan.error());
        QCOMPARE(scan.lineCount(), 200);
    }

private:
    std::shared_ptr<support::MemoryFile> m_file;
    std::unique_ptr<logs::PagedFile> m_paged;
};

QTEST_GUILESS_MAIN(tst_Scan)
#include "tst_scan.moc"
