// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/quietbook.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using watch::Quiet;
using watch::QuietBook;
using watch::Severity;

namespace {
constexpr core::TimePoint night{ 1'795'847'880'000ms };
}

class tst_Quiet : public QObject
{
    Q_OBJECT

private slots:
    void survivesARestart();
    void endsWithItsTime_orWhenItBecomesWorse();
    void canBeEnded();
    void aDamagedFile_isSetAside_andToldOf();
    void quietFindings_comeLast_andCountApart();

private:
    core::ManualClock m_clock{ night };
};

void tst_Quiet::survivesARestart()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(QuietBook::fileName());
    const Quiet quiet{ night, night + 30min, u"ana@desk"_s };
    {
        QuietBook book(file, m_clock);
        book.set(u"node/itaipu"_s, Severity::Failure, quiet);
    }
    QuietBook book(file, m_clock);
    QVERIFY(!book.of(u"node/itaipu"_s, Severity::Failure, night));
    QSignalSpy changed(&book, &QuietBook::changed);
    book.load();
    QTRY_VERIFY(book.isLoaded());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(book.of(u"node/itaipu"_s, Severity::Failure, night + 29min), std::optional(quiet));
    QVERIFY(!book.of(u"node/other"_s, Severity::Failure, night));
}

void tst_Quiet::endsWithItsTime_orWhenItBecomesWorse()
{
    QuietBook book(u":memory:"_s, m_clock);
    book.set(u"a"_s, Severity::Warning, { night, night + 30min, u"ana@desk"_s });
    QVERIFY(book.of(u"a"_s, Severity::Warning, night + 30min - 1ms));
    QVERIFY(!book.of(u"a"_s, Severity::Warning, night + 30min));
    QVERIFY(!book.of(u"a"_s, Severity::Failure, night));
}

void tst_Quiet::canBeEnded()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(QuietBook::fileName());
    {
        QuietBook book(file, m_clock);
        book.set(u"a"_s, Severity::Failure, { night, night + 30min, u"ana@desk"_s });
        book.end(u"a"_s);
        QVERIFY(!book.of(u"a"_s, Severity::Failure, night));
    }
    QuietBook book(file, m_clock);
    book.load();
    QTRY_VERIFY(book.isLoaded());
    QVERIFY(!book.of(u"a"_s, Severity::Failure, night));
}

void tst_Quiet::aDamagedFile_isSetAside_andToldOf()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(QuietBook::fileName()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    QuietBook book(file.fileName(), m_clock);
    QSignalSpy noticed(&book, &QuietBook::noticed);
    book.load();
    QTRY_COMPARE(noticed.size(), 1);
    QVERIFY(noticed[0][0].toString().contains(u"was set aside as quiet-"_s));
    QTRY_VERIFY(book.isLoaded());
}

void tst_Quiet::quietFindings_comeLast_andCountApart()
{
    watch::Finding failure;
    failure.key = u"failure"_s;
    failure.severity = Severity::Failure;
    failure.quiet = Quiet{ night, night + 30min, u"ana@desk"_s };
    watch::Finding warning;
    warning.key = u"warning"_s;
    QList<watch::Finding> all{ failure, warning };
    watch::sortFindings(all);
    QCOMPARE(all[0].key, u"warning"_s);
    const watch::Tally tally = watch::tally(all);
    QCOMPARE(tally.failures, 0);
    QCOMPARE(tally.warnings, 1);
    QCOMPARE(tally.quiet, 1);
    QVERIFY(watch::quietText(all[1], night).startsWith(u"quiet until "_s));
    QVERIFY(watch::quietText(all[0], night).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Quiet)
#include "tst_quiet.moc"
