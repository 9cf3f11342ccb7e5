// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/writtenzone.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

core::TimePoint at(const QString &iso)
{
    return core::TimePoint(core::Duration(QDateTime::fromString(iso, Qt::ISODateWithMs).toMSecsSinceEpoch()));
}

} // namespace

/// What times mean that name no zone.
class tst_WrittenZone : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheMoment_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("moment");
        const auto row = [](const char *zone, const char *line, const char *moment) {
            QTest::newRow(line) << QByteArray(zone) << QByteArray(line) << QString::fromLatin1(moment);
        };
        row("America/Sao_Paulo", "26/11/23 03:37:41 WARN x", "2026-11-23T06:37:41Z");
        row("UTC", "2026-11-23 03:37:41,206 x", "2026-11-23T03:37:41.206Z");
        row("America/Sao_Paulo", "2026-11-23T03:37:41.206Z x", "2026-11-23T03:37:41.206Z"); // its own is believed
        row("America/New_York", "26/11/01 00:30:00 INFO before the clocks went back", "2026-11-01T04:30:00Z");
        row("America/New_York", "26/11/01 03:30:00 INFO after", "2026-11-01T08:30:00Z");
        row("UTC", "I1123 03:37:41.206123 x", "2026-11-23T03:37:41.206Z"); // no year: this one
        row("UTC", "I1224 03:37:41.206123 x", "2025-12-24T03:37:41.206Z"); // which has not come yet
        row("America/Sao_Paulo", "W20261123 09:50:04.774977 26 x", "2026-11-23T12:50:04.774Z");
    }
    void tellsTheMoment()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QByteArray, line);
        QFETCH(QString, moment);
        const logs::WrittenZone written(zone, at(u"2026-11-27T12:00:00Z"_s));
        const logs::Stamp stamp = logs::readStamp(line.toStdString());
        QVERIFY(core::isKnown(stamp.written));
        QCOMPARE(written.momentOf(stamp), at(moment));
        QCOMPARE(written.momentOf(stamp), at(moment)); // as it is remembered
    }

    void knowsNothing_withoutAZone()
    {
        const logs::Stamp stamp = logs::readStamp("26/11/23 03:37:41 WARN x");
        QVERIFY(!core::isKnown(logs::WrittenZone().momentOf(stamp)));
        QVERIFY(!logs::WrittenZone("Nowhere/Land", {}).isKnown());
        QVERIFY(!logs::WrittenZone({}, at(u"2026-11-27T12:00:00Z"_s)).isKnown()); // not the desk's
        const logs::WrittenZone utc("UTC", at(u"2026-11-27T12:00:00Z"_s));
        QVERIFY(!core::isKnown(utc.momentOf(logs::readStamp("a line without a time"))));
    }
};

QTEST_GUILESS_MAIN(tst_WrittenZone)
#include "tst_writtenzone.moc"
