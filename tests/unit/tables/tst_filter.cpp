// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/filter.h"
#include "models/tables/textmatch.h"
#include "tests/unit/tables/samplerows.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace tables;

namespace {

constexpr double now = 1'800'000'000'000;
constexpr double hour = 3600e3;
constexpr double gib = 1024;

SampleRows sampleRows()
{
    return SampleRows(
        {
            { "k1", "running", "itaipu-dimensional-modeling", "spot", 8, 64 * gib, now - 2 * hour, 0.5, "r1" },
            { "k2", "failed", "itaipu-contracts", "spot", 0.5, 0.5 * gib, now - 10 * 60e3, 0.951, "r2" },
            { "k3", "lost", "Hyoga model", "on-demand", 16, 122.8 * gib, now - 72 * hour, 1, "" },
            { "k4", "running", "http://host:5050/a|b", "fixed", 8.04, 63 * gib,
              std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), "r1" },
            { "k5", "failed", "S\xc3\xa3o-PAULO", "", 0, 0, now - 3 * hour, 0, "r10" },
        },
        true);
}

QString matching(const Filter &filter)
{
    const SampleRows rows = sampleRows();
    QString keys;
    for (const uint32_t row : filter.apply(rows, core::TimePoint(core::Duration(qint64(now)))))
        keys += QString::number(row + 1);
    return keys;
}

core::Result<Filter> parse(const QString &text)
{
    return Filter::parse(text, SampleRows::sampleColumns(true));
}

} // namespace

class tst_Filter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("RC_PARAMS", "max_success=2000"); }
    void lets_data();
    void lets();
    void refuses_data();
    void refuses();
    void survivesAnyText();
    void survivesOtherColumns();
    void evaluatesOnlyWhatIsAsked();
    void findsWordsAsAPlainSearchDoes();
    void tellsWhetherTimeMatters();
};

void tst_Filter::lets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    add("", "12345");
    add("   ", "12345");
    add("itaipu", "12");
    add("ITAIPU", "");
    add("hyoga", "3");
    add("Hyoga", "3");
    add("HYOGA", "");
    add("itaipu spot failed", "2");
    add("!itaipu", "345");
    add("!itaipu !lost", "45");
    add("são-paulo", "5");
    add("SÃO-paulo", "");
    add("paulo", "5");
    add("state:running", "14");
    add("STATE:running", "14");
    add("state:running itaipu", "1");
    add("!state:running", "235");
    add("pool:spot", "12");
    add("pool:demand", "3");
    add("pool=demand", "");
    add("pool=on-demand", "3");
    add("pool=ON-DEMAND", "");
    add("pool!=spot", "345");
    add("!pool=spot", "345");
    add("!pool!=spot", "12");
    add("pool=", "5");
    add("pool=\"\"", "5");
    add("rack=r1", "14");
    add("rack:r1", "145");
    add("state:failed|lost", "235");
    add("state=failed|lost", "235");
    add("hyoga|contracts", "23");
    add("\"hyoga model\"", "3");
    add("hyoga model", "3");
    add("name:\"hyoga model\"", "3");
    add("\"a|b\"", "4");
    add("http://host", "4");
    add("host:5050", "4");
    add("cpus>8", "34");
    add("cpus>=8", "134");
    add("cpus<8", "25");
    add("cpus<=8", "125");
    add("cpus=8", "14"); // 8.04 is shown as 8.0
    add("cpus:8", "14");
    add("cpus!=8", "235");
    add("!cpus>8", "125");
    add("cpus=8|16", "134");
    add("cpus>0.4 cpus<1", "2");
    add("mem>=64", "13");
    add("mem<512M", "5");
    add("mem<=512M", "25");
    add("mem<=512MiB", "25");
    add("mem>0.1T", "3");
    add("mem<1048576K", "25");
    add("started<20m", "2");
    add("started>20m", "135");
    add("started>1h30m", "135");
    add("started>1d", "3");
    add("started>2d12h", "3");
    add("started<1w", "1235");
    add("!started>20m", "24"); // not known: not older
    add("share>95", "23");
    add("share>95%", "23");
    add("share>=100", "3");
    add("share=0", "5");
    add("/^ita.*ing$/", "1");
    add("/^ITA/", "");
    add("/\\Wmodel\\W?/", "13"); // classes in capitals do not make case matter
    add("name:/hyoga model/", "3");
    add("state:/^(failed|lost)$/", "235");
    add("!/itaipu/", "345");
    add("/a", "4"); // a path, no expression
    add("//", "4");
    // While typing.
    add("state:", "12345");
    add("!", "12345");
    add("itaipu !", "12");
    add("state:failed|", "25");
    add("|", "12345");
    add("\"", "12345");
    add("\"hyoga mo", "3");
}

void tst_Filter::lets()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const core::Result<Filter> filter = parse(text);
    QVERIFY2(filter, qPrintable(filter ? QString() : filter.error().detail));
    QCOMPARE(matching(*filter), expected);
    QCOMPARE(filter->text(), text.trimmed());
}

