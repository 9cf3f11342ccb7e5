// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/naturalorder.h"
#include "models/tables/textsort.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace tables;

class tst_NaturalOrder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("RC_PARAMS", "max_success=2000"); }
    void comparesAsPeopleDo_data();
    void comparesAsPeopleDo();
    void ordersAllTexts();
    void sortsAsItCompares();
    void sortsLongCommonBeginnings();
};

void tst_NaturalOrder::comparesAsPeopleDo_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("numbers") << "ip-10-0-2-9"_qba
                             << "ip-10-0-10-1"_qba;
    QTest::newRow("case") << "alpha"_qba
                          << "Beta"_qba;
    QTest::newRow("same but case") << "Alpha"_qba
                                   << "alpha"_qba;
    QTest::newRow("leading zeros") << "task-9"_qba
                                   << "task-010"_qba;
    QTest::newRow("same but zeros") << "a007"_qba
                                    << "a07"_qba;
    QTest::newRow("zero") << "a0"_qba
                          << "a1"_qba;
    QTest::newRow("beginning") << "web"_qba
                               << "web/eu"_qba;
    QTest::newRow("number before letter") << "a1"_qba
                                          << "ab"_qba;
    QTest::newRow("dash before number") << "a-1"_qba
                                        << "a1"_qba;
    QTest::newRow("eight and nine digits") << "t99999999"_qba
                                           << "t100000000"_qba;
    QTest::newRow("ten and eleven digits") << "t9999999999"_qba
                                           << "t10000000000"_qba;
    QTest::newRow("long number, then text") << "t1700000000000-a"_qba
                                            << "t1700000000000-b"_qba;
    QTest::newRow("long number across eight bytes") << "abcdefg999999999"_qba
                                                    << "abcdefg1000000000"_qba;
    QTest::newRow("long number behind eight bytes") << "abcdefgh0999999999z"_qba
                                                    << "abcdefgh1000000000a"_qba;
    QTest::newRow("umlaut") << "caf"_qba
                            << "caf\xc3\xa9"_qba;
    QTest::newRow("empty") << ""_qba
                           << "a"_qba;
}

void tst_NaturalOrder::comparesAsPeopleDo()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const std::string a = before.toStdString();
    const std::string b = after.toStdString();
    QVERIFY(compareNatural(a, b) < 0);
    QVERIFY(compareNatural(b, a) > 0);
    QCOMPARE(compareNatural(a, a), 0);
}

void tst_NaturalOrder::ordersAllTexts()
{
    const auto sign = [](int order) { return (order > 0) - (order < 0); };
    QVERIFY(rc::check("a total order", [&](const std::string &a, const std::string &b, const std::string &c) {
        RC_ASSERT((compareNatural(a, b) == 0) == (a == b));
        RC_ASSERT(sign(compareNatural(a, b)) == -sign(compareNatural(b, a)));
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0)
            RC_ASSERT(compareNatural(a, c) <= 0);
    }));
}

void tst_NaturalOrder::sortsAsItCompares()
{
    // Few letters, so that texts share beginnings, differ in zeros and case only, and repeat.
    const auto text = rc::gen::container<std::string>(rc::gen::element('a', 'A', '0', '1', '9', '-', '\0'));
    QVERIFY(rc::check("sortTexts is a stable sort by compareNatural", [&] {
        const auto texts = *rc::gen::container<std::vector<std::string>>(text);
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        std::vector<uint32_t> expected(texts.size());
        std::iota(expected.begin(), expected.end(), 0);
        std::stable_sort(expected.begin(), expected.end(),
                         [&](uint32_t a, uint32_t b) { return compareNatural(texts[a], texts[b]) < 0; });
        RC_ASSERT(sortTexts(views) == expected);
    }));
}

void tst_NaturalOrder::sortsLongCommonBeginnings()
{
    const std::string common(300'000, 'x');
    const std::vector<std::string> texts{ common + "b", common + "a", "y", common + "b" };
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    QCOMPARE(sortTexts(views), (std::vector<uint32_t>{ 1, 0, 3, 2 }));
}

QTEST_APPLESS_MAIN(tst_NaturalOrder)
#include "tst_naturalorder.moc"
