// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The formats of ui.md §7. CTest sets TZ=America/Sao_Paulo.
class tst_Format : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void spans_data();
    void spans();
    void bytes_data();
    void bytes();
    void figures();
    void clockNamesTheZone_andTheDayWhenItIsAnother();
    void momentTellsBothZones();
    void unknownTimesAreADash();

private:
    // 23 Nov 2026, 06:47:12 UTC = 03:47:12 in São Paulo
    static constexpr core::TimePoint night{ std::chrono::milliseconds(1795416432000) };
};

void tst_Format::spans_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("narrow");
    QTest::newRow("zero") << qint64{ 0 } << u"0 s"_s << u"0s"_s;
    QTest::newRow("future") << qint64{ -5 } << u"0 s"_s << u"0s"_s;
    QTest::newRow("seconds") << qint64{ 59 } << u"59 s"_s << u"59s"_s;
    QTest::newRow("even minute") << qint64{ 120 } << u"2 min"_s << u"2m 00s"_s;
    QTest::newRow("minutes") << qint64{ 192 } << u"3 min 12 s"_s << u"3m 12s"_s;
    QTest::newRow("hours") << qint64{ 3900 } << u"1 h 05"_s << u"1h 05"_s;
    QTest::newRow("days") << qint64{ 2 * 86400 + 4 * 3600 + 59 } << u"2 d 4 h"_s << u"2d 4h"_s;
}

void tst_Format::spans()
{
    QFETCH(qint64, seconds);
    QTEST(core::formatSpan(std::chrono::seconds(seconds)), "text");
    QTEST(core::formatSpanNarrow(std::chrono::seconds(seconds)), "narrow");
}

void tst_Format::bytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("few") << qint64{ 999 } << u"999 B"_s;
    QTest::newRow("kilo") << qint64{ 86'400 } << u"86 kB"_s;
    QTest::newRow("mebi") << qint64{ 14'889'779 } << u"14.2 MiB"_s;
    QTest::newRow("gibi") << (qint64{ 3 } << 30) << u"3.0 GiB"_s;
}

void tst_Format::bytes()
{
    QFETCH(qint64, bytes);
    QTEST(core::formatBytes(bytes), "text");
}

void tst_Format::figures()
{
    QCOMPARE(core::formatCpus(15), u"15.0"_s);
    QCOMPARE(core::formatGib(112640), u"110.0"_s);
}

void tst_Format::clockNamesTheZone_andTheDayWhenItIsAnother()
{
    QCOMPARE(core::formatClock(night, night), u"03:47:12 BRT"_s);
    QCOMPARE(core::formatClock(night - 4h, night), u"22 Nov 23:47"_s);
}

void tst_Format::momentTellsBothZones()
{
    QCOMPARE(core::formatMoment(night), u"Mon 23 Nov 2026, 03:47:12 BRT (UTC−3) · 06:47:12 UTC"_s);
    QCOMPARE(core::formatIso(night), u"2026-11-23T06:47:12Z"_s);
}

void tst_Format::unknownTimesAreADash()
{
    QCOMPARE(core::formatAge({}, night), u"–"_s);
    QCOMPARE(core::formatClock({}, night), u"–"_s);
    QCOMPARE(core::formatClockDated(night, night), u"03:47:12"_s);
    QCOMPARE(core::formatClockDated(night - 4h, night), u"22 Nov 23:47"_s);
    QCOMPARE(core::formatClockDated({}, night), u"–"_s);
    QCOMPARE(core::formatMoment({}), u"–"_s);
    QVERIFY(core::formatIso({}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Format)
#include "tst_format.moc"