void tst_Filter::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("term");
    const auto add = [](const char *text, const char *sentence, const char *term) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(sentence) << QString::fromUtf8(term);
    };
    add("cpu>8", "There is no column “cpu”. Is “cpus” meant?", "cpu>8");
    add("spot memm>=8", "There is no column “memm”. Is “mem” meant?", "memm>=8");
    add("!sta>8", "There is no column “sta”. Is “state” meant?", "!sta>8");
    add("frobnicate<2",
        "There is no column “frobnicate”. There are: state, name, pool, cpus, mem, started, share, rack.",
        "frobnicate<2");
    add("name>b", "“name” holds text: write name:word or name=word.", "name>b");
    add("cpus>", "“cpus” needs a number, such as cpus>8.", "cpus>");
    add("cpus>eight", "“cpus” needs a number, such as cpus>8.", "cpus>eight");
    add("mem>8X", "“mem” needs an amount in GiB or with its unit, such as mem>64 or mem<512M.", "mem>8X");
    add("started>20", "“started” needs a time with its unit, such as started>20m or started<2h.", "started>20");
    add("share>much", "“share” needs a share in per cent, such as share>95.", "share>much");
    add("/[/", "The expression /[/ has a mistake at character 2: missing terminating ] for character class.", "/[/");
    add("name:/(a/ spot", "The expression /(a/ has a mistake at character 3: missing closing parenthesis.",
        "name:/(a/");
}

void tst_Filter::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    QFETCH(QString, term);
    const core::Result<Filter> filter = parse(text);
    QVERIFY(!filter);
    QCOMPARE(filter.error().kind, core::Error::Kind::Config);
    QCOMPARE(filter.error().detail, sentence);
    QCOMPARE(filter.error().path, term);
}

void tst_Filter::survivesAnyText()
{
    const SampleRows rows = sampleRows();
    const auto telling = rc::gen::container<std::string>(rc::gen::element(
        '"', '|', '/', '!', ':', '=', '<', '>', ' ', 'c', 'p', 'u', 's', '8', 'G', '\\', '[', '(', '*', '\0'));
    QVERIFY(rc::check("no text of the language's own signs crashes", [&] {
        const core::Result<Filter> filter = parse(QString::fromStdString(*telling));
        if (filter)
            RC_ASSERT(filter->apply(rows, {}).size() <= rows.rowCount());
        else
            RC_ASSERT(!filter.error().detail.isEmpty());
    }));
    QVERIFY(rc::check("no text at all crashes", [&](const std::u16string &text) {
        const core::Result<Filter> filter = parse(QString::fromStdU16String(text));
        if (filter)
            filter->apply(rows, {});
    }));
}

/// Pages keep a filter while the attributes of the cluster, and so the columns, change.
void tst_Filter::survivesOtherColumns()
{
    const Filter filter = *parse(u"rack=r1"_s);
    const Filter negated = *parse(u"!rack=r1"_s);
    const SampleRows without({ { "k1", "running", "a", "p", 1, 1, 1, 1, "r1" } });
    QVERIFY(filter.apply(without, {}).empty());
    QCOMPARE(negated.apply(without, {}).size(), size_t{ 1 });
}

void tst_Filter::evaluatesOnlyWhatIsAsked()
{
    const SampleRows rows = sampleRows();
    std::vector<uint8_t> passes(rows.rowCount(), 7);
    const std::vector<uint32_t> asked{ 1, 2 };
    parse(u"itaipu"_s)->evaluate(rows, {}, asked, passes);
    QCOMPARE(passes, (std::vector<uint8_t>{ 7, 1, 0, 7, 7 }));
}

void tst_Filter::findsWordsAsAPlainSearchDoes()
{
    const auto text = rc::gen::container<std::string>(rc::gen::element('a', 'A', 'b', 'B', '-', '@', '`', '['));
    QVERIFY(rc::check("sixteen bytes at a time finds what one at a time does", [&] {
        const QString word = QString::fromStdString(*text);
        const std::string in = *rc::gen::resize(200, text);
        const QString plain = QString::fromStdString(in);
        RC_ASSERT(TextMatch(word, TextMatch::Case::Exact).isIn(in) == plain.contains(word));
        RC_ASSERT(TextMatch(word, TextMatch::Case::Ignored).isIn(in) == plain.contains(word, Qt::CaseInsensitive));
        RC_ASSERT(TextMatch(word, TextMatch::Case::Ignored).isAll(in)
                  == (plain.compare(word, Qt::CaseInsensitive) == 0));
    }));
}

void tst_Filter::tellsWhetherTimeMatters()
{
    QVERIFY(parse(u"spot started>2h"_s)->dependsOnTime());
    QVERIFY(!parse(u"spot cpus>2"_s)->dependsOnTime());
    QVERIFY(!Filter().dependsOnTime());
    QVERIFY(Filter().isEmpty());
    QVERIFY(parse(u"state:"_s)->isEmpty());
}

QTEST_APPLESS_MAIN(tst_Filter)
#include "tst_filter.moc"
