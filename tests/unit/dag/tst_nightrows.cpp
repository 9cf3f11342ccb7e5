// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/rows/nightrows.h"
#include "models/tables/tablemodel.h"
#include "tests/support/nights.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using test::midnight;
using test::minutes;

class tst_NightRows : public QObject
{
    Q_OBJECT

    static int column(const QString &key) { return tables::columnOf(dag::nightColumns(), key); }

private slots:
    void showsHowEachNodeStands()
    {
        const auto graph = test::graphOf({ u"a"_s, u"b"_s, u"c"_s }, { { 0, 1 } });
        graph->nodes[1].job = "jobs/prod/b";
        const auto night = test::nightOf(graph);
        test::done(night->nodes[0], midnight, midnight + minutes(12));
        test::failed(night->nodes[1], midnight + minutes(12), midnight + minutes(20));
        night->nodes[2].state = dag::NodeState::UpForRetry;
        auto forecast = std::make_shared<dag::Forecast>();
        forecast->nodes.resize(3);
        forecast->nodes[0].estimate.median = minutes(10);
        forecast->nodes[1].estimate.isGuess = true;
        forecast->nodes[2].end.median = midnight + minutes(90);
        const tables::Rows rows = dag::nightRows(night, forecast);
        QCOMPARE(rows->rowCount(), 3U);
        QCOMPARE(QByteArray(rows->key(1).data(), 1), QByteArray("b"));
        QVERIFY(rows->text(1, column(u"state"_s)) == "failed");
        QCOMPARE(rows->number(0, column(u"took"_s)), 720000.0);
        QCOMPARE(rows->number(0, column(u"median"_s)), 600000.0);
        QVERIFY(std::isnan(rows->number(1, column(u"median"_s)))); // a guess is no median of its own
        QCOMPARE(rows->number(2, column(u"ends"_s)),
                 static_cast<double>((midnight + minutes(90)).time_since_epoch().count()));
        QVERIFY(std::isnan(rows->number(2, column(u"try"_s))));
        QVERIFY(rows->severity(1) == tables::Severity::Failure);
        QVERIFY(rows->severity(2) == tables::Severity::Warning);
        QVERIFY(rows->rank(1, 0) < rows->rank(2, 0) && rows->rank(2, 0) < rows->rank(0, 0));
        QCOMPARE(rows->extra(1, column(u"job"_s), tables::TableModel::LinkRole).toString(), u"job/jobs/prod/b"_s);
        QCOMPARE(rows->extra(2, 0, tables::TableModel::GlyphRole).toString(), u"up_for_retry"_s);
        QCOMPARE(rows->countInWords(1), u"1 node"_s);
    }

    void leavesAForecastOfAnotherPictureOut()
    {
        const auto night = test::nightOf(test::graphOf({ u"a"_s }, {}));
        const tables::Rows rows = dag::nightRows(night, std::make_shared<dag::Forecast>());
        QVERIFY(std::isnan(rows->number(0, column(u"median"_s))));
    }
};

QTEST_APPLESS_MAIN(tst_NightRows)
#include "tst_nightrows.moc"
