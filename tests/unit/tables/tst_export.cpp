// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/export.h"
#include "tests/unit/tables/samplerows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tables;

namespace {

constexpr double started = 1'700'000'000'000; // 2023-11-14T22:13:20Z
const core::TimePoint now{ core::Duration(1'700'000'065'000) };

const SampleRows &rows()
{
    static const SampleRows all({
        { "k1", "running", "plain", "spot", 8, 65536, started, 0.5, "" },
        { "k2", "failed", "comma, \"quote\"\nline \\ \x01 tab\t", "on-demand", 0.1, 0,
          std::numeric_limits<double>::quiet_NaN(), 0, "" },
        { "k3", "lost", "S\xc3\xa3o, n\xff", "", 1.0 / 3, 1e9, started, 1, "" },
    });
    return all;
}

QByteArray exported(ExportFormat format, const std::vector<uint32_t> &order, const std::vector<int> &columns)
{
    return exportRows(rows(), order, columns, format, now);
}

/// A reader of RFC 4180, independent of the writer.
QList<QStringList> readCsv(const QByteArray &csv)
{
    QList<QStringList> lines;
    QStringList fields;
    QByteArray field;
    bool quoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c == '"' && csv.mid(i + 1, 1) == "\"")
                field += csv[++i];
            else if (c == '"')
                quoted = false;
            else
                field += c;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',' || c == '\r') {
            fields.append(QString::fromUtf8(field));
            field.clear();
            if (c == '\r') {
                lines.append(fields);
                fields.clear();
                ++i;
            }
        } else {
            field += c;
        }
    }
    return lines;
}

} // namespace

class tst_Export : public QObject
{
    Q_OBJECT

private slots:
    void writesCsvThatReadsBack();
    void writesJsonThatReadsBack();
    void writesJsonInTheOrderOfColumns();
    void alignsText();
    void writesEmptyTables();
};

void tst_Export::writesCsvThatReadsBack()
{
    const QList<QStringList> lines = readCsv(exported(ExportFormat::Csv, { 1, 0, 2 }, { 1, 3, 4, 5 }));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], (QStringList{ u"name"_s, u"cpus"_s, u"mem"_s, u"started"_s }));
    QCOMPARE(lines[1], (QStringList{ u"comma, \"quote\"\nline \\ \x01 tab\t"_s, u"0.1"_s, u"0"_s, QString() }));
    QCOMPARE(lines[2], (QStringList{ u"plain"_s, u"8"_s, u"65536"_s, u"2023-11-14T22:13:20Z"_s }));
    QCOMPARE(lines[3][0], u"São, n\ufffd"_s);
    QCOMPARE(lines[3][1].toDouble(), 0.333333333333333);
    QCOMPARE(lines[3][2], u"1000000000"_s);
}

void tst_Export::writesJsonThatReadsBack()
{
    QJsonParseError error;
    const QJsonArray array
        = QJsonDocument::fromJson(exported(ExportFormat::Json, { 0, 1, 2 }, { 0, 1, 2, 3, 4, 5, 6 }), &error).array();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    QCOMPARE(array.size(), 3);
    const QJsonObject first = array[0].toObject();
    QCOMPARE(first[u"cpus"_s].toDouble(), 8.0);
    QCOMPARE(first[u"mem"_s].toDouble(), 65536.0);
    QCOMPARE(first[u"started"_s].toString(), u"2023-11-14T22:13:20Z"_s);
    QCOMPARE(first[u"share"_s].toDouble(), 0.5);
    const QJsonObject second = array[1].toObject();
    QCOMPARE(second[u"name"_s].toString(), u"comma, \"quote\"\nline \\ \x01 tab\t"_s);
    QVERIFY(second[u"started"_s].isNull());
    QCOMPARE(array[2].toObject()[u"name"_s].toString(), u"São, n\ufffd"_s);
    QCOMPARE(array[2].toObject()[u"pool"_s].toString(), QString());
}

void tst_Export::writesJsonInTheOrderOfColumns()
{
    QCOMPARE(exported(ExportFormat::Json, { 0 }, { 3, 0 }), "[\n  {\"cpus\": 8, \"state\": \"running\"}\n]\n"_qba);
}

void tst_Export::alignsText()
{
    QCOMPARE(exported(ExportFormat::Text, { 0, 1 }, { 0, 3, 4, 5, 1 }),
             "State    CPUs  Memory GiB    Started  Name\n"
             "running   8.0        64.0  1 min 5 s  plain\n"
             "failed    0.1         0.0          –  comma, \"quote\" line \\   tab\n"_qba);
}

void tst_Export::writesEmptyTables()
{
    QCOMPARE(exported(ExportFormat::Json, {}, { 0, 1 }), "[]\n"_qba);
    QCOMPARE(exported(ExportFormat::Csv, {}, { 0, 1 }), "state,name\r\n"_qba);
    QCOMPARE(exported(ExportFormat::Text, {}, { 0, 1 }), "State  Name\n"_qba);
}

QTEST_APPLESS_MAIN(tst_Export)
#include "tst_export.moc"
